import { join } from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { imagesPerExam, openIngestion, sendExam } from '../../support/exam-traffic.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;

const id = z.object({ id: z.string() });
const nodes = z.object({ assets: z.object({ totalCount: z.number(), nodes: z.array(id.loose()) }) });

/** Ids of the project's assets of that level. */
async function found(level: string, more = ''): Promise<string[]> {
  const query = `query ($p: ID!) { assets(filter: { projectId: $p, level: ${level} }, first: 100 ${more}) { totalCount nodes { id } } }`;
  return (await hub.operator.request(nodes, query, { p: projectId })).assets.nodes.map((one) => one.id);
}

/** Sends the exam of that number in and approves it; answers the exam's id once it is registered. */
async function examOf(n: number): Promise<string> {
  const { operator } = hub;
  const before = await found('EXAM');
  await sendExam(operator, operator, projectId, n, (work) => work());
  for (const exam of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', exam.id, null);
  return until(async () => (await found('EXAM')).find((exam) => !before.includes(exam)));
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  projectId = await ensurePlace(hub.operator, { project: 'CONSENT', pool: 'scanner' }, true, () => undefined);
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const withdrawalFields = `id state listDigest purgeCount reviewCount hiddenCount withdrawnBy completedAt
  also { receivedFiles identities quarantinedExams } items(first: 100) { totalCount nodes { fate assetId } }
  certificate { document jws }`;
const withdrawal = z.object({
  id: z.string(),
  state: z.string(),
  listDigest: z.string(),
  purgeCount: z.number(),
  reviewCount: z.number(),
  also: z.object({ receivedFiles: z.number(), identities: z.number(), quarantinedExams: z.number() }),
  items: z.object({ nodes: z.array(z.object({ fate: z.string(), assetId: z.string() })) }),
  certificate: z.object({ document: z.record(z.string(), z.unknown()), jws: z.string() }).nullable(),
});

test('a subject’s consent is withdrawn: listed first, gone for every door, and certified after the hub was killed in between', async () => {
  const { operator } = hub;
  const [exam, other] = [await examOf(1), await examOf(2)];
  const subjectsOf = z.object({ asset: z.object({ subjects: z.array(id) }) });
  const query = 'query ($id: ID!) { asset(id: $id) { ... on Exam { subjects { id } } } }';
  const subject = async (of: string) =>
    (await operator.request(subjectsOf, query, { id: of })).asset.subjects[0]?.id ?? '';
  const [person, another] = [await subject(exam), await subject(other)];
  const series = (
    await operator.request(
      z.object({
        asset: z.object({ series: z.array(z.object({ id: z.string(), images: z.object({ nodes: z.array(id) }) })) }),
      }),
      'query ($id: ID!) { asset(id: $id) { ... on Exam { series { id images { nodes { id } } } } } }',
      { id: exam },
    )
  ).asset.series[0];
  const image = series?.images.nodes[0]?.id ?? '';
  expect((await operator.fetch(`/files/${image}`)).status).toBe(200);
  // A table over both persons, made by a notebook.
  const { recordActivity } = await operator.request(
    z.object({ recordActivity: z.object({ activity: z.object({ generated: z.array(z.object({ asset: id })) }) }) }),
    `mutation ($i: RecordActivityInput!) { recordActivity(input: $i) { activity { generated { asset { id } } } } }`,
    {
      i: {
        ...{ projectId, method: 'notebook/table', methodVersion: '1' },
        ...{ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:01Z' },
        used: [{ assetId: person }, { assetId: another }],
        generated: [{ asset: { kind: 'table', label: 'ages', parentIds: [another] } }],
      },
    },
  );
  const table = recordActivity.activity.generated[0]?.asset.id ?? '';

  const { prepareWithdrawal } = await operator.request(
    z.object({ prepareWithdrawal: z.object({ withdrawal }) }),
    `mutation ($i: PrepareWithdrawalInput!) { prepareWithdrawal(input: $i) { withdrawal { ${withdrawalFields} } } }`,
    { i: { assetId: person, reason: 'the participant asked for it' } },
  );
  const listed = prepareWithdrawal.withdrawal;
  expect(listed).toMatchObject({
    ...{ state: 'LISTED', reviewCount: 1, certificate: null },
    also: { receivedFiles: imagesPerExam, identities: 1, quarantinedExams: 1 },
  });
  const fates = new Map(listed.items.nodes.map(({ assetId, fate }) => [assetId, fate]));
  for (const one of [person, exam, series?.id ?? '', image]) expect(fates.get(one)).toBe('PURGE');
  expect(fates.get(table)).toBe('REVIEW');
  expect(await found('EXAM')).toHaveLength(2);

  // No worker takes the job before the hub is killed: whoever carries it out hears that it is carried out, and no more.
  const carriedOut = await operator.request(
    z.object({ withdraw: z.object({ withdrawal: z.object({ state: z.string() }) }) }),
    'mutation ($i: WithdrawInput!) { withdraw(input: $i) { withdrawal { state } } }',
    { i: { withdrawalId: listed.id, listDigest: listed.listDigest } },
  );
  await hub.process.end('SIGKILL');
  expect(['CARRIED_OUT', 'COMPLETED']).toContain(carriedOut.withdraw.withdrawal.state);
  hub = await startHub(join(folder.path, 'hub'));
  const after = hub.operator;
  const done = await until(async () => {
    const answer = await after.request(
      z.object({ withdrawal }),
      `query ($id: ID!) { withdrawal(id: $id) { ${withdrawalFields} } }`,
      { id: listed.id },
    );
    return answer.withdrawal.state === 'COMPLETED' ? answer.withdrawal : undefined;
  });

  const seen = await after.request(
    z.object({ subject: z.unknown(), image: z.unknown(), table: z.unknown(), exams: z.unknown() }),
    `query ($s: ID!, $i: ID!, $t: ID!, $p: ID!) {
      subject: asset(id: $s) { label level properties tags { name } ... on Subject { researchId exams { id } } withdrawn { reason withdrawal { id } } }
      image: asset(id: $i) { label content { sha256 } ... on Image { sopInstanceUID series { id withdrawn { reason } } } }
      table: asset(id: $t) { label withdrawn { at } wasDerivedFrom { id label } ... on DerivedAsset { reviewFlags { correction { id } withdrawal { id } } } }
      exams: assets(filter: { projectId: $p, level: EXAM }, includeWithdrawn: true) { totalCount } }`,
    { s: person, i: image, t: table, p: projectId },
  );
  const reason = 'the participant asked for it';
  expect(seen.subject).toEqual({
    ...{ label: 'withdrawn', level: 'SUBJECT', properties: {}, tags: [], researchId: null, exams: [] },
    withdrawn: { reason, withdrawal: { id: listed.id } },
  });
  expect(seen.image).toEqual({
    ...{ label: 'withdrawn', content: null, sopInstanceUID: null },
    series: { id: series?.id, withdrawn: { reason } },
  });
  expect(seen.table).toMatchObject({
    ...{ label: 'ages', withdrawn: null, reviewFlags: [{ correction: null, withdrawal: { id: listed.id } }] },
    wasDerivedFrom: expect.arrayContaining([{ id: person, label: 'withdrawn' }]) as unknown,
  });
  expect(seen.exams).toEqual({ totalCount: 2 });
  expect(await found('EXAM')).toEqual([other]);
  const gone = await after.fetch(`/files/${image}`);
  expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([410, 'WITHDRAWN']);

  // The certificate says what went, and is verified by the hub, and without it.
  const { document = {}, jws = '' } = done.certificate ?? {};
  expect(document).toMatchObject({ withdrawal: listed.id, reason, asset: { id: person, level: 'SUBJECT' } });
  const objects = (document['withdrawn'] as { id: string; objects: { state: string }[] }[]).find(
    (one) => one.id === image,
  );
  expect(objects?.objects).toMatchObject([{ state: 'DELETED', sizeBytes: expect.any(Number) as number }]);
  const { certificateKey, verifyCertificate } = await after.request(
    z.object({ certificateKey: z.record(z.string(), z.unknown()), verifyCertificate: z.unknown() }),
    'query ($j: String!) { certificateKey verifyCertificate(jws: $j) }',
    { j: jws },
  );
  expect(verifyCertificate).toEqual(document);
  const { payload } = await compactVerify(jws, await importJWK(certificateKey, 'EdDSA'));
  expect(JSON.parse(Buffer.from(payload).toString())).toEqual(document);

  const { errors } = await after.execute('mutation ($i: CreateExamInput!) { createExam(input: $i) { exam { id } } }', {
    i: { subjectIds: [person] },
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'WITHDRAWN', details: { field: 'input.subjectIds' } });
  const audit = z.object({ verifyAudit: z.object({ isWhole: z.boolean() }) });
  expect((await after.request(audit, '{ verifyAudit { isWhole } }')).verifyAudit.isWhole).toBe(true);
}, 90_000);

test('nothing new of that subject comes in: it is refused, and the sender is told why', async () => {
  const { operator } = hub;
  const { ingestion, uploadPath } = await openIngestion(operator, projectId);
  const study = '1.2.826.0.1.3680043.8.498.99.1';
  const body = dicomImage({
    ...{ study, series: `${study}.1`, instance: `${study}.1.1` },
    // The patient of the exam of number 1.
    text: { PatientID: 'P-1', SeriesDescription: 'T1 axial', InstanceNumber: '1' },
  });
  expect((await operator.fetch(`${uploadPath}?name=late.dcm`, { method: 'PUT', body })).ok).toBe(true);
  const files = z.object({
    ingestion: z.object({
      files: z.object({ nodes: z.array(z.object({ state: z.string(), reason: z.string().nullable() })) }),
    }),
  });
  const file = await until(async () => {
    const query = 'query ($id: ID!) { ingestion(id: $id) { files { nodes { state reason } } } }';
    const [one] = (await operator.request(files, query, { id: ingestion.id })).ingestion.files.nodes;
    return one?.state === 'RECEIVED' ? undefined : one;
  });
  expect(file).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('consent was withdrawn') as string });
  expect(await examsInQuarantine(operator, projectId)).toEqual([]);
});
