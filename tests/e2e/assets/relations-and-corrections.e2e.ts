import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ensurePlace } from '../../../cli/places.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { sendExam } from '../../support/exam-traffic.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
const exams: string[] = [];
let projectId: string;

const id = z.object({ id: z.string() });
const found = z.object({ assets: z.object({ nodes: z.array(id) }) });

/** Sends an exam of that number in and approves it; answers the exam's id once it is registered. */
async function examOf(project: string, n: number): Promise<string> {
  const { operator } = hub;
  const of = await ensurePlace(operator, { project, pool: 'scanner' }, true, () => undefined);
  const query = 'query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }) { nodes { id } } }';
  const exams = async () => (await operator.request(found, query, { p: of })).assets.nodes.map((exam) => exam.id);
  const before = await exams();
  await sendExam(operator, operator, of, n, (work) => work());
  for (const exam of await examsInQuarantine(operator, of)) await reviewExam(operator, 'approveExam', exam.id, null);
  return until(async () => (await exams()).find((exam) => !before.includes(exam)));
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  exams.push(await examOf('FIRST', 1), await examOf('SECOND', 2));
  projectId = await ensurePlace(hub.operator, { project: 'FIRST', pool: 'scanner' }, true, () => undefined);
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const relate =
  'mutation ($i: RelateInput!) { relate(input: $i) { relation { id type from { id } to { id } setBy reason } } }';

test('a type of relation is defined, relates exams of two projects, refuses a cycle, and a relation is taken away', async () => {
  const { operator } = hub;
  const [first = '', second = ''] = exams;
  for (const project of [
    projectId,
    await ensurePlace(operator, { project: 'SECOND', pool: 'scanner' }, true, () => undefined),
  ]) {
    await operator.request(
      z.unknown(),
      'mutation ($i: PutRelationDefinitionInput!) { putRelationDefinition(input: $i) { relationDefinition { id } } }',
      {
        i: {
          projectId: project,
          name: 'followUpOf',
          inverseName: 'hasFollowUp',
          fromLevels: ['EXAM'],
          toLevels: ['EXAM'],
          acyclic: true,
        },
      },
    );
  }
  const made = await operator.request(z.object({ relate: z.object({ relation: id.loose() }) }), relate, {
    i: { type: 'followUpOf', fromId: first, toId: second, reason: 'the patient came again' },
  });
  expect(made.relate.relation).toMatchObject({
    type: 'followUpOf',
    from: { id: first },
    to: { id: second },
    reason: 'the patient came again',
  });
  const { errors } = await operator.execute(relate, { i: { type: 'followUpOf', fromId: second, toId: second } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.toId' } });

  const seen = await operator.request(
    z.object({ asset: z.record(z.string(), z.unknown()), project: z.unknown() }),
    `query ($id: ID!, $p: ID!) {
      asset(id: $id) { relations(direction: IN) { totalCount nodes { id definition { inverseName acyclic } from { id label project { name } } } } }
      project(id: $p) { relationDefinitions { name fromLevels toLevels retiredAt } } }`,
    { id: second, p: projectId },
  );
  expect(seen.asset['relations']).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        id: made.relate.relation.id,
        definition: { inverseName: 'hasFollowUp', acyclic: true },
        from: { id: first, project: { name: 'FIRST' } },
      },
    ],
  });
  expect(seen.project).toEqual({
    relationDefinitions: [{ name: 'followUpOf', fromLevels: ['EXAM'], toLevels: ['EXAM'], retiredAt: null }],
  });

  await operator.request(z.unknown(), 'mutation ($i: UnrelateInput!) { unrelate(input: $i) { relation { id } } }', {
    i: { id: made.relate.relation.id, reason: 'another patient' },
  });
  const after = await operator.request(
    z.object({ asset: z.unknown() }),
    'query ($id: ID!) { asset(id: $id) { relations { totalCount nodes { id } } } }',
    { id: first },
  );
  expect(after.asset).toEqual({ relations: { totalCount: 0, nodes: [] } });
});

const subjectOf = z.object({ asset: z.object({ subjects: z.array(id.loose()) }) });
async function subject(examId: string): Promise<string> {
  const query = 'query ($id: ID!) { asset(id: $id) { ... on Exam { subjects { id } } } }';
  return (await hub.operator.request(subjectOf, query, { id: examId })).asset.subjects[0]?.id ?? '';
}

test('a temporary identity is merged into the true one, later images follow, and the merge is taken back', async () => {
  const { operator } = hub;
  const [first = ''] = exams;
  const second = await examOf('FIRST', 3);
  const [temporary, person] = [await subject(first), await subject(second)];
  expect(person).not.toBe(temporary);
  const merge =
    'mutation ($i: MergeSubjectsInput!) { mergeSubjects(input: $i) { correction { id kind from { id } to { id } moved { id } madeBy } } }';
  const payload = z.object({ mergeSubjects: z.object({ correction: id.loose() }) });
  const { mergeSubjects } = await operator.request(payload, merge, {
    i: { fromId: temporary, intoId: person, reason: 'found their papers' },
  });
  expect(mergeSubjects.correction).toMatchObject({
    kind: 'MERGE',
    from: { id: temporary },
    to: { id: person },
    moved: expect.arrayContaining([{ id: first }]) as unknown,
  });
  // Of the number that the first exam was of, modulo 7: the same patient to the scanner.
  const late = await examOf('FIRST', 8);
  expect(await subject(late)).toBe(person);

  const seen = await operator.request(
    z.object({ temporary: z.unknown(), person: z.unknown(), project: z.unknown() }),
    `query ($t: ID!, $s: ID!, $p: ID!) {
      temporary: asset(id: $t) { ... on Subject { exams { id } mergedInto { id } } }
      person: asset(id: $s) { ... on Subject { exams { id } mergedInto { id } corrections { id reversal { by } } } }
      project(id: $p) { corrections { totalCount } toReview { totalCount nodes { __typename ... on DerivedAsset { reviewFlags { correction { id } } } } } } }`,
    { t: temporary, s: person, p: projectId },
  );
  expect(seen.temporary).toEqual({ exams: [], mergedInto: { id: person } });
  expect(seen.person).toMatchObject({
    exams: expect.arrayContaining([{ id: first }, { id: second }, { id: late }]) as unknown,
    mergedInto: null,
    corrections: [{ id: mergeSubjects.correction.id, reversal: null }],
  });
  expect(seen.project).toMatchObject({
    corrections: { totalCount: 1 },
    toReview: { totalCount: 1, nodes: [{ reviewFlags: [{ correction: { id: mergeSubjects.correction.id } }] }] },
  });

  await operator.request(
    z.unknown(),
    'mutation ($i: ReverseCorrectionInput!) { reverseCorrection(input: $i) { correction { reversal { by reason } } } }',
    { i: { id: mergeSubjects.correction.id, reason: 'somebody else after all' } },
  );
  expect([await subject(first), await subject(late), await subject(second)]).toEqual([temporary, temporary, person]);
});
