import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../core/json.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { assetHub, measuredProject, person, type AssetHub } from '../assets/hub.ts';
import { activity, agent, asset } from '../contract/asset-graph-data.ts';
import { judgeCrate, judgeProvJson } from '../services/provenance-validators.ts';
import { temporaryFolder } from '../support/pesscara-process.ts';
import { entitiesOf, unpack } from './unpack.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let ann: Actor;
let reportId: string;
let maskId: string;
const text = 'label,value\nä,1\n';

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await assetHub();
  p = await measuredProject(hub, 'p');
  const q = await measuredProject(hub, 'q');
  ann = person('ann', { [p.projectId]: 'RESEARCHER' });
  const content = async (bytes: string, mediaType: string) => ({
    ...(await hub.objects.put(Buffer.from(bytes))),
    mediaType,
  });
  const made = (label: string, more: Parameters<typeof asset>[3]) =>
    asset('DERIVED', label, [p.exam.id], { projectId: p.projectId, ...more });
  const mask = made('mask "1"', { kind: 'nifti', content: await content('mask', 'application/gzip') });
  const report = made('report', { kind: 'table', content: await content(text, 'text/csv') });
  await hub.graph.putAssets([mask, report]);
  const bob = { id: agent('bob').id, kind: 'PERSON', name: 'Bob', version: null } as const;
  const own = {
    projectId: p.projectId,
    agents: [
      { agent: agent('tool'), role: 'software' },
      { agent: bob, role: 'operator' },
    ],
  };
  await hub.graph.recordActivity(
    activity('segment', [p.nifti.id], [mask.id], { ...own, parameters: { threshold: 3, nested: { a: [1] } } }),
  );
  // Also from what ann may not see.
  await hub.graph.recordActivity(
    activity('report', [mask.id, p.biomarker.id, q.nifti.id], [report.id], {
      ...own,
      environment: { image: 'sha256:ab' },
      derivations: [
        { generatedId: report.id, usedId: mask.id },
        { generatedId: report.id, usedId: q.nifti.id },
      ],
    }),
  );
  [reportId, maskId] = [report.id, mask.id];
}, 60_000);
afterAll(async () => {
  await hub.end();
  await folder[Symbol.asyncDispose]();
});

test(
  "the PROV-JSON is what Python's PROV library reads, without what the caller may not see",
  { timeout: 300_000 },
  async () => {
    const document = await hub.useCases.exportProvJson(ann, reportId);
    const file = join(folder.path, 'prov.json');
    await writeFile(file, JSON.stringify(document));
    // report, mask, nifti, 4 images, what was received, biomarker; report, segment, measure, convert, deidentify.
    expect(await judgeProvJson(file)).toEqual({
      roundTrip: true,
      provn: true,
      entities: 9,
      activities: 5,
      agents: 3,
      used: 2 + 1 + 1 + 4 + 1,
      generated: 1 + 1 + 1 + 1 + 4,
      derived: 1 + 1 + 1 + 4 + 4,
    });
    const texts = JSON.stringify(document);
    expect(texts).toContain(`"pesscara:sha256":"${sha256(text)}"`);
    expect(texts).toContain(String.raw`"pesscara:environment":"{\"image\":\"sha256:ab\"}"`);
  },
);

test.each([false, true])(
  'the RO-Crate is what its validator accepts as a Process Run Crate (with content: %s)',
  { timeout: 300_000 },
  async (withContent) => {
    const address = 'https://hub.example';
    const { stream } = await hub.useCases.exportRoCrate(ann, reportId, { address, withContent });
    const crate = await unpack(folder.path, await buffer(stream));
    expect(await judgeCrate(crate, 'process-run-crate')).toMatchObject({ passed: true, issues: [] });
    const entities = await entitiesOf(crate);
    const place = withContent ? `files/${reportId}/report.csv` : `${address}/files/${reportId}`;
    expect(entities.get(place)).toMatchObject({
      '@type': 'File',
      name: 'report',
      contentSize: String(Buffer.byteLength(text)),
      encodingFormat: 'text/csv',
      sha256: sha256(text),
    });
    const actions = [...entities.values()].filter((entity) => entity['@type'] === 'CreateAction');
    expect(actions).toHaveLength(5);
    const made = actions.find((action) => action['name'] === 'report 1.0');
    expect(made).toMatchObject({ result: [{ '@id': place }], endTime: '2026-01-01T00:00:01.000Z' });
    expect(made?.['object']).toHaveLength(2);
    const { '@id': instrument = '' } = made?.['instrument'] as { '@id'?: string };
    expect(entities.get(instrument)).toMatchObject({ '@type': 'SoftwareApplication', softwareVersion: '1.0' });
    expect([...entities.values()].find((entity) => entity['@type'] === 'Person')).toMatchObject({ name: 'Bob' });
    if (withContent) {
      expect(await readFile(join(crate, place), 'utf8')).toBe(text);
      expect(await readFile(join(crate, 'files', maskId, 'mask-1-.gz').replace('-.gz', '.nii.gz'), 'utf8')).toBe(
        'mask',
      );
      expect(hub.audited.at(-1)).toMatchObject({ action: 'content.exported', newValue: { files: 2 } });
    }
  },
);

test('the export of what is invisible, absent or no id is NOT_FOUND', async () => {
  for (const [actor, id] of [
    [person('x', {}), reportId],
    [ann, p.projectId],
    [ann, 'x'],
  ] as const) {
    await expect(hub.useCases.exportProvJson(actor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      hub.useCases.exportRoCrate(actor, id, { address: 'http://x', withContent: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});
