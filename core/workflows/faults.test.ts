import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import type { JsonObject } from '../json.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { classifyExecutor } from './classify-executor.ts';
import { startBySchedule } from './schedule-triggers.ts';
import { byHand, describeTest, handle, mortal, textOutput } from './testing/by-hand.ts';
import { human } from './testing/task-bench.ts';
import { createWorkflows } from './workflows.ts';

const python = (id: string, more: JsonObject = {}): JsonObject => ({
  ...{ id, uses: 'python', with: { script: 'test' } },
  ...more,
});
const quick: StepExecutor = {
  describe: describeTest,
  execute: ({ step }) => Promise.resolve({ outputs: [textOutput(`of ${step}`)], log: '' }),
};
/** As the converter: what needs bytes of every input. */
const reading: StepExecutor = {
  describe: describeTest,
  execute: async ({ inputs }) => {
    for (const input of inputs) await input.read();
    return { outputs: [textOutput('read')], log: '' };
  },
};

/** Crashes and repeats of kinds that the hub does itself, beside programs. */
test('law: a worker may die at any moment in classify, human, notify and subworkflow steps, and each is done once', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true, username: 'ada' });
  const { projectId, ports } = bench;
  const curator = testActor({ username: 'cora', roles: { [projectId]: ['CURATOR'] } });
  bench.members.push({ userId: curator.id, roles: ['CURATOR'], username: 'cora' });
  const put = (name: string, ...steps: readonly JsonObject[]) =>
    bench.workflows.putWorkflow(admin, { projectId, document: { name, steps } });
  await put('inner', python('a'), { id: 'told', uses: 'notify', needs: ['a'], with: { text: 'inner' } });
  const { id: workflowId } = await put(
    'outer',
    { id: 'type', uses: 'classify', foreach: 'series' },
    { id: 'within', uses: 'subworkflow', needs: ['type'], with: { workflow: 'inner' } },
    human('look', {}, ['within']),
    { id: 'tell', uses: 'notify', needs: ['look'], with: { text: 'done', roles: ['CURATOR'] } },
  );
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (choices) => {
      const choose = (below: number): number => (choices.next().value ?? 0) % below;
      queue.jobs.clear();
      const { examId } = await bench.addExam([1, 2].map(() => ({ properties: { modality: 'MR' }, images: [] })));
      const input = { workflowId, examId, reuse: 'NEVER', clientKey: null } as const;
      const { id: runId } = await bench.workflows.startRun(admin, input);
      const process = mortal(ports, choose);
      const workflows = createWorkflows(process.ports);
      const done = new Set<string>();
      const executors = new Map([
        ['python', quick],
        ['classify', classifyExecutor],
      ]);
      const work = (job: NewJob): Promise<void> => {
        const { stepRunId } = job.payload;
        return (job.queue === 'step' || job.queue === 'notify') && typeof stepRunId === 'string'
          ? workflows.runStep(
              executors,
              stepRunId,
              { attempt: 1, attempts: 1000, payload: job.payload },
              new AbortController().signal,
            )
          : handle(workflows, quick, job);
      };
      for (let guard = 0; guard < 1000; guard++) {
        const due = [...queue.jobs].filter(([, job]) => job.runAfter === undefined);
        const left = due.filter(([key]) => !done.has(key));
        const open = (await ports.store.tasksOfSteps((await stepIds(runId)).slice())).values();
        const [task] = [...open].filter(({ state }) => state === 'OPEN');
        if (left.length === 0 && !task) break;
        if (left.length === 0 && task) {
          await process.survives(() =>
            workflows.completeTask(curator, { taskId: task.id, outcome: 'APPROVED', comment: null }),
          );
          continue;
        }
        const from = choose(5) === 0 ? due : left;
        const [key, job] = from[choose(from.length)] ?? left[0] ?? ['', undefined];
        if (job && (await process.survives(() => work(job)))) done.add(key);
      }
      expect(process.crashes()).toBeGreaterThan(0);
      const runs = (await ports.store.runsOfExams([examId], 'ALL')).get(examId) ?? [];
      expect(runs.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
      const ids = runs.map(({ id }) => id);
      const completions = await bench.sql.query<{ topic: string; step: string; count: number }>(
        `SELECT payload->>'step' AS step, count(*)::int AS count FROM change
          WHERE topic = ANY($1::text[]) AND payload->>'state' = 'COMPLETED' GROUP BY 1 ORDER BY 1`,
        [ids.map((id) => `run:${id}`)],
      );
      expect(completions.map(({ step, count }) => [step, count])).toEqual([
        ['a', 1],
        ['look', 1],
        ['tell', 1],
        ['told', 1],
        ['type', 2],
        ['within', 1],
      ]);
      const told = await bench.sql.query<{ text: string; count: number }>(
        'SELECT text, user_id, count(*)::int AS count FROM notification WHERE run_id = ANY($1::uuid[]) GROUP BY text, user_id',
        [ids],
      );
      expect(told.every(({ count }) => count === 1)).toBe(true);
      expect(told.map(({ text }) => text)).toEqual(expect.arrayContaining(['done', 'inner']));
      const tasks = await bench.sql.query('SELECT id FROM workflow_task WHERE run_id = ANY($1::uuid[])', [ids]);
      expect(tasks).toHaveLength(1);
    }),
    { numRuns: 8 },
  );
  await bench.close();

  async function stepIds(runId: string): Promise<readonly string[]> {
    return ((await ports.store.stepRunsOf([runId])).get(runId) ?? []).map(({ id }) => id);
  }
}, 120_000);

test('an input that vanished from the store fails the step with the reason, and nothing is made of the rest', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const bytes = [1, 2].map((one) => new Uint8Array([one]));
  const { examId, seriesIds } = await bench.addExam([{ properties: { modality: 'MR' }, images: bytes }]);
  const [image] = (await bench.ports.graph.childrenOf(seriesIds, 'IMAGE')).get(seriesIds[0] ?? '') ?? [];
  const document = { name: 'reads', steps: [python('read', { foreach: 'series' })] };
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const input = { workflowId, examId, reuse: null, clientKey: null };
  const { id } = await bench.workflows.startRun(admin, input);
  await bench.ports.objects.delete(image?.content?.sha256 ?? '');
  for (const job of [...queue.jobs.values()]) if (job.queue === 'step') await handle(bench.workflows, reading, job);
  const [step] = (await bench.workflows.stepsOfRuns(admin, [id])).get(id) ?? [];
  expect(step).toMatchObject({ state: 'FAILED', outputs: [], attempts: 1 });
  expect(step?.reason).toMatch(/no such object|object/);
  expect((await bench.workflows.getRuns(admin, [id])).get(id)).toMatchObject({ state: 'FAILED' });
  expect((await bench.ports.graph.childrenOf(seriesIds, 'DERIVED')).get(seriesIds[0] ?? '')).toEqual([]);
  await bench.close();
});

test('who started a run and may not see it any more is told nothing more of it; the run goes on for the project', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const { projectId, workflows } = bench;
  const { examId } = await bench.addExam([]);
  const document = { name: 'two', steps: [python('a'), python('b', { needs: ['a'] })] };
  const { id: workflowId } = await workflows.putWorkflow(admin, { projectId, document });
  const starter = testActor({ username: 'rob', roles: { [projectId]: ['RESEARCHER'] } });
  const { id } = await workflows.startRun(starter, { workflowId, examId, reuse: null, clientKey: null });
  const events = await workflows.runProgress(starter, id, '0', AbortSignal.timeout(20_000));
  expect((await events.next()).value).toMatchObject({ runState: 'RUNNING' });
  const stranger = testActor({ id: starter.id, username: 'rob' });
  bench.changedActors.set(starter.id, stranger);
  const done = new Set<string>();
  for (let next = [...queue.jobs]; next.length > 0; next = [...queue.jobs].filter(([key]) => !done.has(key)))
    for (const [key, job] of next) {
      done.add(key);
      await handle(workflows, quick, job);
    }
  await expect(events.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const wanted = { runId: id, reason: 'mine' };
  await expect(workflows.cancelRunFor(stranger, wanted)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await workflows.getRuns(admin, [id])).get(id)).toMatchObject({ state: 'COMPLETED', startedBy: 'rob' });
  await bench.close();
});

test('a clock that was set back starts no time of a schedule twice, and loses none', async () => {
  const { bench } = await byHand();
  const admin = testActor({ administrator: true });
  const { projectId } = bench;
  const { examId } = await bench.addExam([]);
  const steps = [{ id: 'tell', uses: 'notify', with: { text: 'x' } }];
  const trigger = { on: 'SCHEDULE', cron: '0 * * * *', exams: 'ALL' };
  await bench.workflows.putWorkflow(admin, { projectId, document: { name: 'hourly', trigger, steps } });
  const due = { projectId, workflow: 'hourly', cron: '0 * * * *', timeZone: 'UTC', at: '2026-06-01T12:00:00.000Z' };
  const runs = async () => (await bench.ports.store.runsOfExams([examId], 'ALL')).get(examId)?.length;
  // Two hours back between the times at which the same job is given out.
  await startBySchedule(bench.ports, due, new Date('2026-06-01T12:00:01Z'));
  await startBySchedule(bench.ports, due, new Date('2026-06-01T10:00:00Z'));
  expect(await runs()).toBe(1);
  await startBySchedule(bench.ports, { ...due, at: '2026-06-01T13:00:00.000Z' }, new Date('2026-06-01T11:00:00Z'));
  expect(await runs()).toBe(2);
  await bench.close();
});
