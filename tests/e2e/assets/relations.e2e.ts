import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ensurePlace } from '../../../cli/places.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { sendExam } from '../../support/exam-traffic.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
const exams: string[] = [];
let projectId: string;

const id = z.object({ id: z.string() });
const found = z.object({ assets: z.object({ nodes: z.array(id) }) });

/** Sends one image in and approves it; answers its exam's id. */
async function examOf(project: string, n: number): Promise<string> {
  const { operator } = hub;
  const of = await ensurePlace(operator, { project, pool: 'scanner' }, true, () => undefined);
  await sendExam(operator, operator, of, n, (work) => work());
  await expect.poll(async () => (await examsInQuarantine(operator, of)).length, { timeout: 20_000 }).toBe(1);
  for (const exam of await examsInQuarantine(operator, of)) await reviewExam(operator, 'approveExam', exam.id, null);
  const query = 'query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }) { nodes { id } } }';
  const exam = async () => (await operator.request(found, query, { p: of })).assets.nodes[0]?.id;
  await expect.poll(exam, { timeout: 20_000 }).toBeDefined();
  return (await exam()) ?? '';
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
  'mutation ($i: RelateInput!) { relate(input: $i) { relation { id type { name } from { id } to { id } setBy reason } } }';

test('a type of relation is defined, relates exams of two projects, refuses a cycle, and a relation is taken away', async () => {
  const { operator } = hub;
  const [first = '', second = ''] = exams;
  for (const project of [
    projectId,
    await ensurePlace(operator, { project: 'SECOND', pool: 'scanner' }, true, () => undefined),
  ]) {
    await operator.request(
      z.unknown(),
      'mutation ($i: PutRelationTypeInput!) { putRelationType(input: $i) { relationType { id } } }',
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
    type: { name: 'followUpOf' },
    from: { id: first },
    to: { id: second },
    reason: 'the patient came again',
  });
  const { errors } = await operator.execute(relate, { i: { type: 'followUpOf', fromId: second, toId: second } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.toId' });

  const seen = await operator.request(
    z.object({ asset: z.record(z.string(), z.unknown()), project: z.unknown() }),
    `query ($id: ID!, $p: ID!) {
      asset(id: $id) { relations(direction: IN) { totalCount nodes { id type { inverseName acyclic } from { id label project { name } } } } }
      project(id: $p) { relationTypes { name fromLevels toLevels retiredAt } } }`,
    { id: second, p: projectId },
  );
  expect(seen.asset['relations']).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        id: made.relate.relation.id,
        type: { inverseName: 'hasFollowUp', acyclic: true },
        from: { id: first, project: { name: 'FIRST' } },
      },
    ],
  });
  expect(seen.project).toEqual({
    relationTypes: [{ name: 'followUpOf', fromLevels: ['EXAM'], toLevels: ['EXAM'], retiredAt: null }],
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
