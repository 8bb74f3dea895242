import type { GraphQLSchema } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { graphWriteText } from '../../core/assets/graph-write.ts';
import { newId } from '../../core/ids.ts';
import { anonymous, roles } from '../../core/policy/policy.ts';
import { openBench, type Bench } from '../../core/workflows/testing/workflow-bench.ts';
import { testActor } from '../../tests/support/actors.ts';
import { ask, schemaOf } from '../../tests/support/ask.ts';
import { createWorkflowsSubgraph } from './subgraph.ts';

const administrator = testActor({ administrator: true, username: 'ada' });
let bench: Bench;
let schema: GraphQLSchema;
beforeEach(async () => {
  bench = await openBench();
  schema = schemaOf(createWorkflowsSubgraph(bench));
});
afterEach(() => bench.close());

const list = async (page = '') => {
  const fields = 'totalCount nodes { id kind about reason writtenAt refusedAt } pageInfo { hasNextPage endCursor }';
  const { data } = await ask(schema, administrator, `{ refusedGraphWrites${page} { ${fields} } }`);
  return data?.['refusedGraphWrites'] as {
    totalCount: number;
    nodes: { id: string; kind: string | null; about: string[]; reason: string; refusedAt: string | null }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};
const retry = (id: string) =>
  ask(
    schema,
    administrator,
    'mutation ($input: RetryGraphWriteInput!) { retryGraphWrite(input: $input) { write { id kind } } }',
    { input: { id } },
  );
const refuse = (text: string, reason: string) =>
  bench.sql.query('INSERT INTO graph_outbox (payload, refused) VALUES ($1, $2)', [text, reason]);

test.each([
  '{ refusedGraphWrites { totalCount } }',
  'mutation { retryGraphWrite(input: { id: "1" }) { write { id } } }',
])('administrators alone: %s', async (source) => {
  expect((await ask(schema, anonymous, source)).codes).toEqual(['UNAUTHENTICATED']);
  const everything = testActor({ roles: { [bench.projectId]: roles } });
  expect((await ask(schema, everything, source)).codes).toEqual(['FORBIDDEN']);
});

test('writes that the graph refuses are listed with what they are about, and without what may quote data', async () => {
  expect(await list()).toEqual({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  const assetId = newId();
  const tag = { assetId, name: 'x', value: 'Jane Doe', setBy: 'ann', reason: null, setAt: new Date() };
  const text = graphWriteText({ kind: 'TAGS', tags: [tag], removed: [{ assetId, name: 'y' }] });
  await refuse(text, 'Neo.ClientError.Statement.TypeError: Property values can not hold Jane Doe');
  await refuse(text, 'Jane Doe is no date');
  await refuse('{"kind":"LATER"}', 'a graph write of a kind that this version does not know');
  const page = await list('(first: 2)');
  expect(page).toMatchObject({
    totalCount: 3,
    nodes: [
      { kind: 'TAGS', about: [assetId], reason: 'Neo.ClientError.Statement.TypeError', refusedAt: null },
      { kind: 'TAGS', about: [assetId], reason: 'INTERNAL_SERVER_ERROR' },
    ],
    pageInfo: { hasNextPage: true },
  });
  const rest = await list(`(first: 2, after: "${page.pageInfo.endCursor ?? ''}")`);
  expect(rest.nodes).toMatchObject([
    { kind: null, about: [], reason: expect.stringContaining('can not read') as string },
  ]);
  expect(JSON.stringify([page, rest])).not.toContain('Jane');
  expect((await ask(schema, administrator, '{ refusedGraphWrites(after: "x") { totalCount } }')).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
});

test('one that is tried again waits again, and the audit trail says who let it', async () => {
  await refuse(graphWriteText({ kind: 'STATES', states: [] }), 'Neo.ClientError.Schema.ConstraintValidationFailed: x');
  const [write] = (await list()).nodes;
  expect((await retry(write?.id ?? '')).data).toEqual({
    retryGraphWrite: { write: { id: write?.id, kind: 'STATES' } },
  });
  expect((await list()).totalCount).toBe(0);
  const waiting = await bench.sql.query('SELECT FROM graph_outbox WHERE refused IS NULL');
  expect(waiting).toHaveLength(1);
  const audited = await bench.sql.query(`SELECT actor, target FROM audit WHERE action = 'graph-write.retried'`);
  expect(audited).toEqual([{ actor: 'ada', target: `graph-write:${write?.id ?? ''}` }]);
  for (const id of [write?.id ?? '', '0', 'x', '99999999999999999999'])
    expect((await retry(id)).codes, id).toEqual(['NOT_FOUND']);
});
