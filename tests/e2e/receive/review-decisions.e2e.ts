import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { readDicom } from '../../../core/dicom/read-dicom.ts';
import { textsOf } from '../../../core/dicom/values.ts';
import { imagesPerExam, sendExam } from '../../support/exam-traffic.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let poolId: string;
let ann: HubClient;
let bob: HubClient;

const password = 'a long enough password';
const examShape = z.object({
  id: z.string(),
  state: z.string(),
  imageCount: z.number(),
  viewedImageCount: z.number(),
  series: z.array(z.object({ seriesInstanceUID: z.string() })),
  images: z.object({
    nodes: z.array(z.object({ id: z.string(), sha256: z.string(), fileUrl: z.string().nullable() })),
  }),
  redactions: z.array(z.object({ redactedBy: z.string(), imageCount: z.number() })),
  signatures: z.array(
    z.object({
      decision: z.string(),
      meaning: z.string(),
      signerName: z.string(),
      signedWith: z.string(),
      state: z.string(),
      jws: z.string(),
      imagesDigest: z.string(),
    }),
  ),
});
const fields = `id state imageCount viewedImageCount series { seriesInstanceUID } images { nodes { id sha256 fileUrl } }
  redactions { redactedBy imageCount } signatures { decision meaning signerName signedWith state jws imagesDigest }`;

async function change(who: HubClient, name: string, input: object, selection: string): Promise<unknown> {
  const type = `${name === 'approveExam' || name === 'rejectExam' ? 'ReviewExam' : name.charAt(0).toUpperCase() + name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await who.request(z.record(z.string(), z.unknown()), document, { input }))[name];
}
const decide = async (who: HubClient, name: string, input: object) =>
  z.object({ quarantinedExam: examShape }).parse(await change(who, name, input, `quarantinedExam { ${fields} }`))
    .quarantinedExam;

async function waiting(who: HubClient, mine = false) {
  const { quarantine } = await who.request(
    z.object({ quarantine: z.object({ nodes: z.array(examShape) }) }),
    `query ($p: ID!, $mine: Boolean!) { quarantine(projectId: $p, mine: $mine) { nodes { ${fields} } } }`,
    { p: projectId, mine },
  );
  return quarantine.nodes;
}

/** Sends the exam of that number in; answers it as it waits. */
async function arrive(n: number) {
  const before = new Set((await waiting(ann)).map(({ id }) => id));
  await sendExam(hub.operator, hub.operator, projectId, n, (work) => work());
  const exam = (await waiting(ann)).find(({ id }) => !before.has(id));
  if (!exam) throw new Error('the exam did not arrive');
  return exam;
}

async function signedIn(username: string, displayName: string): Promise<HubClient> {
  const { operator } = hub;
  await change(operator, 'addUser', { username, password, displayName }, 'user { id }');
  await change(operator, 'setMember', { projectId, username, roles: ['REVIEWER'] }, 'project { id }');
  const { login } = await operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(hub.process.url, login.accessToken);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
  projectId = await ensurePlace(hub.operator, { project: 'REVIEW', pool: 'scanner' }, true, () => undefined);
  const { pools } = await hub.operator.request(
    z.object({ pools: z.array(z.object({ id: z.string() })) }),
    'query ($p: ID!) { pools(projectId: $p) { id } }',
    { p: projectId },
  );
  poolId = pools[0]?.id ?? '';
  [ann, bob] = [await signedIn('ann', 'Ann Lee'), await signedIn('bob', 'Bob Roe')];
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const region = { x: 0, y: 0, width: 8, height: 2 };

test('a reviewer redacts, looks, and two people approve with their passwords; the asset is black where it was redacted', async () => {
  await change(
    hub.operator,
    'setPoolReview',
    { poolId, requireSignature: true, reviewsNeeded: 2 },
    'pool { review { requireSignature reviewsNeeded purgeAfterDays } }',
  );
  const exam = await arrive(1);
  for (const { fileUrl } of exam.images.nodes)
    expect((await fetch(hub.process.url + (fileUrl ?? ''))).status).toBe(200);
  expect((await waiting(ann))[0]?.viewedImageCount).toBe(imagesPerExam);
  const wanted = {
    quarantinedExamId: exam.id,
    seriesInstanceUID: exam.series[0]?.seriesInstanceUID,
    regions: [region],
    comment: 'a name on top',
  };
  await expect(decide(ann, 'redactImages', wanted)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { details: { field: 'input.signature.password' } },
  });
  await expect(decide(ann, 'redactImages', { ...wanted, signature: { password: 'guessed' } })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    details: { details: { field: 'input.signature.password' } },
  });
  const signature = { password };
  await expect(
    decide(ann, 'redactImages', { ...wanted, regions: [{ ...region, x: 1 }], signature }),
  ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { details: { field: 'input.regions[0]' } } });
  const redacted = await decide(ann, 'redactImages', { ...wanted, signature });
  expect(redacted).toMatchObject({
    state: 'QUARANTINED',
    viewedImageCount: 0,
    redactions: [{ redactedBy: 'ann', imageCount: 3 }],
  });
  const seen = await fetch(hub.process.url + (redacted.images.nodes[0]?.fileUrl ?? ''));
  const { dataset } = readDicom(new Uint8Array(await seen.arrayBuffer()));
  const pixels = Buffer.from(dataset.bytes('7FE00010') ?? []);
  expect([pixels.subarray(0, 32).every((byte) => byte === 0), pixels.readUInt16LE(32)]).toEqual([true, 16 * 37]);

  expect((await decide(ann, 'approveExam', { quarantinedExamId: exam.id })).state).toBe('QUARANTINED');
  expect([(await waiting(ann, true)).length, (await waiting(bob, true)).length]).toEqual([0, 1]);
  const approved = await decide(bob, 'approveExam', {
    quarantinedExamId: exam.id,
    imageCount: imagesPerExam,
    signature: { password, meaning: 'RESPONSIBILITY' },
  });
  expect(approved.state).toBe('APPROVED');
  expect(approved.signatures).toMatchObject([
    { decision: 'REDACT', meaning: 'AUTHORSHIP', signerName: 'Ann Lee', signedWith: 'PASSWORD', state: 'VALID' },
    { decision: 'APPROVE', meaning: 'APPROVAL', signerName: 'Ann Lee', signedWith: 'SESSION', state: 'VALID' },
    { decision: 'APPROVE', meaning: 'RESPONSIBILITY', signerName: 'Bob Roe', signedWith: 'PASSWORD', state: 'VALID' },
  ]);
  const [first] = approved.signatures;
  const { payload } = await compactVerify(
    first?.jws ?? '',
    await importJWK(decodeProtectedHeader(first?.jws ?? '').jwk as JWK, 'EdDSA'),
  );
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
    exam: { id: exam.id },
    comment: 'a name on top',
  });
  const lines = approved.images.nodes
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, sha256 }) => `${id} ${sha256}\n`);
  expect(first?.imagesDigest).toBe(createHash('sha256').update(lines.join('')).digest('hex'));

  const assets = z.object({
    assets: z.object({ nodes: z.array(z.object({ content: z.object({ sha256: z.string() }) })) }),
  });
  const contents = await until(async () => {
    const query =
      'query ($p: ID!) { assets(filter: { projectId: $p, level: IMAGE }) { nodes { content { sha256 } } } }';
    const { nodes } = (await hub.operator.request(assets, query, { p: projectId })).assets;
    return nodes.length === imagesPerExam ? nodes.map(({ content }) => content.sha256) : undefined;
  });
  expect(contents.toSorted()).toEqual(redacted.images.nodes.map(({ sha256 }) => sha256).toSorted());
});

test('an exam goes back through another profile, is somebody’s to decide, and is purged by an owner alone', async () => {
  await change(hub.operator, 'setPoolReview', { poolId, requireSignature: false, reviewsNeeded: 1 }, 'pool { id }');
  const exam = await arrive(2);
  const sentBack = await decide(ann, 'requeueExam', {
    quarantinedExamId: exam.id,
    profile: 'basic/1',
    comment: 'dates must go',
  });
  expect(sentBack).toMatchObject({ state: 'REQUEUED', images: { nodes: [] } });
  const anew = await until(async () => (await waiting(ann)).find(({ imageCount }) => imageCount === imagesPerExam));
  expect(anew.id).not.toBe(exam.id);
  const file = await fetch(hub.process.url + (anew.images.nodes[0]?.fileUrl ?? ''));
  expect(textsOf(readDicom(new Uint8Array(await file.arrayBuffer())).dataset, 'DeidentificationMethod')).toContain(
    'basic/1',
  );

  await change(
    hub.operator,
    'assignReviewers',
    { poolId, usernames: ['bob'] },
    'pool { reviewers { username displayName } }',
  );
  expect([(await waiting(ann, true)).length, (await waiting(bob, true)).length]).toEqual([0, 1]);
  await expect(decide(ann, 'rejectExam', { quarantinedExamId: anew.id, comment: 'no' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const purge = (who: HubClient) =>
    change(who, 'purgeQuarantine', { projectId, olderThanDays: 1 }, 'quarantinedExams { id }');
  await expect(purge(bob)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await purge(hub.operator)).toEqual({ quarantinedExams: [] });
  expect((await decide(bob, 'rejectExam', { quarantinedExamId: anew.id, comment: 'no' })).state).toBe('REJECTED');
});
