import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

/** Finding what the hub made of one CT: by filters, words, facets, in any order, and by saved queries, as those may who ask. */

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let viewer: HubClient;
let stranger: HubClient;

const password = 'a password for tests';
const page = z.object({
  assets: z.object({
    totalCount: z.number(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.object({ id: z.string(), level: z.string(), label: z.string() })),
  }),
});
const question = `query ($filter: AssetFilter, $order: AssetOrder, $first: Int = 50, $after: String) {
  assets(filter: $filter, order: $order, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id level label } } }`;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'home'));
  ({ projectId } = await projectWithRun(hub, join(folder.path, 'images')));
  viewer = await personOf('vera', ['VIEWER']);
  stranger = await personOf('stan', []);
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function personOf(username: string, roles: readonly string[]): Promise<HubClient> {
  const any = z.unknown();
  await hub.operator.request(any, 'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }', {
    input: { username, password },
  });
  await hub.operator.request(
    any,
    'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }',
    {
      input: { projectId, username, roles },
    },
  );
  const { login } = await new HubClient(hub.process.url, null).request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(hub.process.url, login.accessToken);
}

async function find(client: HubClient, filter: object, more: object = {}) {
  return (await client.request(page, question, { filter, ...more })).assets;
}

async function refusal(client: HubClient, variables: Record<string, unknown>, query = question) {
  const { errors = [] } = await client.execute(query, variables);
  const extensions = z
    .object({ code: z.string(), details: z.object({ field: z.string(), expected: z.string() }).partial().optional() })
    .parse(errors[0]?.extensions);
  return { code: extensions.code, ...extensions.details };
}

test('combines conditions over properties, tags, relations, levels and projects', async () => {
  const ct = { property: { name: 'modality', eq: 'CT' } };
  const series = await find(viewer, { projectId, level: 'SERIES', ...ct });
  expect(series).toMatchObject({ totalCount: 1, nodes: [{ level: 'SERIES' }] });
  const [one] = series.nodes;
  const images = await find(viewer, { level: 'IMAGE', parent: ct });
  expect(images.nodes.map(({ level }) => level)).toEqual(['IMAGE']);
  expect((await find(viewer, { level: 'SERIES', child: { ids: [images.nodes[0]?.id] } })).nodes).toEqual(series.nodes);
  const [exam] = (await find(viewer, { level: 'EXAM' })).nodes;
  const below = await find(viewer, { within: exam?.id, levels: ['SERIES', 'IMAGE'] });
  expect(below.nodes.map(({ level }) => level).toSorted()).toEqual(['IMAGE', 'SERIES']);
  const either = { or: [{ level: 'EXAM' }, { level: 'IMAGE' }], not: { hasContent: true } };
  expect((await find(viewer, { projectId, ...either })).nodes.map(({ level }) => level)).toEqual(['EXAM']);
  expect((await find(viewer, { property: { name: 'value', gt: 0 }, kind: 'biomarker' })).totalCount).toBeGreaterThan(0);
  expect((await find(viewer, { property: { name: 'value', gt: '0' }, kind: 'biomarker' })).totalCount).toBe(0);
  expect((await find(stranger, { level: 'SERIES' })).nodes).toEqual([]);
  expect((await find(stranger, { within: exam?.id })).nodes).toEqual([]);
  expect(one?.id).toBeTruthy();
});

test('finds a tag at once, by its value and by its words', async () => {
  const [image] = (await find(viewer, { level: 'IMAGE' })).nodes;
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: PutTagDefinitionInput!) { putTagDefinition(input: $input) { definition { revision } } }',
    { input: { projectId, level: 'IMAGE', name: 'finding', type: 'TEXT' } },
  );
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: SetTagInput!) { setTag(input: $input) { asset { id } } }',
    {
      input: { assetId: image?.id, name: 'finding', value: 'Ringing artefact' },
    },
  );
  expect((await find(viewer, { text: 'ARTEF* finding' })).nodes).toEqual([image]);
  expect((await find(viewer, { tag: { name: 'finding', startsWith: 'Ringing' } })).nodes).toEqual([image]);
  expect((await find(viewer, { text: 'artefact absent' })).nodes).toEqual([]);
  expect((await find(stranger, { text: 'artefact' })).totalCount).toBe(0);
});

test('pages in the order asked for, each asset once, and counts facets of all', async () => {
  const everything = await find(viewer, { projectId }, { first: 500 });
  const order = { field: 'LABEL', direction: 'DESC' };
  const seen: { id: string; label: string }[] = [];
  for (let after: string | null = null; ;) {
    const part: Awaited<ReturnType<typeof find>> = await find(viewer, { projectId }, { order, first: 2, after });
    expect(part.totalCount).toBe(everything.totalCount);
    seen.push(...part.nodes);
    after = part.pageInfo.endCursor;
    if (!part.pageInfo.hasNextPage) break;
  }
  expect(seen.map(({ id }) => id).toSorted()).toEqual(everything.nodes.map(({ id }) => id));
  const labels = seen.map(({ label }) => label);
  expect(labels).toEqual(labels.toSorted((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a))));
  const { assets } = await viewer.request(
    z.object({ assets: z.object({ facets: z.array(z.unknown()) }) }),
    `query ($p: ID!) { assets(filter: { projectId: $p }, first: 0) {
       facets(fields: [{ attribute: LEVEL }, { property: "modality" }], first: 1) {
         attribute property buckets { value count } otherCount missingCount } } }`,
    { p: projectId },
  );
  const [levels, modalities] = z
    .array(
      z.object({
        buckets: z.array(z.object({ value: z.string(), count: z.number() })),
        otherCount: z.number(),
        missingCount: z.number(),
      }),
    )
    .parse(assets.facets);
  expect((levels?.buckets[0]?.count ?? 0) + (levels?.otherCount ?? 0)).toBe(everything.totalCount);
  const [ct] = modalities?.buckets ?? [];
  expect(ct?.value).toBe('CT');
  expect((ct?.count ?? 0) + (modalities?.otherCount ?? 0) + (modalities?.missingCount ?? 0)).toBe(
    everything.totalCount,
  );
});

test('says what is wrong with a question, and where', async () => {
  const unknown = { and: [{ property: { name: 'modalty', eq: 'CT' } }] };
  expect(await refusal(viewer, { filter: unknown })).toMatchObject({
    code: 'UNKNOWN_FIELD',
    field: 'filter.and[0].property.name',
    expected: expect.stringContaining('modality') as string,
  });
  const labels = await find(viewer, {}, { order: { field: 'LABEL' }, first: 1 });
  expect(await refusal(viewer, { after: labels.pageInfo.endCursor })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'after',
  });
  const deep = Array.from({ length: 11 }).reduce<object>((filter) => ({ not: filter }), {});
  expect((await refusal(viewer, { filter: deep })).code).toBe('LIMIT_EXCEEDED');
  expect(await refusal(viewer, { filter: { property: { name: 'modality', lt: true } } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'filter.property.lt',
  });
});

test('tells which properties there are', async () => {
  const names = z.object({
    project: z.object({ propertyNames: z.array(z.object({ name: z.string(), types: z.array(z.string()) })) }),
  });
  const { project } = await viewer.request(
    names,
    'query ($p: ID!) { project(id: $p) { propertyNames(level: SERIES) { name types } } }',
    { p: projectId },
  );
  expect(project.propertyNames).toContainEqual({ name: 'modality', types: ['TEXT'] });
});

test('a saved query finds what the one who runs it may see', async () => {
  const saved = z.object({ saveQuery: z.object({ savedQuery: z.object({ id: z.string(), owner: z.string() }) }) });
  const save = 'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { savedQuery { id owner } } }';
  const input = {
    projectId,
    name: 'CT series',
    filter: { level: 'SERIES', property: { name: 'modality', eq: 'CT' }, createdAt: { from: '2020-01-01T00:00:00Z' } },
    order: { field: 'CREATED_AT', direction: 'DESC' },
  };
  expect((await refusal(viewer, { input }, save)).code).toBe('FORBIDDEN');
  expect((await refusal(stranger, { input }, save)).code).toBe('NOT_FOUND');
  const {
    saveQuery: { savedQuery },
  } = await hub.operator.request(saved, save, { input });
  const again = await hub.operator.request(saved, save, { input });
  expect(again.saveQuery.savedQuery.id).toBe(savedQuery.id);
  const run = `query ($id: ID!) { savedQuery(id: $id) { name assets(first: 5) { totalCount nodes { level } } } }`;
  const { data } = await viewer.execute(run, { id: savedQuery.id });
  expect(data).toEqual({ savedQuery: { name: 'CT series', assets: { totalCount: 1, nodes: [{ level: 'SERIES' }] } } });
  expect((await stranger.execute(run, { id: savedQuery.id })).data).toEqual({ savedQuery: null });
  const listed = await viewer.execute('{ savedQueries { totalCount nodes { id } } }');
  expect(listed.data).toEqual({ savedQueries: { totalCount: 1, nodes: [{ id: savedQuery.id }] } });
  const remove = 'mutation ($input: DeleteSavedQueryInput!) { deleteSavedQuery(input: $input) { savedQuery { id } } }';
  expect((await refusal(viewer, { input: { id: savedQuery.id } }, remove)).code).toBe('FORBIDDEN');
  await hub.operator.request(z.unknown(), remove, { input: { id: savedQuery.id } });
  expect((await refusal(hub.operator, { input: { id: savedQuery.id } }, remove)).code).toBe('NOT_FOUND');
});
