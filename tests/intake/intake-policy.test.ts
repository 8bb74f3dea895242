import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { nameId, newId } from '../../core/ids.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { testActor } from '../support/actors.ts';
import {
  curator,
  manager,
  otherProjectId,
  owner,
  projectId,
  reviewer,
  stranger,
  streamOf,
  TestHub,
  viewer,
} from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestionId: string;
let examId: string;
let poolId: string;
let examAsset: string;

beforeAll(async () => {
  hub = await TestHub.open();
  intake = hub.intake();
  poolId = (await intake.createPool(manager, { projectId, name: 'door' })).id;
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
  await intake.receiveFile(curator, ingestionId, 'a.dcm', streamOf(pydicomFile('CT_small.dcm')));
  await hub.drain(intake);
  examId = (await intake.quarantinedExams(reviewer, projectId, null, 1)).items[0]?.id ?? '';
  expect(examId).not.toBe('');
  examAsset = nameId('exam', 'policy');
  const base = { projectId, kind: null, properties: {}, content: null, createdBy: 'test' } as const;
  const levels = ['PROJECT', 'SUBJECT', 'EXAM'] as const;
  const idOf = (n: number) => (n === 2 ? examAsset : nameId('policy', String(n)));
  await hub.ports.graph.putAssets(
    levels.map((level, n) => ({ ...base, id: idOf(n), level, label: level, parentIds: n === 0 ? [] : [idOf(n - 1)] })),
  );
});
afterAll(() => hub.close());

interface Case {
  readonly name: string;
  readonly call: (actor: Actor) => Promise<unknown>;
  /** A member without the role for it; absent where every member may. */
  readonly wrongRole?: Actor;
}

const signal = new AbortController().signal;
const cases: readonly Case[] = [
  { name: 'createPool', call: (actor) => intake.createPool(actor, { projectId, name: 'new' }), wrongRole: curator },
  { name: 'pools', call: (actor) => intake.pools(actor, projectId) },
  { name: 'startIngestion', call: (actor) => intake.startIngestion(actor, projectId, 'door'), wrongRole: reviewer },
  {
    name: 'receiveFile',
    call: (actor) => intake.receiveFile(actor, ingestionId, 'x', streamOf(new Uint8Array(9))),
    wrongRole: viewer,
  },
  {
    name: 'receiveInstance',
    call: (actor) => intake.receiveInstance(actor, ingestionId, new Uint8Array(9), null),
    wrongRole: viewer,
  },
  { name: 'openStow by id', call: (actor) => intake.openStow(actor, projectId, 'door'), wrongRole: viewer },
  { name: 'openStow by name', call: (actor) => intake.openStow(actor, 'glioma', 'door'), wrongRole: viewer },
  { name: 'filesOf', call: (actor) => intake.filesOf(actor, ingestionId, null, 10), wrongRole: viewer },
  {
    name: 'ingestionChanges',
    call: (actor) => intake.ingestionChanges(actor, ingestionId, null, signal),
    wrongRole: viewer,
  },
  { name: 'quarantinedExams', call: (actor) => intake.quarantinedExams(actor, projectId, null, 10), wrongRole: viewer },
  { name: 'approveExam', call: (actor) => intake.approveExam(actor, examId, null), wrongRole: curator },
  { name: 'rejectExam', call: (actor) => intake.rejectExam(actor, examId, 'why'), wrongRole: curator },
  {
    name: 'redactImages',
    call: (actor) =>
      intake.redactImages(actor, {
        quarantinedExamId: examId,
        regions: [{ x: 0, y: 0, width: 1, height: 1 }],
        ...{ rows: 128, columns: 128, comment: null },
      }),
    wrongRole: curator,
  },
  {
    name: 'requeueExam',
    call: (actor) => intake.requeueExam(actor, { quarantinedExamId: examId, profile: 'basic/1', comment: 'why' }),
    wrongRole: curator,
  },
  {
    name: 'rerunDeidentification',
    call: (actor) => intake.rerunDeidentification(actor, { examId: examAsset, profile: 'basic/1', reason: 'why' }),
    wrongRole: curator,
  },
  { name: 'setPoolReview', call: (actor) => intake.setPoolReview(actor, { poolId }), wrongRole: curator },
  {
    name: 'assignReviewers',
    call: (actor) => intake.assignReviewers(actor, { poolId, usernames: [] }),
    wrongRole: curator,
  },
  {
    name: 'purgeQuarantine',
    call: (actor) => intake.purgeQuarantine(actor, { projectId, olderThanDays: 100, comment: null }),
    wrongRole: manager,
  },
  { name: 'approveAll', call: (actor) => intake.approveAll(actor, projectId), wrongRole: manager },
  {
    name: 'revealIdentity',
    call: (actor) => hub.mapping().revealIdentity(actor, projectId, 'R-0000000000', 'why'),
    wrongRole: manager,
  },
  {
    name: 'findResearchIds',
    call: (actor) => hub.mapping().findResearchIds(actor, projectId, [{ patientId: '1' }], 'why'),
    wrongRole: manager,
  },
];

describe.each(cases)('$name', ({ call }) => {
  it('asks an anonymous caller to sign in', async () => {
    await expect(call(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('does not exist for one who is no member', async () => {
    await expect(call(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe.each(cases.filter((item) => item.wrongRole !== undefined))('$name', ({ call, wrongRole = anonymous }) => {
  it('is forbidden to a member without the role', async () => {
    await expect(call(wrongRole)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe.each([
  {
    name: 'ingestionsByIds',
    call: (actor: Actor) => intake.ingestionsByIds(actor, [ingestionId]),
    sees: curator,
    blind: viewer,
  },
  {
    name: 'countsByIds',
    call: (actor: Actor) => intake.countsByIds(actor, [ingestionId]),
    sees: curator,
    blind: viewer,
  },
  { name: 'examsByIds', call: (actor: Actor) => intake.examsByIds(actor, [examId]), sees: reviewer, blind: viewer },
  { name: 'poolsByIds', call: (actor: Actor) => intake.poolsByIds(actor, [poolId]), sees: viewer, blind: stranger },
])('$name', ({ call, sees, blind }) => {
  it('shows what the caller may see, and nothing else', async () => {
    await expect(call(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await call(stranger)).size).toBe(0);
    expect((await call(blind)).size).toBe(0);
    expect((await call(sees)).size).toBe(1);
  });
});

it('lets nobody point a pool to a site that they do not see', async () => {
  const elsewhere = { projectId: otherProjectId, name: 'door' };
  await expect(intake.createPool(stranger, { ...elsewhere, siteName: 'north' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'no site that you may see',
  });
  expect(
    await intake.createPool(testActor({ administrator: true }), { ...elsewhere, siteName: 'north' }),
  ).toMatchObject({
    siteId: expect.any(String) as string,
  });
});

it('lets no service sign a review', async () => {
  await expect(intake.approveExam({ kind: 'service', name: 'robot' }, examId, null)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

it('tells unknown objects and malformed ids as not found', async () => {
  for (const id of [newId(), 'nonsense']) {
    await expect(intake.approveExam(owner, id, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(intake.filesOf(owner, id, null, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(intake.receiveFile(owner, id, 'x', streamOf(new Uint8Array()))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  }
});

it('names neither file nor patient in an error', async () => {
  const name = `DOE^JANE ${'x'.repeat(2000)}`;
  const error: unknown = await intake
    .receiveFile(curator, ingestionId, name, streamOf(new Uint8Array()))
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(JSON.stringify(error) + String(error)).not.toContain('DOE');
});
