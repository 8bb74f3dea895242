import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { textOf, textsOf } from '../../core/dicom/values.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { newId } from '../../core/ids.ts';
import type { QuarantinedExam } from '../../core/intake/intake.ts';
import type { Person } from '../../core/policy/policy.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { curator, manager, owner, projectId, reviewer, streamOf, stranger, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let poolId: string;

beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  poolId = (await intake.createPool(manager, { projectId, name: 'door' })).id;
});

const image = (n: number, size = 8) =>
  dicomImage({ study: '1.2.7', series: '1.2.7.1', instance: `1.2.7.1.${String(n)}`, size });

/** The exam that these files make. */
async function arrive(...files: readonly Uint8Array[]): Promise<string> {
  const { id } = await intake.startIngestion(curator, projectId, 'door');
  for (const [n, bytes] of files.entries()) await intake.receiveFile(curator, id, `${String(n)}.dcm`, streamOf(bytes));
  await hub.drain(intake);
  const waiting = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 50);
  return waiting.items.at(-1)?.id ?? '';
}

const imagesOf = async (examId: string) => (await intake.imagesOfExam(reviewer, examId, null, 50, null)).items;
const box = { x: 1, y: 2, width: 3, height: 2 };
const seriesOf = async (examId: string) => (await imagesOf(examId))[0]?.seriesInstanceUID ?? '';
const redactAll = async (examId: string, regions = [box]) =>
  intake.redactImages(reviewer, {
    quarantinedExamId: examId,
    regions,
    seriesInstanceUID: await seriesOf(examId),
    comment: 'a name',
  });
const signaturesOf = async (examId: string) => (await intake.signaturesOfExams(reviewer, [examId])).get(examId) ?? [];

describe('redacting', () => {
  it('blacks regions out in the file that is seen, says so, and leaves one sealed object for each image', async () => {
    const examId = await arrive(image(1), image(2));
    const before = await imagesOf(examId);
    for (const { fileId } of before) await intake.openQuarantinedImage(reviewer, fileId);
    const exam = await redactAll(examId);
    expect(exam).toMatchObject({ state: 'QUARANTINED', imageCount: 2 });
    expect(exam.findings).toEqual([
      { kind: 'PIXELS_REDACTED', detail: 'regions blacked out by a reviewer', imageCount: 2 },
    ]);
    expect(await intake.viewedByMe(reviewer, [examId])).toEqual(new Map());
    const after = await imagesOf(examId);
    expect(after.map(({ sha256 }) => sha256)).not.toEqual(before.map(({ sha256 }) => sha256));
    const content = await intake.openQuarantinedImage(reviewer, after[0]?.fileId ?? '');
    expect(createHash('sha256').update(content).digest('hex')).toBe(after[0]?.sha256);
    const { dataset } = readDicom(content);
    const pixels = Buffer.from(dataset.bytes('7FE00010') ?? []);
    const valueAt = (x: number, y: number) => pixels.readUInt16LE((y * 8 + x) * 2);
    expect([valueAt(1, 2), valueAt(3, 3), valueAt(4, 3), valueAt(1, 4)]).toEqual([0, 0, 28 * 37, 33 * 37]);
    expect([textOf(dataset, 'BurnedInAnnotation'), textsOf(dataset, 'DeidentificationMethod').at(-1)]).toEqual([
      'NO',
      'regions blacked out by a reviewer',
    ]);
    // Two originals, two redacted files.
    expect(await hub.objects()).toHaveLength(4);
    expect(await hub.rows('SELECT 1 FROM arriving_object')).toEqual([]);
    const again = await redactAll(examId);
    expect(again.findings).toEqual(exam.findings);
    expect(await hub.rows(`SELECT actor, reason FROM audit WHERE action = 'exam.redacted'`)).toEqual([
      { actor: 'reviewer', reason: 'a name' },
    ]);
  });

  it('decompresses pixels that are compressed', async () => {
    const examId = await arrive(pydicomFile('MR_small_RLE.dcm'));
    const [before] = await imagesOf(examId);
    await redactAll(examId);
    const [after] = await imagesOf(examId);
    expect([before?.image['transferSyntaxUID'], after?.image['transferSyntaxUID']]).toEqual([
      '1.2.840.10008.1.2.5',
      '1.2.840.10008.1.2.1',
    ]);
  });

  it('is of images of a size, of those named, and of frames', async () => {
    const examId = await arrive(image(1), image(2, 4), image(3));
    const changed = async (input: object) => {
      const before = new Map((await imagesOf(examId)).map(({ fileId, sha256 }) => [fileId, sha256]));
      await intake.redactImages(reviewer, { quarantinedExamId: examId, regions: [box], comment: null, ...input });
      return (await imagesOf(examId)).filter(({ fileId, sha256 }) => before.get(fileId) !== sha256).length;
    };
    expect(await changed({ rows: 8, columns: 8 })).toBe(2);
    const [first] = await imagesOf(examId);
    expect(await changed({ imageIds: [first?.fileId], frames: [1], regions: [{ ...box, x: 0, width: 1 }] })).toBe(1);
    expect([...(await intake.redactionsOfExams(curator, [examId])).values()].flat()).toMatchObject([
      { redactedBy: 'reviewer', regions: [box], frames: null },
      { frames: [1], fileIds: [first?.fileId] },
    ]);
  });

  it('refuses what makes no sense by its field, and changes nothing then', async () => {
    const examId = await arrive(image(1), image(2, 4));
    const objects = await hub.objects();
    const series = await seriesOf(examId);
    const refused = async (input: object) => {
      const whole = { quarantinedExamId: examId, regions: [box], comment: null, seriesInstanceUID: series, ...input };
      const error: unknown = await intake.redactImages(reviewer, whole).catch((caught: unknown) => caught);
      return (error as { details: { field?: string } }).details.field ?? (error as { code: string }).code;
    };
    expect(await refused({ regions: [] })).toBe('input.regions');
    expect(await refused({ regions: [{ ...box, x: -1 }] })).toBe('input.regions[0].x');
    expect(await refused({ regions: [{ ...box, width: 8 }] })).toBe('input.regions[0]');
    // The smaller image alone does not hold it; the other one stays as it is all the same.
    expect(await refused({ regions: [{ ...box, width: 7 }] })).toBe('input.regions[0]');
    expect(await refused({ frames: [2] })).toBe('input.frames[0]');
    expect(await refused({ rows: 8 })).toBe('input.columns');
    expect(await refused({ seriesInstanceUID: null })).toBe('input');
    expect(await refused({ seriesInstanceUID: '1.2' })).toBe('input.seriesInstanceUID');
    expect(await refused({ imageIds: [newId()] })).toBe('input.imageIds[0]');
    expect(await refused({ imageCount: 1 })).toBe('CONFLICT');
    expect((await imagesOf(examId)).flatMap(({ findings }) => findings)).toEqual([]);
    expect(await hub.objects()).toEqual(expect.arrayContaining([...objects]));
    await intake.rejectExam(reviewer, examId, 'no');
    expect(await refused({})).toBe('CONFLICT');
  });

  it('is said in the provenance of what is approved', async () => {
    const examId = await arrive(image(1));
    await redactAll(examId);
    await intake.approveExam(reviewer, examId, null);
    await hub.drain(intake);
    const [activity] = await hub.rows<{ parameters: { redactions: unknown[] } }>(
      `SELECT parameters FROM prov_activity WHERE method = 'pesscara/deidentify'`,
    );
    expect(activity?.parameters.redactions).toMatchObject([{ by: 'reviewer', regions: [box], imageCount: 1 }]);
    expect(await hub.objects()).toHaveLength(1);
  });
});

describe('sending back through another profile', () => {
  const requeue = (examId: string, profile = 'basic/1') =>
    intake.requeueExam(reviewer, { quarantinedExamId: examId, profile, comment: 'dates must go' });

  it('de-identifies anew what came in, and leaves nothing of before', async () => {
    const examId = await arrive(image(1), image(2));
    await redactAll(examId);
    const before = await imagesOf(examId);
    expect(await requeue(examId)).toMatchObject({ state: 'REQUEUED', reviewedBy: 'reviewer' });
    expect(await requeue(examId)).toMatchObject({ state: 'REQUEUED' });
    // Nothing goes through this one: who asks for it must hear that.
    await expect(requeue(examId, 'research/1')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'this exam was requeued already, through "basic/1"',
    });
    expect(await hub.objects()).toHaveLength(2);
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    const toldOf = [{ kind: 'REDACTED_BEFORE', imageCount: 2 }];
    expect(items).toMatchObject([{ generation: 2, imageCount: 2, findings: toldOf }]);
    const after = await imagesOf(items[0]?.id ?? '');
    expect(after.map(({ profile, round }) => [profile, round])).toEqual([
      ['basic/1', 1],
      ['basic/1', 1],
    ]);
    expect(after.map(({ fileId }) => fileId).toSorted()).toEqual(before.map(({ fileId }) => fileId).toSorted());
    const { dataset } = readDicom(await intake.openQuarantinedImage(reviewer, after[0]?.fileId ?? ''));
    expect(textsOf(dataset, 'DeidentificationMethod')).toContain('basic/1');
    expect(await hub.objects()).toHaveLength(4);
    expect(await imagesOf(examId)).toEqual([]);
    await intake.approveExam(reviewer, items[0]?.id ?? '', null);
    await hub.drain(intake);
    expect(await hub.rows(`SELECT count(*)::int AS n FROM asset WHERE level = 'IMAGE'`)).toEqual([{ n: 2 }]);
    expect(await hub.objects()).toHaveLength(2);
  });

  it('by its name alone, is the same again also when the profile has a newer version since', async () => {
    const mine = { projectId, name: 'mine', base: 'basic/1' };
    await intake.putProfile(manager, { ...mine, options: ['RETAIN_UIDS'] });
    const examId = await arrive(image(1));
    expect(await requeue(examId, 'mine')).toMatchObject({ state: 'REQUEUED' });
    await intake.putProfile(manager, { ...mine, options: [] });
    expect(await requeue(examId, 'mine')).toMatchObject({ state: 'REQUEUED' });
    expect(await requeue(examId, 'mine@1')).toMatchObject({ state: 'REQUEUED' });
    await expect(requeue(examId, 'mine@2')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('can come back to the profile that it was, and does not lose what an earlier round sealed alike', async () => {
    const examId = await arrive(image(1));
    await requeue(examId, 'research/1');
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    const [only] = await imagesOf(items[0]?.id ?? '');
    await expect(intake.openQuarantinedImage(reviewer, only?.fileId ?? '')).resolves.toBeDefined();
  });

  it('is refused once the exam is decided, for no profile, and without a reason; of it and an approval one wins', async () => {
    const examId = await arrive(image(1));
    await expect(requeue(examId, 'nothing')).rejects.toMatchObject({ details: { field: 'input.profile' } });
    await expect(
      intake.requeueExam(reviewer, { quarantinedExamId: examId, profile: 'basic/1', comment: ' ' }),
    ).rejects.toMatchObject({ details: { field: 'input.comment' } });
    const outcomes = await Promise.allSettled([requeue(examId), intake.approveExam(owner, examId, null)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, null, 10);
    expect(items.filter(({ state }) => state !== 'REQUEUED')).toHaveLength(1);
  });

  it('is invisible to strangers and not for those without the role', async () => {
    const examId = await arrive(image(1));
    for (const [actor, code] of [
      [stranger, 'NOT_FOUND'],
      [viewer, 'FORBIDDEN'],
      [curator, 'FORBIDDEN'],
    ] as const) {
      const input = { quarantinedExamId: examId, profile: 'basic/1', comment: 'x' };
      await expect(intake.requeueExam(actor, input)).rejects.toMatchObject({ code });
      const redaction = { quarantinedExamId: examId, regions: [box], rows: 8, columns: 8, comment: null };
      await expect(intake.redactImages(actor, redaction)).rejects.toMatchObject({ code });
    }
  });
});

/** The person, signed in just now. */
const inSession = (actor: Person): Person => ({ ...actor, sessionId: newId() });

describe('signatures', () => {
  it('bind each decision to what was decided about', async () => {
    const examId = await arrive(image(1));
    await redactAll(examId);
    const images = await imagesOf(examId);
    await intake.approveExam(reviewer, examId, 'looked at it');
    await intake.approveExam(reviewer, examId, 'looked at it');
    const signed = await signaturesOf(examId);
    expect(
      signed.map(({ document, state }) => [document.decision, document.meaning, document.signer.name, state]),
    ).toEqual([
      ['REDACT', 'AUTHORSHIP', 'Dr. reviewer', 'VALID'],
      ['APPROVE', 'APPROVAL', 'Dr. reviewer', 'VALID'],
    ]);
    const lines = images.map(({ fileId, sha256 }) => `${fileId} ${sha256}\n`).join('');
    expect(signed[1]?.document.images).toEqual({ count: 1, digest: createHash('sha256').update(lines).digest('hex') });
    const [entry] = await hub.rows<{ signature: string }>(
      `SELECT new_value->>'signature' AS signature FROM audit WHERE action = 'exam.approved'`,
    );
    expect(entry?.signature).toBe(signed[1]?.hash);
    expect(await intake.signaturesOfExams(stranger, [examId])).toEqual(new Map());
  });

  it('are broken by a change of the record, and by being moved to another', async () => {
    const examId = await arrive(image(1));
    await intake.approveExam(reviewer, examId, 'yes');
    const other = await arrive(dicomImage({ study: '1.2.8', series: '1.2.8.1', instance: '1.2.8.1.1' }));
    await hub.rows(`UPDATE review_signature SET quarantined_exam_id = '${other}'`);
    expect((await signaturesOf(other)).map(({ state }) => state)).toEqual(['BROKEN']);
    await hub.rows(`UPDATE review_signature SET quarantined_exam_id = '${examId}'`);
    expect((await signaturesOf(examId)).map(({ state }) => state)).toEqual(['VALID']);
    await hub.rows(`UPDATE quarantined_exam SET review_comment = 'no' WHERE id = '${examId}'`);
    expect((await signaturesOf(examId)).map(({ state }) => state)).toEqual(['BROKEN']);
    await hub.rows(`UPDATE quarantined_exam SET review_comment = 'yes' WHERE id = '${examId}'`);
    await hub.rows(`UPDATE review_signature SET document = jsonb_set(document, '{comment}', '"no"')`);
    expect((await signaturesOf(examId)).map(({ state }) => state)).toEqual(['BROKEN']);
  });

  it('want a password where the pool demands it: first, and after ten idle minutes', async () => {
    await intake.setPoolReview(manager, { poolId, requireSignature: true });
    const examId = await arrive(image(1));
    const person = inSession(reviewer);
    const redaction = { quarantinedExamId: examId, regions: [box], rows: 8, columns: 8, comment: null };
    await expect(intake.redactImages(person, redaction)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.signature.password' },
    });
    await expect(intake.redactImages(person, redaction, { password: 'wrong' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { field: 'input.signature.password' },
    });
    await intake.redactImages(person, redaction, { password: 'of-reviewer', meaning: 'RESPONSIBILITY' });
    const more = { ...redaction, regions: [{ ...box, x: 0 }] };
    await expect(intake.redactImages(inSession(reviewer), more)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(intake.redactImages(reviewer, more)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await intake.redactImages(person, more);
    await hub.rows(`UPDATE signing_session SET last_signed_at = now() - interval '11 minutes'`);
    await expect(intake.approveExam(person, examId, null)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await intake.approveExam(person, examId, null, null, { password: 'of-reviewer' });
    expect((await signaturesOf(examId)).map(({ document }) => [document.signedWith, document.meaning])).toEqual([
      ['PASSWORD', 'RESPONSIBILITY'],
      ['SESSION', 'AUTHORSHIP'],
      ['PASSWORD', 'APPROVAL'],
    ]);
    expect(await hub.rows(`SELECT actor FROM audit WHERE action = 'signature.failed'`)).toEqual([
      { actor: 'reviewer' },
    ]);
    expect(JSON.stringify(await hub.rows('SELECT * FROM audit'))).not.toContain('of-reviewer');
  });
});

const ofStudy = (study: string) => dicomImage({ study, series: `${study}.1`, instance: `${study}.1.1` });

/** Use cases to which that happens once they have listed what waits. */
function afterListing(happens: () => Promise<void>): IntakeUseCases {
  let listed = false;
  return hub.intake({
    reviews: new Proxy(hub.ports.reviews, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (key === 'imagesDigests' && !listed)
          return async (ids: readonly string[]) => {
            listed = true;
            const digests = await target.imagesDigests(ids);
            await happens();
            return digests;
          };
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    }),
  });
}

describe('reviewers of a pool', () => {
  const mine = async (actor: Person) =>
    (await intake.quarantinedExams(actor, projectId, 'QUARANTINED', 10, null, true)).totalCount;

  it('decide alone about its exams', async () => {
    const examId = await arrive(image(1));
    expect([await mine(reviewer), await mine(owner), await mine(curator)]).toEqual([1, 1, 0]);
    await intake.assignReviewers(manager, { poolId, usernames: ['Owner'] });
    expect([await mine(reviewer), await mine(owner)]).toEqual([0, 1]);
    await expect(intake.approveExam(reviewer, examId, null)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: "the pool's exams are assigned to other reviewers",
    });
    expect((await intake.reviewersOfPools(viewer, [poolId])).get(poolId)).toMatchObject([{ username: 'owner' }]);
    await expect(intake.assignReviewers(manager, { poolId, usernames: ['owner', 'curator'] })).rejects.toMatchObject({
      details: { field: 'input.usernames[1]' },
    });
    await expect(intake.assignReviewers(reviewer, { poolId, usernames: [] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(intake.assignReviewers(stranger, { poolId, usernames: [] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await intake.assignReviewers(manager, { poolId, usernames: [] });
    expect((await intake.approveExam(reviewer, examId, null)).state).toBe('APPROVED');
  });

  it('approve what waits for them at once, by the rules of each pool', async () => {
    const two = await intake.createPool(manager, { projectId, name: 'two' });
    await intake.setPoolReview(manager, { poolId: two.id, reviewsNeeded: 2, requireSignature: true });
    const others = await intake.createPool(manager, { projectId, name: 'others' });
    await intake.assignReviewers(manager, { poolId: others.id, usernames: ['owner'] });
    for (const [n, name] of ['door', 'two', 'others'].entries()) {
      const { id } = await intake.startIngestion(curator, projectId, name);
      const uid = `1.2.8.${String(n)}`;
      const bytes = dicomImage({ study: uid, series: `${uid}.1`, instance: `${uid}.1.1` });
      await intake.receiveFile(curator, id, 'a.dcm', streamOf(bytes));
    }
    await hub.drain(intake);
    const states = (exams: readonly QuarantinedExam[]) => exams.map((exam) => [exam.poolId, exam.state]);
    await expect(intake.approveAll(reviewer, projectId, 'seen')).rejects.toMatchObject({
      details: { field: 'input.signature.password' },
    });
    const person = inSession(reviewer);
    const done = await intake.approveAll(person, projectId, 'seen', { password: 'of-reviewer' });
    // The first one was approved before the password was missed.
    expect(states(done.approved)).toEqual([]);
    expect(states(done.awaitingSecond)).toEqual([[two.id, 'QUARANTINED']]);
    expect(await intake.approveAll(person, projectId, 'seen')).toEqual({ approved: [], awaitingSecond: [] });
    const second = await intake.approveAll(inSession(owner), projectId, 'seen', { password: 'of-owner' });
    expect(states(second.approved)).toEqual([
      [two.id, 'APPROVED'],
      [others.id, 'APPROVED'],
    ]);
    expect(await mine(owner)).toBe(0);
  });

  it('leave an exam whose images change meanwhile, and what others decide meanwhile', async () => {
    await intake.setPoolReview(manager, { poolId, requireSignature: true });
    const grows = await arrive(image(1));
    const [theirs, ours] = [await arrive(ofStudy('1.2.8')), await arrive(ofStudy('1.2.9'))];
    const busy = afterListing(async () => {
      expect(await arrive(image(2), ofStudy('1.2.10'))).not.toBe('');
      await intake.approveExam(owner, theirs, null, null, { password: 'of-owner' });
    });
    const done = await busy.approveAll(inSession(reviewer), projectId, 'seen', { password: 'of-reviewer' });
    expect([done.approved.map(({ id }) => id), done.awaitingSecond]).toEqual([[ours], []]);
    expect((await signaturesOf(ours)).map(({ document }) => document.signedWith)).toEqual(['PASSWORD']);
    expect((await signaturesOf(theirs)).map(({ document }) => document.signer.username)).toEqual(['owner']);
    const left = (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10)).items;
    expect(left.map(({ id, imageCount }) => [id === grows, imageCount])).toEqual([
      [true, 2],
      [false, 1],
    ]);
  });

  it('are two different people where the pool wants that, of the same images', async () => {
    await intake.setPoolReview(manager, { poolId, reviewsNeeded: 2 });
    const examId = await arrive(image(1));
    expect((await intake.approveExam(reviewer, examId, null)).state).toBe('QUARANTINED');
    expect((await intake.approveExam(reviewer, examId, null)).state).toBe('QUARANTINED');
    expect([await mine(reviewer), await mine(owner)]).toEqual([0, 1]);
    await redactAll(examId);
    expect([await mine(reviewer), await mine(owner)]).toEqual([1, 1]);
    expect((await intake.approveExam(owner, examId, null)).state).toBe('QUARANTINED');
    expect((await intake.approveExam(reviewer, examId, null)).state).toBe('APPROVED');
    expect((await signaturesOf(examId)).map(({ document, state }) => [document.signer.username, state])).toEqual([
      ['reviewer', 'SUPERSEDED'],
      ['reviewer', 'VALID'],
      ['owner', 'VALID'],
      ['reviewer', 'VALID'],
    ]);
    await expect(intake.setPoolReview(manager, { poolId, reviewsNeeded: 3 })).rejects.toMatchObject({
      details: { field: 'input.reviewsNeeded' },
    });
  });
});

describe('purging by age', () => {
  const dayMs = 86_400_000;
  const signal = new AbortController().signal;
  const version = async () => (await intake.reviewRules(manager, [poolId])).get(poolId)?.version ?? 0;

  it('tells reviewers a week before, then rejects, and never touches what was approved', async () => {
    const approved = await arrive(image(1));
    await intake.approveExam(reviewer, approved, null);
    await hub.drain(intake);
    const waiting = await arrive(image(2));
    await intake.setPoolReview(manager, { poolId, purgeAfterDays: 30 });
    const at = async (days: number) => {
      await intake.purgeByAge(poolId, await version(), signal, new Date(Date.now() + days * dayMs));
      await hub.drain(intake);
      return (await intake.quarantinedExams(reviewer, projectId, null, 10)).items.map(({ state }) => state);
    };
    expect(await at(22)).toEqual(['APPROVED', 'QUARANTINED']);
    expect(hub.people.told).toEqual([]);
    expect(await at(31)).toEqual(['APPROVED', 'QUARANTINED']);
    expect(hub.people.told).toMatchObject([
      { text: expect.stringContaining('in the pool door: 1 will be deleted') as string },
    ]);
    expect(new Set(hub.people.told[0]?.to)).toEqual(new Set([reviewer.id, owner.id]));
    expect(await at(32)).toEqual(['APPROVED', 'QUARANTINED']);
    expect(await at(38.1)).toEqual(['APPROVED', 'REJECTED']);
    expect(hub.people.told).toHaveLength(1);
    expect(await hub.rows(`SELECT actor, target, reason FROM audit WHERE action = 'exam.purged'`)).toEqual([
      { actor: 'service:purge', target: `quarantined-exam:${waiting}`, reason: 'purged by age' },
    ]);
    // The approved image's bytes alone.
    expect(await hub.objects()).toHaveLength(1);
    const jobs = await hub.rows<{ key: string }>(`SELECT key FROM job WHERE queue = 'purge' ORDER BY key`);
    expect(jobs).toHaveLength(5);
    expect(new Set(jobs.map(({ key }) => key.slice(0, -10)))).toEqual(new Set([`quarantine:${poolId}:1:`]));
  });

  it('ends with the setting', async () => {
    await arrive(image(1));
    await intake.setPoolReview(manager, { poolId, purgeAfterDays: 7 });
    await intake.setPoolReview(manager, { poolId, purgeAfterDays: null });
    await intake.purgeByAge(poolId, 1, signal, new Date(Date.now() + 100 * dayMs));
    expect(hub.people.told).toEqual([]);
    expect(await hub.rows(`SELECT 1 FROM job WHERE queue = 'purge'`)).toHaveLength(1);
    await expect(intake.setPoolReview(manager, { poolId, purgeAfterDays: 6 })).rejects.toMatchObject({
      details: { field: 'input.purgeAfterDays' },
    });
  });

  it('is done at once by an owner', async () => {
    const examId = await arrive(image(1));
    const purge = (actor: Person, olderThanDays = 3) =>
      intake.purgeQuarantine(actor, { projectId, olderThanDays, comment: null });
    expect(await purge(owner)).toEqual([]);
    await hub.rows(`UPDATE quarantined_image SET deidentified_at = now() - interval '4 days'`);
    await expect(purge(reviewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(purge(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(purge(owner, 0)).rejects.toMatchObject({ details: { field: 'input.olderThanDays' } });
    expect(await purge(owner)).toMatchObject([{ id: examId, state: 'REJECTED', reviewComment: 'purged by age' }]);
    await hub.drain(intake);
    expect(await hub.objects()).toEqual([]);
  });
});
