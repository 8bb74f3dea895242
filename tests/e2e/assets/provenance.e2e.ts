import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { entitiesOf, unpack } from '../../provenance/unpack.ts';
import { judgeCrate, judgeProvJson } from '../../services/provenance-validators.ts';
import { type HubProcess, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;

const node = z.object({
  id: z.string(),
  level: z.string(),
  kind: z.string().optional(),
  content: z.object({ sha256: z.string(), mediaType: z.string() }).nullable(),
});
type Found = z.infer<typeof node>;
let assets: readonly Found[];

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  ({ projectId } = await projectWithRun(hub, join(folder.path, 'images')));
  const answer = await hub.operator.request(
    z.object({ assets: z.object({ nodes: z.array(node) }) }),
    `query ($projectId: ID!) { assets(filter: { projectId: $projectId }, first: 200) {
      nodes { id level content { sha256 mediaType } ... on DerivedAsset { kind } } } }`,
    { projectId },
  );
  assets = answer.assets.nodes;
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const one = (match: (asset: Found) => boolean): Found => {
  const found = assets.find(match);
  if (!found) throw new Error('the project has no such asset');
  return found;
};

const activity = z.object({
  id: z.string(),
  method: z.string(),
  environment: z.record(z.string(), z.unknown()),
  recordedBy: z.string(),
  generated: z.array(z.object({ role: z.string(), asset: z.object({ id: z.string() }) })),
  wasAssociatedWith: z.array(z.object({ role: z.string(), agent: z.object({ name: z.string() }) })),
});
const fields = `id method environment recordedBy generated { role asset { id } } wasAssociatedWith { role agent { name } }`;

/** A notebook's table from the NIfTI volume, with the volume's bytes as its content. */
async function recordTable(clientKey: string, more: Record<string, unknown> = {}) {
  const volume = one(({ kind }) => kind === 'nifti');
  const exam = one(({ level }) => level === 'EXAM');
  const { recordActivity } = await hub.operator.request(
    z.object({ recordActivity: z.object({ activity }) }),
    `mutation ($input: RecordActivityInput!) { recordActivity(input: $input) { activity { ${fields} } } }`,
    {
      input: {
        projectId,
        method: 'notebook/histogram',
        methodVersion: '3f2c1d0',
        parameters: { bins: 64 },
        environment: { image: 'sha256:0a1b', packages: { numpy: '2.1.0' } },
        startedAt: '2026-01-05T10:00:00Z',
        endedAt: '2026-01-05T10:00:30Z',
        used: [{ assetId: volume.id, role: 'volume' }],
        generated: [
          {
            asset: {
              kind: 'table',
              label: 'histogram',
              properties: { bins: 64 },
              parentIds: [exam.id],
              content: volume.content && { sha256: volume.content.sha256, mediaType: 'application/octet-stream' },
            },
            role: 'table',
          },
        ],
        clientKey,
        ...more,
      },
    },
  );
  return recordActivity.activity;
}

test('a notebook records what it did, once however often it says so', async () => {
  const made = await recordTable('histogram-1');
  expect(made).toMatchObject({ method: 'notebook/histogram', environment: { image: 'sha256:0a1b' } });
  expect(made.wasAssociatedWith.map(({ role }) => role)).toEqual(['operator']);
  expect(await recordTable('histogram-1')).toEqual(made);
  await expect(recordTable('histogram-1', { methodVersion: 'other' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(recordTable('future', { endedAt: '2999-01-01T00:00:00Z' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  const image = one(({ level }) => level === 'IMAGE');
  await expect(recordTable('second origin', { used: [], generated: [{ assetId: image.id }] })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

const page = z.object({
  asset: z.object({
    wasDerivedFrom: z.array(z.object({ id: z.string() })),
    lineage: z.object({
      nodes: z.array(z.object({ id: z.string(), depth: z.number() })),
      edges: z.array(z.object({ fromId: z.string(), toId: z.string() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }).nullable(),
    }),
  }),
});

async function lineagePage(id: string, args: string) {
  const { asset } = await hub.operator.request(
    page,
    `query ($id: ID!) { asset(id: $id) { wasDerivedFrom { id }
      lineage(maxDepth: 50, ${args}) { nodes { id depth } edges { fromId toId } pageInfo { hasNextPage endCursor } } } }`,
    { id },
  );
  return asset;
}

test('a lineage is read in pages, and as of a moment', async () => {
  const tableId = (await recordTable('histogram-1')).generated[0]?.asset.id ?? '';
  const whole = await lineagePage(tableId, 'maxNodes: 1000');
  expect(whole.lineage.pageInfo).toBeNull();
  expect(whole.wasDerivedFrom).toEqual([{ id: one(({ kind }) => kind === 'nifti').id }]);
  const nodes: string[] = [];
  let edges = 0;
  for (let after = ''; ;) {
    const { lineage } = await lineagePage(tableId, `first: 3${after === '' ? '' : `, after: "${after}"`}`);
    nodes.push(...lineage.nodes.map(({ id }) => id));
    edges += lineage.edges.length;
    after = lineage.pageInfo?.endCursor ?? '';
    if (!lineage.pageInfo?.hasNextPage) break;
  }
  expect(new Set(nodes)).toEqual(new Set(whole.lineage.nodes.map(({ id }) => id)));
  expect(nodes).toHaveLength(whole.lineage.nodes.length);
  expect(edges).toBe(whole.lineage.edges.length);
  expect((await lineagePage(tableId, 'asOf: "2020-01-01T00:00:00Z"')).lineage.nodes).toEqual([]);
  const now = await lineagePage(tableId, `asOf: "${new Date(Date.now() + 60_000).toISOString()}"`);
  expect(now.lineage.nodes).toHaveLength(whole.lineage.nodes.length);
});

test('what would be touched by a withdrawal is told before anything is', async () => {
  const tableId = (await recordTable('histogram-1')).generated[0]?.asset.id ?? '';
  const { withdrawalImpact } = await hub.operator.request(
    z.object({
      withdrawalImpact: z.object({
        totalCount: z.number(),
        hiddenCount: z.number(),
        groups: z.array(z.object({ level: z.string(), kind: z.string().nullable(), count: z.number() })),
        assets: z.object({ totalCount: z.number(), nodes: z.array(z.object({ id: z.string() })) }),
        runs: z.array(z.object({ id: z.string(), state: z.string() })),
      }),
    }),
    `query ($id: ID!) { withdrawalImpact(assetId: $id) { totalCount hiddenCount groups { level kind count }
      assets(first: 100) { totalCount nodes { id } } runs { id state } } }`,
    { id: one(({ level }) => level === 'IMAGE').id },
  );
  expect(withdrawalImpact.assets.nodes.map(({ id }) => id)).toContain(tableId);
  expect(withdrawalImpact.groups).toContainEqual({ level: 'DERIVED', kind: 'table', count: 1 });
  expect(withdrawalImpact.groups).toContainEqual({ level: 'DERIVED', kind: 'biomarker', count: 2 });
  expect(withdrawalImpact).toMatchObject({ hiddenCount: 0, runs: [] });
  expect(withdrawalImpact.totalCount).toBe(withdrawalImpact.assets.totalCount);
});

test(
  "an export is what others' programs accept: PROV-JSON and a Workflow Run RO-Crate",
  { timeout: 300_000 },
  async () => {
    const biomarker = one(({ level, kind, content }) => level === 'DERIVED' && kind === undefined && content === null);
    const answer = await hub.operator.fetch(`/provenance/${biomarker.id}/prov.json`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const file = join(folder.path, 'prov.json');
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
    expect(await judgeProvJson(file)).toMatchObject({ roundTrip: true, provn: true, activities: 4 });

    for (const query of ['', '?content=true']) {
      const zip = await hub.operator.fetch(`/provenance/${biomarker.id}/ro-crate.zip${query}`);
      expect(zip.headers.get('content-type')).toBe('application/zip');
      const crate = await unpack(folder.path, new Uint8Array(await zip.arrayBuffer()));
      expect(await judgeCrate(crate, 'process-run-crate')).toMatchObject({ passed: true, issues: [] });
      expect(await judgeCrate(crate, 'workflow-run-crate')).toMatchObject({ passed: true, issues: [] });
      expect((await entitiesOf(crate)).get('workflow.json')).toMatchObject({ identifier: 'by-hand', version: '1' });
    }

    const anonymous = await fetch(new URL(`/provenance/${biomarker.id}/prov.json`, hub.process.url));
    expect(anonymous.status).toBe(401);
    const absent = await hub.operator.fetch('/provenance/00000000-0000-4000-8000-000000000000/ro-crate.zip');
    expect(absent.status).toBe(404);
    expect(await absent.json()).toMatchObject({ code: 'NOT_FOUND' });
  },
);
