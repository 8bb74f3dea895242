import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/policy/policy.ts';
import { createAssetsSubgraph } from '../../subgraphs/assets/assets-subgraph.ts';
import { ask, schemaOf } from '../support/ask.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let schema: ReturnType<typeof schemaOf>;
let p: Awaited<ReturnType<typeof measuredProject>>;
let ann: Actor;

beforeAll(async () => {
  hub = await assetHub();
  schema = schemaOf(createAssetsSubgraph(hub.face));
  p = await measuredProject(hub, 'p');
  ann = person('ann', { [p.projectId]: 'CURATOR' });
  await hub.defineTags(p.projectId, ['SERIES'], 't');
});
afterAll(() => hub.end());

test('each change in one operation answers what it made, also after another of the same asset', async () => {
  const fields =
    'asset { version checkOut { baseVersion } versions(first: 1) { totalCount nodes { number tags { value } } } }';
  const { data, codes } = await ask(
    schema,
    ann,
    `mutation ($id: ID!) {
       checkOut(input: { assetId: $id, reason: "r" }) { ${fields} }
       setTag(input: { assetId: $id, name: "t", value: 1 }) { asset { id } }
       checkIn(input: { assetId: $id, baseVersion: 1, comment: "c", keepCheckedOut: true }) { ${fields} }
       again: checkIn(input: { assetId: $id, baseVersion: 2, comment: "c" }) { ${fields} version { number properties tags { value } content { sha256 } } }
       restoreVersion(input: { assetId: $id, version: 1, reason: "r" }) { version { number } ${fields} } }`,
    { id: p.series.id },
  );
  expect(codes).toEqual([]);
  const shown = (version: number, checkOut: object | null, tags: readonly object[]) => ({
    asset: { version, checkOut, versions: { totalCount: version, nodes: [{ number: version, tags }] } },
  });
  expect(data).toEqual({
    checkOut: shown(1, { baseVersion: 1 }, []),
    setTag: { asset: { id: p.series.id } },
    checkIn: shown(2, { baseVersion: 2 }, [{ value: 1 }]),
    again: {
      ...shown(3, null, [{ value: 1 }]),
      version: { number: 3, properties: p.series.properties, tags: [{ value: 1 }], content: null },
    },
    restoreVersion: { version: { number: 4 }, ...shown(4, null, [{ value: 1 }]) },
  });
});

test('asks the database the same number of times however many assets there are', async () => {
  const source = `{ assets(first: 1000) { nodes { version checkOut { owner } diff(from: 1, to: 1) { tags { name } }
    versions(first: 2) { nodes { number tags { name } } } two: versions(first: 1, after: "2") { nodes { number } } } } }`;
  const root = person('root', {}, true);
  const count = async () => {
    const before = hub.statements();
    const { data, codes } = await ask(schema, root, source);
    expect(codes).toEqual([]);
    const { nodes } = data?.['assets'] as { nodes: readonly unknown[] };
    return { assets: nodes.length, statements: hub.statements() - before };
  };
  const few = await count();
  for (let n = 0; n < 3; n++) await measuredProject(hub, `more-${String(n)}`, 6);
  const many = await count();
  expect(many.assets).toBeGreaterThan(3 * few.assets);
  expect(many.statements).toBe(few.statements);
});

test('as of a version, the type of the asset and all that it leads to are there', async () => {
  const { data, codes } = await ask(
    schema,
    ann,
    `query ($id: ID!) { asset(id: $id, asOf: { version: 1 }) { __typename version tags { value } content { sha256 }
       ... on Series { modality seriesType exam { id } } versions { totalCount } }
       both: asset(id: $id, asOf: { version: 1, at: "2026-01-01T00:00:00Z" }) { id } }`,
    { id: p.series.id },
  );
  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(data).toEqual({
    asset: {
      __typename: 'Series',
      version: 1,
      tags: [{ value: 1 }],
      content: null,
      modality: 'MR',
      seriesType: null,
      exam: { id: p.exam.id },
      versions: { totalCount: 4 },
    },
    both: null,
  });
});
