import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../cli/hub-client.ts';
import { signIn } from '../../../demo/accounts.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

const password = 'a password for people';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let people: Record<'ann' | 'bob' | 'max', HubClient>;
/** A NIfTI volume, and another asset with other bytes. */
let volume: { id: string; sha256: string };
let other: { id: string; sha256: string };

async function signEverybodyIn(): Promise<void> {
  const { url } = hub.process;
  const [ann, bob, max] = await Promise.all(['ann', 'bob', 'max'].map((name) => signIn(url, name, password)));
  if (!ann || !bob || !max) throw new Error('somebody is missing');
  people = { ann, bob, max };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  ({ projectId } = await projectWithRun(hub, join(folder.path, 'images')));
  for (const [username, role] of [
    ['ann', 'CURATOR'],
    ['bob', 'RESEARCHER'],
    ['max', 'MANAGER'],
  ] as const) {
    await hub.operator.request(
      z.unknown(),
      `mutation ($user: AddUserInput!, $member: SetMemberInput!) {
         addUser(input: $user) { user { id } } setMember(input: $member) { project { id } } }`,
      { user: { username, password }, member: { projectId, username, roles: [role] } },
    );
  }
  await signEverybodyIn();
  const content = z.object({ sha256: z.string() });
  const found = z.object({
    assets: z.object({ nodes: z.array(z.object({ id: z.string(), content: content.nullable() })) }),
  });
  const withContent = async (filter: object) => {
    const { assets } = await people.ann.request(
      found,
      'query ($filter: AssetFilter!) { assets(filter: $filter) { nodes { id content { sha256 } } } }',
      { filter: { projectId, ...filter } },
    );
    const one = assets.nodes.find((node) => node.content !== null);
    if (!one?.content) throw new Error(`no content of ${JSON.stringify(filter)}`);
    return { id: one.id, sha256: one.content.sha256 };
  };
  volume = await withContent({ kind: 'nifti' });
  other = await withContent({ level: 'IMAGE' });
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const selections: Readonly<Record<string, string>> = {
  checkIn: 'version { number comment by basedOn }',
  restoreVersion: 'version { number kind comment by basedOn }',
};

/** The data of the mutation, or its error as a client gets it. */
async function change(client: HubClient, name: string, input: object) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await client.execute(
    `mutation ($input: ${type}!) { ${name}(input: $input) {
       ${selections[name] ?? ''} asset { id version label checkOut { owner reason baseVersion } } } }`,
    { input: { assetId: volume.id, ...input } },
  );
  const error = answer.errors?.[0]?.extensions as { code: string; details: Record<string, unknown> } | undefined;
  return { data: answer.data?.[name], ...(error ?? {}) };
}

async function look(client: HubClient, selection: string, asOf: object | null = null): Promise<unknown> {
  const { asset } = await client.request(
    z.object({ asset: z.unknown() }),
    `query ($id: ID!, $asOf: AsOfInput) { asset(id: $id, asOf: $asOf) { ${selection} } }`,
    { id: volume.id, asOf },
  );
  return asset;
}

const state = 'version label properties content { sha256 mediaType downloadPath } tags { name value setBy reason }';

test('an asset is taken in hand by one, changed, looked back at and restored; nothing is lost when the hub dies', async () => {
  const { ann, bob, max } = people;
  const before = await look(ann, state);
  expect(before).toMatchObject({ version: 1 });
  expect(await look(ann, 'checkOut { owner } versions { totalCount nodes { number kind comment } }')).toEqual({
    checkOut: null,
    versions: { totalCount: 1, nodes: [{ number: 1, kind: 'CREATED', comment: null }] },
  });

  // Nobody checks in what they have not checked out.
  const mended = { baseVersion: 1, comment: 'mended', properties: { note: 'checked', size: { voxels: 5 } } };
  expect(await change(ann, 'checkIn', mended)).toMatchObject({
    code: 'NOT_CHECKED_OUT',
    details: { field: 'input.assetId', received: 'no check-out' },
  });
  expect(await change(ann, 'checkOut', { reason: 'mend it' })).toMatchObject({
    data: { asset: { id: volume.id, version: 1, checkOut: { owner: 'ann', reason: 'mend it', baseVersion: 1 } } },
  });
  expect(await change(bob, 'checkOut', { reason: 'me too' })).toMatchObject({
    code: 'CONFLICT',
    details: { owner: 'ann', reason: 'mend it' },
  });
  expect(await change(bob, 'checkIn', mended)).toMatchObject({ code: 'NOT_CHECKED_OUT' });

  // A new version, with bytes that the hub has already.
  const content = { sha256: other.sha256, assetId: other.id };
  expect(
    await change(ann, 'checkIn', { ...mended, label: 'better volume', content, keepCheckedOut: true }),
  ).toMatchObject({
    data: {
      version: { number: 2, comment: 'mended', by: 'ann', basedOn: 1 },
      asset: { version: 2, label: 'better volume', checkOut: { owner: 'ann', baseVersion: 2 } },
    },
  });
  // A property that no asset had before can be searched for at once.
  const noted = await ann.request(
    z.object({ assets: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }),
    'query ($p: ID!) { assets(filter: { projectId: $p, property: { name: "note", eq: "checked" } }) { nodes { id } } }',
    { p: projectId },
  );
  expect(noted.assets.nodes).toEqual([{ id: volume.id }]);

  // A stale base shows both sides.
  expect(await change(ann, 'checkIn', { baseVersion: 1, comment: 'late', properties: { note: 'mine' } })).toMatchObject(
    {
      code: 'CONFLICT',
      details: {
        field: 'input.baseVersion',
        base: { version: 1 },
        current: { version: 2, by: 'ann', comment: 'mended' },
        ours: { properties: [{ path: '/note', change: 'ADDED', new: 'checked' }, { path: '/size' }] },
        theirs: { properties: [{ path: '/note', change: 'ADDED', new: 'mine' }], label: null, content: null },
      },
    },
  );

  // A manager ends it, and the owner is told.
  expect(await change(bob, 'breakCheckOut', { reason: 'mine now' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await change(max, 'breakCheckOut', { reason: 'ann is away' })).toMatchObject({
    data: { asset: { checkOut: null } },
  });
  const told = await ann.request(
    z.object({ notifications: z.array(z.object({ text: z.string() })) }),
    '{ notifications { text } }',
  );
  expect(told.notifications.map(({ text }) => text)).toContain(
    'max ended your check-out of better volume: ann is away',
  );
  expect(await change(ann, 'checkIn', { baseVersion: 2, comment: 'x' })).toMatchObject({ code: 'NOT_CHECKED_OUT' });

  // Tags live beside versions.
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: PutTagDefinitionInput!) { putTagDefinition(input: $input) { definition { revision } } }',
    { input: { projectId, level: 'DERIVED', name: 'seriesType', type: 'TEXT' } },
  );
  const tag = (value: string) =>
    bob.request(z.unknown(), 'mutation ($input: SetTagInput!) { setTag(input: $input) { asset { id } } }', {
      input: { assetId: volume.id, name: 'seriesType', value },
    });
  await tag('T1');
  await change(bob, 'checkOut', { reason: 'a third', minutes: 5 });
  await change(bob, 'checkIn', { baseVersion: 2, comment: 'third', properties: { size: null } });
  await tag('T2');
  const two = await look(ann, state, { version: 2 });
  expect(two).toMatchObject({
    version: 2,
    label: 'better volume',
    content: { sha256: other.sha256, downloadPath: `/files/${volume.id}?version=2` },
    tags: [{ name: 'seriesType', value: 'T1', setBy: 'bob', reason: null }],
  });

  const history = z.object({
    versions: z.object({ nodes: z.array(z.object({ number: z.number(), at: z.string() })) }),
  });
  const { versions } = history.parse(await look(ann, 'versions { nodes { number at } }'));
  expect(versions.nodes.map(({ number }) => number)).toEqual([3, 2, 1]);
  // As of the moment when version 2 was made nobody had tagged it yet.
  expect(await look(ann, state, { at: versions.nodes[1]?.at })).toEqual({ ...(two as object), tags: [] });
  expect(await look(ann, state, { at: '2001-01-01T00:00:00Z' })).toBeNull();
  expect(await look(ann, state, { version: 4 })).toBeNull();
  expect(
    await look(
      ann,
      `diff(from: 2, to: 3) { properties { change path old new } tags { change name old new } label { new } content { new { sha256 } } }
       same: diff(from: 1, to: 1) { properties { path } } whole: diff(from: 1, to: 3) {
         label { new } content { old { sha256 downloadPath } new { sha256 } } }
       none: diff(from: 1, to: 9) { from }
       page: versions(first: 1, after: "3") { nodes { number tags { value } } pageInfo { hasNextPage endCursor } }`,
    ),
  ).toEqual({
    diff: {
      properties: [{ change: 'REMOVED', path: '/size', old: { voxels: 5 }, new: null }],
      tags: [{ change: 'CHANGED', name: 'seriesType', old: 'T1', new: 'T2' }],
      label: null,
      content: null,
    },
    same: { properties: [] },
    whole: {
      label: { new: 'better volume' },
      content: {
        old: { sha256: volume.sha256, downloadPath: `/files/${volume.id}?version=1` },
        new: { sha256: other.sha256 },
      },
    },
    none: null,
    page: { nodes: [{ number: 2, tags: [{ value: 'T1' }] }], pageInfo: { hasNextPage: true, endCursor: '2' } },
  });

  // Bytes of each version, by hash.
  for (const [path, sha256] of [
    [`/files/${volume.id}`, other.sha256],
    [`/files/${volume.id}?version=2`, other.sha256],
    [`/files/${volume.id}?version=1`, volume.sha256],
  ] as const) {
    const reply = await ann.fetch(path, { method: 'HEAD' });
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, `"${sha256}"`]);
  }

  expect(await change(max, 'restoreVersion', { version: 1, reason: 'the first was right' })).toMatchObject({
    data: { version: { number: 4, kind: 'RESTORE', comment: 'the first was right', by: 'max', basedOn: 1 } },
  });
  const restored = await look(ann, state);
  expect(restored).toEqual({ ...(before as object), version: 4 });

  // What a check-in did is provenance.
  const lineage = await look(ann, 'lineage(direction: DESCENDANTS) { nodes { activity { method parameters } } }');
  expect(lineage).toMatchObject({
    lineage: {
      nodes: expect.arrayContaining([
        { activity: { method: 'pesscara/check-in', parameters: { from: 2, to: 3 } } },
        { activity: { method: 'pesscara/restore', parameters: { from: 1, to: 4 } } },
      ]) as unknown,
    },
  });

  await change(ann, 'checkOut', { reason: 'over night', minutes: 600 });
  await hub.process.end('SIGKILL');
  hub = await startHub(hub.home);
  await signEverybodyIn();
  expect(await look(people.ann, state)).toEqual(restored);
  expect(await look(people.ann, state, { version: 2 })).toEqual(two);
  expect(await look(people.bob, 'checkOut { owner }')).toEqual({ checkOut: { owner: 'ann' } });
  expect(await change(people.ann, 'cancelCheckOut', {})).toMatchObject({ data: { asset: { checkOut: null } } });
}, 120_000);
