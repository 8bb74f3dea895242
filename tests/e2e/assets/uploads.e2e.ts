import { randomBytes } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { sha256 } from '../../../core/json.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

const id = z.object({ id: z.string() });
const mebibyte = 1024 * 1024;
const offsetType = 'application/offset+octet-stream';

async function makeProject({ operator }: HubProcess, name: string): Promise<string> {
  const { createProject } = await operator.request(
    z.object({ createProject: z.object({ project: id }) }),
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name } },
  );
  return createProject.project.id;
}

async function makeSubject(client: HubClient, projectId: string, researchId: string): Promise<string> {
  const { createSubject } = await client.request(
    z.object({ createSubject: z.object({ subject: id }) }),
    'mutation ($input: CreateSubjectInput!) { createSubject(input: $input) { subject { id } } }',
    { input: { projectId, researchId } },
  );
  return createSubject.subject.id;
}

const uploadAnswer = z.object({
  createUpload: z.object({
    upload: z.object({ id: z.string(), url: z.string(), offset: z.number(), state: z.string() }),
  }),
});
async function makeUpload(client: HubClient, input: Record<string, unknown>) {
  const { createUpload } = await client.request(
    uploadAnswer,
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id url offset state } } }',
    { input },
  );
  return createUpload.upload;
}

/** A new person with that role in the project, signed in. */
async function member({ operator, process }: HubProcess, projectId: string, username: string, role: string) {
  const password = 'a password for this test';
  await operator.request(
    z.unknown(),
    `mutation ($user: AddUserInput!, $member: SetMemberInput!) {
      addUser(input: $user) { __typename }
      setMember(input: $member) { __typename }
    }`,
    { user: { username, password, displayName: username }, member: { projectId, username, roles: [role] } },
  );
  const { login } = await new HubClient(process.url, null).request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(process.url, login.accessToken);
}

const patch = (url: string, offset: number, body: Uint8Array<ArrayBuffer>) =>
  fetch(url, { method: 'PATCH', body, headers: { 'content-type': offsetType, 'upload-offset': String(offset) } });

async function offsetOf(url: string): Promise<number> {
  const reply = await fetch(url, { method: 'HEAD' });
  expect(reply.status).toBe(200);
  return Number(reply.headers.get('upload-offset'));
}

/** Sends some bytes of a longer body, and then nothing more. */
function sendSome(url: string, whole: number, bytes: Uint8Array): ClientRequest {
  const sending = request(url, {
    method: 'PATCH',
    headers: { 'content-type': offsetType, 'upload-offset': '0', 'content-length': String(whole) },
  });
  sending.on('error', () => undefined); // the hub is killed under it
  sending.write(bytes);
  return sending;
}

test(
  'an upload goes on where it stood when the hub was killed, becomes an asset, and comes down by a signed address',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    const bytes = randomBytes(20 * mebibyte + 7);
    const killed = await startHub(folder.path);
    const projectId = await makeProject(killed, 'UP');
    const subjects = [
      await makeSubject(killed.operator, projectId, 'mother'),
      await makeSubject(killed.operator, projectId, 'foetus'),
    ];
    const upload = await makeUpload(killed.operator, {
      projectId,
      fileName: 'volume.bin',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    });
    expect(upload).toMatchObject({ offset: 0, state: 'OPEN' });
    const sending = sendSome(killed.process.url + upload.url, bytes.length, bytes.subarray(0, 18 * mebibyte));
    await expect.poll(() => offsetOf(killed.process.url + upload.url), { timeout: 60_000 }).toBe(16 * mebibyte);
    await killed.process.end('SIGKILL');
    sending.destroy();

    await using hub = await startHub(folder.path);
    const { operator } = hub;
    const url = hub.process.url + upload.url;
    expect(await offsetOf(url)).toBe(16 * mebibyte);
    const createAsset =
      'mutation ($input: CreateDerivedAssetInput!) { createDerivedAsset(input: $input) { asset { id } } }';
    const input = {
      projectId,
      parentIds: subjects,
      kind: 'volume',
      uploadId: upload.id,
      clientKey: 'v',
      properties: { n: 1 },
    };
    const early = await operator.execute(createAsset, { input });
    expect(early.errors?.[0]?.extensions).toMatchObject({
      code: 'INCOMPLETE_UPLOAD',
      details: { field: 'input.uploadId', received: `${String(16 * mebibyte)} bytes` },
    });
    expect((await patch(url, 0, bytes)).status).toBe(409);
    const rest = await patch(url, 16 * mebibyte, bytes.subarray(16 * mebibyte));
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);

    const made = z.object({ createDerivedAsset: z.object({ asset: id }) });
    const assetId = (await operator.request(made, createAsset, { input })).createDerivedAsset.asset.id;
    expect((await operator.request(made, createAsset, { input })).createDerivedAsset.asset.id).toBe(assetId);
    const { asset } = await operator.request(
      z.object({
        asset: z.object({
          label: z.string(),
          content: z.object({
            sha256: z.string(),
            sizeBytes: z.number(),
            mediaType: z.string(),
            downloadUrl: z.string(),
          }),
          wasGeneratedBy: z.object({ method: z.string() }),
          parents: z.array(id),
        }),
      }),
      `query ($id: ID!) { asset(id: $id) { label content { sha256 sizeBytes mediaType downloadUrl(minutes: 5) }
        wasGeneratedBy { method } ... on DerivedAsset { parents { id } } } }`,
      { id: assetId },
    );
    expect(asset).toMatchObject({
      label: 'volume.bin',
      content: { sha256: sha256(bytes), sizeBytes: bytes.length, mediaType: 'application/octet-stream' },
      wasGeneratedBy: { method: 'pesscara/import' },
    });
    expect(asset.parents.map((parent) => parent.id).toSorted()).toEqual(subjects.toSorted());

    const download = hub.process.url + asset.content.downloadUrl;
    const halves = await Promise.all(
      [`bytes=0-${String(9 * mebibyte)}`, `bytes=${String(9 * mebibyte + 1)}-`].map((range) =>
        fetch(download, { headers: { range } }),
      ),
    );
    expect(halves.map(({ status }) => status)).toEqual([206, 206]);
    const came = await Promise.all(halves.map(async (half) => Buffer.from(await half.arrayBuffer())));
    expect(sha256(Buffer.concat(came))).toBe(sha256(bytes));
    expect((await fetch(download.replace('until=', 'until=9'))).status).toBe(403);
    expect((await fetch(`${hub.process.url}/files/${assetId}`)).status).toBe(401);
  },
);

test(
  'bad input has its own code and the path to the field; links end with the person’s right',
  { timeout: 240_000 },
  async () => {
    await using folder = await temporaryFolder();
    await using hub = await startHub(folder.path);
    const projectId = await makeProject(hub, 'BAD');
    const ann = await member(hub, projectId, 'ann', 'RESEARCHER');
    const val = await member(hub, projectId, 'val', 'VIEWER');
    const subjectId = await makeSubject(ann, projectId, 'S-1');
    const refusal = async (client: HubClient, query: string, input: Record<string, unknown>) => {
      const { errors } = await client.execute(query, { input });
      const { code, details } = (errors?.[0]?.extensions ?? {}) as { code?: string; details?: { field?: string } };
      return `${code ?? 'none'} ${details?.field ?? ''}`.trim();
    };

    const exam = 'mutation ($input: CreateExamInput!) { createExam(input: $input) { exam { id subjects { id } } } }';
    const series = 'mutation ($input: CreateSeriesInput!) { createSeries(input: $input) { series { id } } }';
    expect(await refusal(ann, series, { examId: subjectId })).toBe('WRONG_PARENT_LEVEL input.examId');
    expect(await refusal(val, exam, { subjectIds: [subjectId] })).toBe('FORBIDDEN');
    const { createExam } = await ann.request(z.object({ createExam: z.object({ exam: id }) }), exam, {
      input: { subjectIds: [subjectId], studyInstanceUID: '2.25.1', studyDate: '2026-01-02' },
    });
    const examId = createExam.exam.id;
    expect(await refusal(ann, exam, { subjectIds: [examId] })).toBe('WRONG_PARENT_LEVEL input.subjectIds');

    // One more subject of the exam, twice: it is there once.
    const twin = await makeSubject(ann, projectId, 'S-2');
    const add =
      'mutation ($input: AddSubjectToExamInput!) { addSubjectToExam(input: $input) { exam { subjects { researchId } } } }';
    const added = z.object({
      addSubjectToExam: z.object({ exam: z.object({ subjects: z.array(z.object({ researchId: z.string() })) }) }),
    });
    for (let time = 0; time < 2; time++) {
      const answer = await ann.request(added, add, { input: { examId, subjectId: twin, reason: 'the second twin' } });
      expect(answer.addSubjectToExam.exam.subjects.map(({ researchId }) => researchId).toSorted()).toEqual([
        'S-1',
        'S-2',
      ]);
    }

    const bytes = Buffer.from('name,volume\na,1\n');
    const asset = 'mutation ($input: CreateDerivedAssetInput!) { createDerivedAsset(input: $input) { asset { id } } }';
    const derived = { projectId, parentIds: [examId], kind: 'table' };
    const wrong = await makeUpload(ann, {
      projectId,
      fileName: 't.csv',
      sizeBytes: bytes.length,
      sha256: 'ab'.repeat(32),
    });
    const refused = await patch(hub.process.url + wrong.url, 0, bytes);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'HASH_MISMATCH']);
    expect(await refusal(ann, asset, { ...derived, uploadId: wrong.id })).toBe('HASH_MISMATCH input.uploadId');

    const right = await makeUpload(ann, { projectId, fileName: 't.csv', sizeBytes: bytes.length });
    expect(await refusal(ann, asset, { ...derived, uploadId: right.id })).toBe('INCOMPLETE_UPLOAD input.uploadId');
    expect((await patch(hub.process.url + right.url, 0, bytes)).status).toBe(204);
    expect(await refusal(ann, asset, { ...derived, uploadId: right.id, mediaType: 'application/pdf' })).toBe(
      'BAD_USER_INPUT input.mediaType',
    );
    expect(await refusal(hub.operator, asset, { ...derived, uploadId: right.id })).toBe('NOT_FOUND input.uploadId');
    const made = await ann.request(z.object({ createDerivedAsset: z.object({ asset: id }) }), asset, {
      input: { ...derived, uploadId: right.id },
    });
    const assetId = made.createDerivedAsset.asset.id;

    const linkOf = async (client: HubClient) => {
      const answer = await client.request(
        z.object({ asset: z.object({ content: z.object({ downloadUrl: z.string() }) }) }),
        'query ($id: ID!) { asset(id: $id) { content { downloadUrl } } }',
        { id: assetId },
      );
      return hub.process.url + answer.asset.content.downloadUrl;
    };
    const link = await linkOf(val);
    expect(await (await fetch(link)).text()).toBe(bytes.toString());
    const open = await makeUpload(ann, { projectId, fileName: 'later.csv', sizeBytes: 10 });
    for (const username of ['ann', 'val']) {
      await hub.operator.request(
        z.unknown(),
        'mutation ($input: SetMemberInput!) { setMember(input: $input) { __typename } }',
        {
          input: { projectId, username, roles: [] },
        },
      );
    }
    expect((await fetch(link)).status).toBe(404);
    expect((await patch(hub.process.url + open.url, 0, Buffer.from('0123456789'))).status).toBe(404);
  },
);

test('clients of tus create an upload by themselves, with checksums', { timeout: 240_000 }, async () => {
  await using folder = await temporaryFolder();
  await using hub = await startHub(folder.path);
  const projectId = await makeProject(hub, 'TUS');
  const bytes = Buffer.from('%PDF-1.7\nabc');
  const metadata = { projectId, filename: 'report.pdf', sha256: sha256(bytes) };
  const created = await hub.operator.fetch('/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  });
  expect(created.status).toBe(201);
  const url = new URL(created.headers.get('location') ?? '', hub.process.url).href;
  const part = async (offset: number, body: Uint8Array<ArrayBuffer>, checked: Uint8Array) =>
    (
      await fetch(url, {
        method: 'PATCH',
        body,
        headers: {
          'tus-resumable': '1.0.0',
          'content-type': offsetType,
          'upload-offset': String(offset),
          'upload-checksum': `sha256 ${Buffer.from(sha256(checked), 'hex').toString('base64')}`,
        },
      })
    ).status;
  expect(await part(0, bytes.subarray(0, 5), bytes)).toBe(460);
  expect(await part(0, bytes.subarray(0, 5), bytes.subarray(0, 5))).toBe(204);
  expect(await part(5, bytes.subarray(5), bytes.subarray(5))).toBe(204);
  const uploadId = /uploads\/([^?]+)/.exec(url)?.[1] ?? '';
  const { upload } = await hub.operator.request(
    z.object({ upload: z.object({ state: z.string(), mediaType: z.string(), sha256: z.string() }) }),
    'query ($id: ID!) { upload(id: $id) { state mediaType sha256 } }',
    { id: uploadId },
  );
  expect(upload).toEqual({ state: 'COMPLETE', mediaType: 'application/pdf', sha256: sha256(bytes) });
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(404);
});
