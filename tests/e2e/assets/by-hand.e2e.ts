import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { HubError } from '../../../core/errors.ts';
import { sha256 } from '../../../core/json.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let ann: HubClient;
let projectId: string;
/** Two exams, a series of the first one, and its images. */
const ids: Record<'subject' | 'first' | 'second' | 'series', string> = {
  subject: '',
  first: '',
  second: '',
  series: '',
};

const anything = z.record(z.string(), z.unknown());
const one = z.object({ id: z.string() });
const password = 'a long enough password';

async function change(name: string, input: object, selection: string, client = ann): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await client.request(anything, query, { input }))[name];
}
async function made(name: string, input: object, what: string): Promise<string> {
  const answer = z.record(z.string(), one).parse(await change(name, input, `${what} { id }`));
  return answer[what]?.id ?? '';
}
async function refused(work: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  try {
    await work;
  } catch (caught) {
    if (caught instanceof HubError) return { code: caught.code, details: caught.details.details };
    throw caught;
  }
  throw new Error('it was not refused');
}
async function find(filter: object, client = ann): Promise<readonly string[]> {
  const { assets } = await client.request(
    z.object({ assets: z.object({ nodes: z.array(one) }) }),
    'query ($filter: AssetFilter) { assets(filter: $filter) { nodes { id } } }',
    { filter },
  );
  return assets.nodes.map(({ id }) => id);
}
/** An upload of these bytes, of which only the first `sent` have come. */
async function uploaded(bytes: Buffer, fileName: string, sent = bytes.length): Promise<string> {
  const { upload } = z
    .object({ upload: z.object({ id: z.string(), url: z.string() }) })
    .parse(await change('createUpload', { projectId, fileName, sizeBytes: bytes.length }, 'upload { id url }'));
  const reply = await fetch(hub.process.url + upload.url, {
    method: 'PATCH',
    body: new Uint8Array(bytes.subarray(0, sent)),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  });
  expect(reply.status).toBe(204);
  return upload.id;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
  const { operator } = hub;
  ({ id: projectId } = z
    .object({ project: one })
    .parse(await change('createProject', { name: 'HAND' }, 'project { id }', operator)).project);
  await change('addUser', { username: 'ann', password }, 'user { id }', operator);
  await change('setMember', { projectId, username: 'ann', roles: ['MANAGER'] }, 'project { id }', operator);
  const { login } = await operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username: 'ann', password } },
  );
  ann = new HubClient(hub.process.url, login.accessToken);
  ids.subject = await made('createSubject', { projectId, researchId: 'S-1' }, 'subject');
  ids.first = await made('createExam', { subjectIds: [ids.subject], studyDate: '2026-01-02' }, 'exam');
  ids.second = await made('createExam', { subjectIds: [ids.subject], studyDate: '2026-07-02' }, 'exam');
  ids.series = await made('createSeries', { examId: ids.first, modality: 'MR' }, 'series');
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const dicom = (text: string) => Buffer.concat([Buffer.alloc(128), Buffer.from(`DICM${text}`)]);

test('an image is made by hand from an upload, and checked in with the bytes of another one', async () => {
  const sopClassUID = '1.2.840.10008.5.1.4.1.1.4';
  const input = { seriesId: ids.series, sopInstanceUID: '2.25.11', sopClassUID, instanceNumber: 1 };
  const content = { uploadId: await uploaded(dicom('one'), 'one.dcm') };
  const selection =
    'image { id sopInstanceUID series { id } content { sha256 } wasGeneratedBy { method } series { imageCount } }';
  const answer = z.object({ image: one.loose() }).parse(await change('createImage', { ...input, content }, selection));
  expect(answer.image).toMatchObject({
    sopInstanceUID: '2.25.11',
    series: { id: ids.series, imageCount: 1 },
    content: { sha256: sha256(dicom('one')) },
    wasGeneratedBy: { method: 'pesscara/import' },
  });
  const assetId = answer.image.id;
  expect(await made('createImage', input, 'image')).toBe(assetId);
  expect(await refused(made('createImage', { ...input, seriesId: ids.first }, 'image'))).toMatchObject({
    code: 'WRONG_PARENT_LEVEL',
    details: { field: 'input.seriesId', expected: 'SERIES', received: 'EXAM' },
  });

  await change('checkOut', { assetId, reason: 'the header was wrong' }, 'asset { id }');
  const checkIn = (uploadId: string) =>
    change(
      'checkIn',
      { assetId, baseVersion: 1, comment: 'mended', content: { uploadId } },
      'version { number content { sha256 } }',
    );
  const part = await uploaded(dicom('two'), 'two.dcm', 5);
  expect(await refused(checkIn(part))).toMatchObject({
    code: 'INCOMPLETE_UPLOAD',
    details: { field: 'input.content.uploadId', received: '5 bytes' },
  });
  expect(await checkIn(await uploaded(dicom('two'), 'two.dcm'))).toEqual({
    version: { number: 2, content: { sha256: sha256(dicom('two')) } },
  });
  const bytes = await ann.fetch(`/files/${assetId}`);
  expect(sha256(Buffer.from(await bytes.arrayBuffer()))).toBe(sha256(dicom('two')));
});

test('assets are found by their relations, and unknown names are refused', async () => {
  await change('putRelationDefinition', { projectId, name: 'followUpOf' }, 'relationDefinition { id }');
  const input = { type: 'followUpOf', fromId: ids.second, toId: ids.first };
  await change('relate', input, 'relation { id }');
  const related = (relation: object) => find({ projectId, relation });
  expect(await related({ type: 'followUpOf', direction: 'IN' })).toEqual([ids.first]);
  expect(await related({ direction: 'OUT', to: { level: 'EXAM' } })).toEqual([ids.second]);
  expect(await related({ toId: ids.first })).toEqual([ids.second]);
  expect(await related({ toId: ids.series })).toEqual([]);
  expect(await refused(related({ type: 'none' }))).toMatchObject({
    code: 'UNKNOWN_FIELD',
    details: { field: 'filter.relation.type', expected: 'one of followUpOf' },
  });
  expect(await refused(find({ not: { tag: { name: 'none' } } }))).toMatchObject({
    code: 'UNKNOWN_TAG',
    details: { field: 'filter.not.tag.name' },
  });
});

test('tags are answered as of a moment, and rules go over what is there', async () => {
  const definition = { projectId, level: 'EXAM', type: 'TEXT' };
  for (const name of ['state', 'next']) await change('putTagDefinition', { ...definition, name }, 'definition { id }');
  const set = async (value: string) => {
    const answer = await change('setTag', { assetId: ids.first, name: 'state', value }, 'asset { tags { setAt } }');
    const { asset } = z.object({ asset: z.object({ tags: z.array(z.object({ setAt: z.string() })) }) }).parse(answer);
    return asset.tags[0]?.setAt ?? '';
  };
  const at = await set('new');
  await set('old');
  const { then, now } = await ann.request(
    z.object({ then: anything, now: anything }),
    `query ($id: ID!, $at: DateTime!) {
       then: asset(id: $id, asOf: { at: $at }) { version tags { name value setBy setAt } }
       now: asset(id: $id) { tags { name value } } }`,
    { id: ids.first, at },
  );
  expect(then).toEqual({ version: 1, tags: [{ name: 'state', value: 'new', setBy: 'ann', setAt: at }] });
  expect(now).toEqual({ tags: [{ name: 'state', value: 'old' }] });

  const rule = { when: { tag: { name: 'state', eq: 'old' } }, set: { name: 'next', value: 'scan again' } };
  await change('putTagRule', { projectId, level: 'EXAM', name: 'aged', ...rule }, 'rule { revision }');
  expect(await find({ tag: { name: 'next' } })).toEqual([]);
  const apply = async (dryRun: boolean) => {
    const id = await made('applyTagRules', { projectId, ruleName: 'aged', dryRun }, 'application');
    const look = async () => {
      const { tagRuleApplication } = await ann.request(
        z.object({ tagRuleApplication: z.object({ endedAt: z.string().nullable() }).loose() }),
        'query ($id: ID!) { tagRuleApplication(id: $id) { total lookedAt changedAssets changes endedAt project { id } } }',
        { id },
      );
      return tagRuleApplication;
    };
    await expect.poll(async () => (await look()).endedAt, { timeout: 30_000 }).not.toBeNull();
    return look();
  };
  const counts = { total: 2, lookedAt: 2, changedAssets: 1, changes: 1, project: { id: projectId } };
  expect(await apply(true)).toMatchObject(counts);
  expect(await find({ tag: { name: 'next' } })).toEqual([]);
  expect(await apply(false)).toMatchObject(counts);
  expect(await find({ tag: { name: 'next', setBy: 'rule:aged' } })).toEqual([ids.first]);
});

test('administrators see what the graph refuses: nothing', async () => {
  const query = '{ refusedGraphWrites { totalCount nodes { id } } }';
  expect(await hub.operator.request(anything, query)).toEqual({ refusedGraphWrites: { totalCount: 0, nodes: [] } });
  expect(await refused(ann.request(anything, query))).toMatchObject({ code: 'FORBIDDEN' });
  const retry = change('retryGraphWrite', { id: '1' }, 'write { id }', hub.operator);
  expect(await refused(retry)).toMatchObject({ code: 'NOT_FOUND' });
});
