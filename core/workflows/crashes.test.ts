import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { byHand, describeTest, handle, mortal, textOutput } from './testing/by-hand.ts';
import { createWorkflows } from './workflows.ts';

const dags = fc
  .array(fc.record({ foreach: fc.boolean(), needs: fc.array(fc.nat(20), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((drafts): JsonObject => {
    const steps = drafts.map((draft, index): Json => ({
      id: `s${String(index)}`,
      uses: 'python',
      with: { script: 'test' },
      ...(draft.foreach ? { foreach: 'series' } : {}),
      needs: index === 0 ? ['first'] : [...new Set(draft.needs.map((need) => `s${String(need % index)}`)), 'first'],
    }));
    return {
      name: 'random',
      steps: [{ id: 'first', uses: 'python', foreach: 'series', with: { script: 'test' } }, ...steps],
    };
  });

test('law: crashes, repeats and any order of jobs leave each step done once, with one result, after its needs', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  await fc.assert(
    fc.asyncProperty(dags, fc.infiniteStream(fc.nat(1_000_000)), async (document, choices) => {
      const choose = (below: number): number => (choices.next().value ?? 0) % below;
      queue.jobs.clear();
      const { examId } = await bench.addExam([1, 2].map(() => ({ properties: { modality: 'MR' }, images: [] })));
      const { projectId } = bench;
      const workflow = await bench.workflows.putWorkflow(admin, { projectId, document });
      const { id: runId } = await bench.workflows.startRun(admin, {
        workflowId: workflow.id,
        examId,
        reuse: 'NEVER',
        clientKey: null,
      });

      const process = mortal(bench.ports, choose);
      const workflows = createWorkflows(process.ports);
      const stepsNow = async () => (await bench.workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];
      const definition = document['steps'] as readonly { readonly id: string; readonly needs?: readonly string[] }[];
      const executor: StepExecutor = {
        describe: describeTest,
        execute: async (task) => {
          const needs = definition.find(({ id }) => id === task.step)?.needs ?? [];
          const itemId = task.item.level === 'SERIES' ? task.item.id : null;
          for (const one of await stepsNow()) {
            if (!needs.includes(one.step) || (itemId !== null && one.itemId !== null && one.itemId !== itemId))
              continue;
            expect(one.state).toBe('COMPLETED');
          }
          return { outputs: [textOutput(`${task.step} on ${task.item.id}`)], log: '' };
        },
      };
      const done = new Set<string>();
      for (let guard = 0; guard < 2000; guard++) {
        const all = [...queue.jobs.entries()];
        const left = all.filter(([key]) => !done.has(key));
        if (left.length === 0) break;
        // Now and then a job that was done is given out again.
        const from = choose(5) === 0 ? all : left;
        const [key, job] = from[choose(from.length)] ?? left[0] ?? ['', undefined];
        if (!job) break;
        if (await process.survives(() => handle(workflows, executor, job))) done.add(key);
      }

      expect(process.crashes()).toBeGreaterThan(0);
      const run = (await bench.workflows.getRuns(admin, [runId])).get(runId);
      expect(run).toMatchObject({ state: 'COMPLETED', percent: 100, error: null });
      const steps = await stepsNow();
      expect(steps.every(({ state }) => state === 'COMPLETED')).toBe(true);
      const completions = await bench.sql.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM change WHERE topic = $1 AND payload->>'state' = 'COMPLETED'",
        [`run:${runId}`],
      );
      expect(completions[0]?.count).toBe(steps.length);
      const items = [examId, ...new Set(steps.flatMap(({ itemId }) => itemId ?? []))];
      const notes = [...(await bench.ports.graph.childrenOf(items, 'DERIVED', 'note')).values()].flat();
      expect(notes.length).toBe(steps.length);
      const activities = await bench.ports.graph.generationOf(notes.map(({ id }) => id));
      expect(new Set([...activities.values()].map(({ id }) => id)).size).toBe(steps.length);
    }),
    { numRuns: 10 },
  );
  await bench.close();
}, 120_000);

test('of two attempts at one step the earlier, slower one writes nothing', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const { examId } = await bench.addExam([]);
  const document = { name: 'one', steps: [{ id: 'only', uses: 'python', with: { script: 'test' } }] };
  const workflow = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, {
    workflowId: workflow.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const [job] = [...queue.jobs.values()];
  if (!job) throw new Error('no job');
  const began = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const slow: StepExecutor = {
    describe: describeTest,
    execute: async () => {
      began.resolve(undefined);
      await release.promise;
      return { outputs: [textOutput('slow'), textOutput('slow too')], log: 'slow' };
    },
  };
  const stuck = handle(bench.workflows, slow, job);
  await began.promise;
  await handle(
    bench.workflows,
    { describe: describeTest, execute: () => Promise.resolve({ outputs: [textOutput('quick')], log: 'quick' }) },
    job,
    2,
  );
  release.resolve(undefined);
  await stuck;

  const [step] = (await bench.workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];
  expect(step).toMatchObject({ state: 'COMPLETED', log: 'quick', attempts: 2 });
  const notes = (await bench.ports.graph.childrenOf([examId], 'DERIVED', 'note')).get(examId) ?? [];
  expect(notes.map(({ label }) => label)).toEqual(['quick']);
  await bench.close();
});

test('tries again what may succeed later, and fails with the reason at the last attempt', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const { examId } = await bench.addExam([]);
  const document = { name: 'one', steps: [{ id: 'only', uses: 'python', with: { script: 'test' } }] };
  const workflow = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, {
    workflowId: workflow.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const [job] = [...queue.jobs.values()];
  const stepRunId = job?.payload['stepRunId'] as string;
  const late: StepExecutor = {
    describe: describeTest,
    execute: () => Promise.reject(new HubError('DEADLINE_EXCEEDED', 'it took too long')),
  };
  const go = (attempt: number) =>
    bench.workflows.runStep(
      new Map([['python', late]]),
      stepRunId,
      { attempt, attempts: 2 },
      new AbortController().signal,
    );
  const stateOf = async () => (await bench.workflows.stepsOfRuns(admin, [runId])).get(runId)?.[0];
  await expect(go(1)).rejects.toThrow('it took too long');
  expect(await stateOf()).toMatchObject({ state: 'RUNNING', reason: 'it took too long' });
  await go(2);
  expect(await stateOf()).toMatchObject({ state: 'FAILED', reason: 'it took too long', attempts: 2 });
  expect((await bench.workflows.getRuns(admin, [runId])).get(runId)).toMatchObject({
    state: 'FAILED',
    error: 'only failed: it took too long',
  });
  await bench.close();
});

test('an attempt that is stopped from outside leaves the step to the next one', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const { examId } = await bench.addExam([]);
  const document = { name: 'one', steps: [{ id: 'only', uses: 'python', with: { script: 'test' } }] };
  const workflow = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, {
    workflowId: workflow.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const [job] = [...queue.jobs.values()];
  const stopping = new AbortController();
  const stopped: StepExecutor = {
    describe: describeTest,
    execute: (_, signal) => {
      stopping.abort(new HubError('UNAVAILABLE', 'the hub stops'));
      signal.throwIfAborted();
      return Promise.resolve({ outputs: [], log: '' });
    },
  };
  const stepRunId = job?.payload['stepRunId'] as string;
  await expect(
    bench.workflows.runStep(new Map([['python', stopped]]), stepRunId, { attempt: 1, attempts: 1 }, stopping.signal),
  ).rejects.toThrow('the hub stops');
  expect((await bench.workflows.stepsOfRuns(admin, [runId])).get(runId)?.[0]).toMatchObject({ state: 'RUNNING' });
  await bench.close();
});

test('ends the step of a job that the queue has given up, and with it the run', async () => {
  const { bench, queue } = await byHand();
  const admin = testActor({ administrator: true });
  const { examId } = await bench.addExam([]);
  const document = { name: 'one', steps: [{ id: 'only', uses: 'python', with: { script: 'test' } }] };
  const workflow = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, {
    workflowId: workflow.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const [job] = [...queue.jobs.values()];
  if (!job) throw new Error('no job');
  const dead = { ...job, attempt: 5, attempts: 5, interruptions: 0, error: 'killed', failedAt: new Date() };
  await bench.workflows.giveUpStep(dead);
  await bench.workflows.giveUpStep(dead);
  expect((await bench.workflows.getRuns(admin, [runId])).get(runId)).toMatchObject({ state: 'FAILED' });
  await bench.close();
});
