import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HubError } from '../../core/errors.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import type { RecordActivityInput } from '../../core/provenance/record-input.ts';
import { asset, id } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let q: typeof p;
let ann: Actor;
let both: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
beforeEach(async () => {
  await hub.empty();
  hub.audited.length = 0;
  p = await measuredProject(hub, 'p');
  q = await measuredProject(hub, 'q');
  ann = person('ann', { [p.projectId]: 'RESEARCHER' });
  both = person('bea', { [p.projectId]: 'RESEARCHER', [q.projectId]: 'VIEWER' });
});
afterAll(() => hub.end());

function said(more: Partial<RecordActivityInput> = {}): RecordActivityInput {
  return {
    projectId: p.projectId,
    method: 'notebook/average',
    methodVersion: '3f2c1d0',
    parameters: { window: 3 },
    environment: { image: 'sha256:abc' },
    startedAt: new Date('2026-01-01T10:00:00Z'),
    endedAt: new Date('2026-01-01T10:05:00Z'),
    used: [{ assetId: p.nifti.id, role: 'volume' }],
    generated: [
      {
        asset: { kind: 'table', label: 'means', properties: { rows: 3 }, parentIds: [p.exam.id] },
        role: 'table',
      },
    ],
    agents: [{ kind: 'SOFTWARE', name: 'numpy', version: '2.1', role: 'library' }],
    ...more,
  };
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => [(error as HubError).code, (error as HubError).details.field],
  );

describe('recordActivity', () => {
  test('makes the activity and its new assets, with the caller as operator, audited', async () => {
    const activity = await hub.useCases.recordActivity(ann, said());
    const [made] = activity.generated;
    const found = (await hub.graph.getAssets([made?.assetId ?? ''])).get(made?.assetId ?? '');
    expect(found).toMatchObject({ level: 'DERIVED', kind: 'table', label: 'means', createdBy: 'ann', content: null });
    expect(await hub.useCases.generationOf(ann, found ? [found] : [])).toEqual(new Map([[found?.id, activity]]));
    expect(activity).toMatchObject({ recordedBy: 'ann', environment: { image: 'sha256:abc' }, runId: null });
    expect(activity.agents.map(({ agent, role }) => [agent.name, role])).toEqual([
      ['ann', 'operator'],
      ['numpy', 'library'],
    ]);
    expect(hub.audited.map(({ action, target }) => [action, target])).toEqual([
      ['activity.recorded', `activity:${activity.id}`],
    ]);
    const derived = await hub.useCases.derivationsOf(ann, found ? [found] : []);
    expect(derived.get(found?.id ?? '')?.map((one) => one.id)).toEqual([p.nifti.id]);
  });

  test('says the same again for the same client key, and refuses other input under it', async () => {
    const first = await hub.useCases.recordActivity(ann, said({ clientKey: 'k' }));
    expect(await hub.useCases.recordActivity(ann, said({ clientKey: 'k' }))).toEqual(first);
    expect(hub.audited).toHaveLength(1);
    expect(await failure(hub.useCases.recordActivity(ann, said({ clientKey: 'k', methodVersion: '2' })))).toEqual([
      'CONFLICT',
      'input.clientKey',
    ]);
    const other = await hub.useCases.recordActivity(both, said({ clientKey: 'k' }));
    expect(other.id).not.toBe(first.id);
  });

  test('uses assets of other projects that the caller may read, and no others', async () => {
    const used = [{ assetId: q.nifti.id, role: 'volume' }];
    expect(await failure(hub.useCases.recordActivity(ann, said({ used })))).toEqual([
      'NOT_FOUND',
      'input.used.0.assetId',
    ]);
    const activity = await hub.useCases.recordActivity(both, said({ used }));
    expect(activity.used).toEqual(used);
  });

  test('needs the right to write in the project, and a sign-in', async () => {
    const viewer = person('vic', { [p.projectId]: 'VIEWER' });
    expect(await failure(hub.useCases.recordActivity(viewer, said()))).toEqual(['FORBIDDEN', undefined]);
    expect(await failure(hub.useCases.recordActivity(person('x', {}), said()))).toEqual(['NOT_FOUND', undefined]);
    expect(await failure(hub.useCases.recordActivity(anonymous, said()))).toEqual(['UNAUTHENTICATED', undefined]);
  });

  test('refuses a second origin, and a cycle, naming both ends', async () => {
    const existing = (assetId: string) => [{ assetId, role: 'output' }];
    expect(
      await failure(hub.useCases.recordActivity(ann, said({ used: [], generated: existing(p.nifti.id) }))),
    ).toEqual(['CONFLICT', 'input.generated']);
    // The received series is the biomarker's ancestor, and nothing made it.
    const cycle = said({ used: [{ assetId: p.biomarker.id, role: 'value' }], generated: existing(p.received.id) });
    const error = await hub.useCases.recordActivity(ann, cycle).catch((caught: unknown) => caught as HubError);
    expect(error).toMatchObject({
      code: 'CONFLICT',
      details: { received: p.received.id, usedId: p.biomarker.id },
    });
    const own = said({ used: [{ assetId: p.received.id, role: 'x' }], generated: existing(p.received.id) });
    expect(await failure(hub.useCases.recordActivity(ann, own))).toEqual(['CONFLICT', 'input.generated']);
    expect(hub.audited).toEqual([]);
    const good = await hub.useCases.recordActivity(ann, said({ used: [], generated: existing(p.received.id) }));
    expect(good.generated).toEqual(existing(p.received.id));
  });

  test('points new assets to bytes that the caller may read, not to any whose hash is known', async () => {
    const stored = await hub.objects.put(Buffer.from('secret of q'));
    const secret = asset('DERIVED', 'secret', [q.exam.id], {
      projectId: q.projectId,
      content: { ...stored, mediaType: 'text/plain' },
    });
    await hub.graph.putAssets([secret]);
    const generated = [
      {
        asset: {
          kind: 'copy',
          label: 'copy',
          parentIds: [p.exam.id],
          content: { sha256: stored.sha256, mediaType: 'text/plain' },
        },
        role: 'copy',
      },
    ];
    const field = 'input.generated.0.asset.content.sha256';
    expect(await failure(hub.useCases.recordActivity(ann, said({ generated })))).toEqual(['NOT_FOUND', field]);
    const made = (await hub.useCases.recordActivity(both, said({ generated }))).generated[0]?.assetId ?? '';
    expect((await hub.useCases.describeContent(both, made)).sizeBytes).toBe(11);
  });

  test.each<[string, Partial<RecordActivityInput>]>([
    ['input.method', { method: 'pesscara/measure' }],
    ['input.method', { method: ' ' }],
    ['input.methodVersion', { methodVersion: 'x'.repeat(201) }],
    ['input.parameters', { parameters: { text: 'a\u0000b' } }],
    ['input.endedAt', { endedAt: new Date('2025-01-01') }],
    ['input.endedAt', { endedAt: new Date(Date.now() + 3_600_000) }],
    ['input.used', { used: [], generated: [] }],
    ['input.used.0.assetId', { used: [{ assetId: 'x', role: 'input' }] }],
    ['input.generated.0', { generated: [{ role: 'output' }] }],
    ['input.derivations.0.usedId', { derivations: [{ generated: 0, usedId: id('none') }] }],
    ['input.derivations.0.generated', { derivations: [{ generated: 1, usedId: id('none') }] }],
    ['input.clientKey', { clientKey: '' }],
  ])('refuses bad input and names the field: %s', async (field, more) => {
    expect(await failure(hub.useCases.recordActivity(ann, said(more)))).toEqual(['BAD_USER_INPUT', field]);
  });
});

describe('reusableResult', () => {
  const query = (assetId: string) => ({
    method: 'notebook/average',
    methodVersion: '3f2c1d0',
    parameters: { window: 3 },
    inputs: [{ assetId, role: 'volume' }],
  });

  test('finds the earliest result for equal content in what the caller may read', async () => {
    const stored = await hub.objects.put(Buffer.from('same bytes'));
    const volume = (projectId: string, parent: string) =>
      asset('DERIVED', `volume ${projectId}`, [parent], {
        projectId,
        kind: 'nifti',
        content: { ...stored, mediaType: 'application/gzip' },
      });
    const [here, there] = [volume(p.projectId, p.series.id), volume(q.projectId, q.series.id)];
    await hub.graph.putAssets([here, there]);
    const quin = person('quin', { [q.projectId]: 'RESEARCHER' });
    const computed = await hub.useCases.recordActivity(
      quin,
      said({
        projectId: q.projectId,
        used: [{ assetId: there.id, role: 'volume' }],
        generated: [{ asset: { kind: 'table', label: 't', parentIds: [q.exam.id] }, role: 'table' }],
      }),
    );
    expect((await hub.useCases.reusableResult(both, query(here.id)))?.activity).toEqual(computed);
    expect((await hub.useCases.reusableResult(both, query(here.id)))?.assets.map((one) => one.label)).toEqual(['t']);
    // Who may not see q hears of nothing.
    expect(await hub.useCases.reusableResult(ann, query(here.id))).toBeNull();
    expect(await hub.useCases.reusableResult(both, { ...query(here.id), methodVersion: 'x' })).toBeNull();
    expect(await failure(hub.useCases.reusableResult(ann, query(there.id)))).toEqual(['NOT_FOUND', undefined]);
  });

  test('does not take two series for one because they say the same', async () => {
    await hub.useCases.recordActivity(ann, said({ used: [{ assetId: p.series.id, role: 'volume' }] }));
    expect(await hub.useCases.reusableResult(both, query(p.series.id))).not.toBeNull();
    expect(await hub.useCases.reusableResult(both, query(q.series.id))).toBeNull();
  });

  test('leaves out what was recorded as not reusable', async () => {
    await hub.useCases.recordActivity(ann, said({ reusable: false }));
    expect(await hub.useCases.reusableResult(ann, query(p.nifti.id))).toBeNull();
  });
});

describe('withdrawalImpact', () => {
  test('counts what is visible by project, level and kind, and the rest alone', async () => {
    const used = [{ assetId: p.images[0]?.id ?? '', role: 'image' }];
    const quin = person('quin', { [q.projectId]: 'RESEARCHER', [p.projectId]: 'VIEWER' });
    const generated = [{ asset: { kind: 'table', label: 't', parentIds: [q.exam.id] }, role: 'table' }];
    await hub.useCases.recordActivity(quin, said({ projectId: q.projectId, used, generated }));
    const impact = await hub.useCases.withdrawalImpact(ann, p.series.id);
    const shown = impact?.groups.map(({ projectId, level, kind, count }) => [projectId, level, kind, count]);
    expect(new Set(shown)).toEqual(
      new Set([
        [p.projectId, 'IMAGE', null, 4],
        [p.projectId, 'DERIVED', 'nifti', 1],
        [p.projectId, 'DERIVED', 'biomarker', 1],
      ]),
    );
    expect(impact).toMatchObject({ totalCount: 6, hiddenCount: 1, runIds: [] });
    expect(await hub.useCases.withdrawalImpact(quin, p.series.id)).toMatchObject({ totalCount: 7, hiddenCount: 0 });
    const page = await hub.useCases.touchedAssets(ann, p.series, 4, null);
    expect(page).toMatchObject({ totalCount: 6, hasNextPage: true });
    expect(page.items).toHaveLength(4);
    expect(await hub.useCases.withdrawalImpact(ann, q.series.id)).toBeNull();
    await expect(hub.useCases.touchedAssets(ann, q.series, 4, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lineage in pages', () => {
  test('leaves out what the caller may not see, and what only that leads to', async () => {
    const used = [{ assetId: q.biomarker.id, role: 'value' }];
    const made = (await hub.useCases.recordActivity(both, said({ used }))).generated[0]?.assetId ?? '';
    const known = [{ id: made, projectId: p.projectId }];
    const query = { direction: 'ANCESTORS', maxDepth: 20, asOf: null, first: 100, after: null } as const;
    const idsOf = async (actor: Actor) =>
      (await hub.useCases.lineagePagesOf(actor, known, query)).get(made)?.nodes.map((node) => node.id) ?? [];
    expect(await idsOf(both)).toContain(q.nifti.id);
    expect(await idsOf(ann)).not.toContain(q.biomarker.id);
    expect(await idsOf(ann)).toHaveLength(4);
    expect(await idsOf(person('x', {}))).toEqual([]);
    for (const bad of [{ first: 0 }, { first: 1001 }, { maxDepth: -1 }, { after: 'x' }, { after: '1~x' }]) {
      await expect(hub.useCases.lineagePagesOf(ann, known, { ...query, ...bad })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});
