import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { dependents, redoFrom } from './redo-steps.ts';
import type { StepRun } from './run.ts';
import { byHand, describeTest, handle, mortal, textOutput } from './testing/by-hand.ts';
import type { Bench, HandQueue } from './testing/workflow-bench.ts';
import { createWorkflows } from './workflows.ts';

const admin = testActor({ administrator: true });
const document: JsonObject = {
  name: 'chain',
  steps: [
    { id: 'first', uses: 'python', foreach: 'series', with: { script: 'test' } },
    { id: 'second', uses: 'python', foreach: 'series', needs: ['first'], with: { script: 'test' } },
    { id: 'qc', uses: 'human', needs: ['second'], with: { title: 'Look' } },
    { id: 'aside', uses: 'python', with: { script: 'test' } },
  ],
};
const noting: StepExecutor = {
  describe: describeTest,
  execute: ({ step, item }) => Promise.resolve({ outputs: [textOutput(`${step} of ${item.label}`)], log: step }),
};

async function start(bench: Bench): Promise<{ runId: string; examId: string; seriesIds: readonly string[] }> {
  const { examId, seriesIds } = await bench.addExam([1, 2].map(() => ({ properties: {}, images: [] })));
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  return { runId, examId, seriesIds };
}

async function drain(bench: Bench, { jobs }: HandQueue, executor = noting): Promise<void> {
  const done = new Set<string>();
  for (let left = [...jobs]; left.length > 0; left = [...jobs].filter(([key]) => !done.has(key))) {
    for (const [key, job] of left) {
      await handle(bench.workflows, executor, job);
      done.add(key);
    }
  }
}

const stepsOf = async (bench: Bench, runId: string): Promise<readonly StepRun[]> =>
  (await bench.workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];

function redo(
  bench: Bench,
  runId: string,
  step: string,
  items: readonly string[] | null,
  ports = bench.ports,
): Promise<readonly string[]> {
  return ports.transactor.transact(async () => {
    const run = await ports.store.lockRun(runId);
    if (!run) throw new Error('no run');
    return redoFrom(ports, run, step, items, 'sent back by ann: too coarse');
  });
}

const graphs = fc
  .array(fc.record({ each: fc.boolean(), needs: fc.array(fc.nat(9), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((drafts) => ({
    definition: drafts.map((draft, index) => ({
      id: String(index),
      needs: index === 0 ? [] : [...new Set(draft.needs.map((need) => String(need % index)))],
    })),
    views: drafts.flatMap(({ each }, index) =>
      (each ? ['a', 'b'] : [null]).map((itemId) => ({
        id: `${String(index)}/${itemId ?? ''}`,
        step: String(index),
        itemId,
      })),
    ),
  }));

test('law: what is done again is closed under dependence, holds the seeds, and no series drags another one along', () => {
  fc.assert(
    fc.property(graphs, fc.nat(20), ({ definition, views }, which) => {
      const seed = views[which % views.length];
      if (!seed) return;
      const again = dependents(definition, views, [seed]);
      expect(again).toContain(seed);
      expect(dependents(definition, views, again)).toEqual(again);
      const ids = new Set(again.map(({ id }) => id));
      for (const view of views) {
        const needs = definition.find(({ id }) => id === view.step)?.needs ?? [];
        const meets = views.some(
          (one) =>
            ids.has(one.id) &&
            needs.includes(one.step) &&
            (view.itemId === null || one.itemId === null || one.itemId === view.itemId),
        );
        expect(ids.has(view.id)).toBe(view.id === seed.id || meets);
      }
    }),
  );
});

test('a step is done again for one series, with what depends on it: new results beside those of the earlier round', async () => {
  const { bench, queue } = await byHand();
  const { runId, examId, seriesIds } = await start(bench);
  await drain(bench, queue);
  const before = await stepsOf(bench, runId);
  const [task] = await bench.workflows.listTasks(admin, bench.projectId, 'OPEN', 10);
  const again = await redo(bench, runId, 'first', [seriesIds[0] ?? '']);
  expect(before.filter(({ id }) => again.includes(id)).map(({ step, itemId }) => [step, itemId])).toEqual([
    ['first', seriesIds[0]],
    ['second', seriesIds[0]],
    ['qc', null],
  ]);
  expect((await bench.workflows.getTasks(admin, [task?.id ?? ''])).get(task?.id ?? '')).toMatchObject({
    state: 'REJECTED',
    completedBy: null,
  });
  await drain(bench, queue);

  const after = await stepsOf(bench, runId);
  for (const step of after) {
    const earlier = before.find(({ id }) => id === step.id);
    if (!again.includes(step.id)) expect(step).toEqual(earlier);
    else expect(step).toMatchObject({ round: 1, state: earlier?.state });
  }
  const redone = after.find(({ id }) => id === again[0]);
  const [old, young] = [before.find(({ id }) => id === again[0])?.outputs[0], redone?.outputs[0]];
  expect(young?.assetId).not.toBe(old?.assetId);
  const both = [old?.assetId ?? '', young?.assetId ?? ''];
  expect((await bench.ports.graph.getAssets(both)).size).toBe(2);
  const made = await bench.ports.graph.generationOf(both);
  expect(new Set([...made.values()].map(({ id }) => id)).size).toBe(2);
  expect((await bench.ports.store.roundsOf(again)).get(again[0] ?? '')).toMatchObject([
    { round: 0, state: 'COMPLETED', outputs: [old], leftBecause: 'sent back by ann: too coarse' },
  ]);
  const [anew] = await bench.workflows.listTasks(admin, bench.projectId, 'OPEN', 10);
  expect(anew).toMatchObject({ round: 1, runId });
  expect(anew?.id).not.toBe(task?.id);
  const qc = after.find(({ step }) => step === 'qc');
  expect((await bench.workflows.tasksOfSteps(admin, [qc?.id ?? ''])).get(qc?.id ?? '')).toMatchObject({ id: anew?.id });

  await bench.workflows.completeTask(admin, { taskId: anew?.id ?? '', outcome: 'APPROVED', comment: null });
  expect((await bench.workflows.getRuns(admin, [runId])).get(runId)).toMatchObject({ state: 'COMPLETED' });
  await expect(redo(bench, runId, 'first', null)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await bench.ports.graph.childrenOf([examId], 'DERIVED', 'review')).get(examId)).toHaveLength(1);
  await bench.close();
}, 90_000);

test('refuses a step that the run does not have', async () => {
  const { bench } = await byHand();
  const { runId } = await start(bench);
  await expect(redo(bench, runId, 'other', null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(redo(bench, runId, 'first', [bench.projectId])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await bench.close();
});

test('an attempt in progress is stopped and writes nothing; a job of the earlier round does nothing', async () => {
  const { bench, queue } = await byHand();
  const { runId, seriesIds } = await start(bench);
  const job = [...queue.jobs.values()].find(({ queue: name }) => name === 'step');
  if (!job) throw new Error('no job');
  const began = Promise.withResolvers<undefined>();
  let stoppedWith: unknown = null;
  const endless: StepExecutor = {
    describe: describeTest,
    execute: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stoppedWith = signal.reason;
          reject(signal.reason as Error);
        });
        began.resolve(undefined);
      }),
  };
  const stuck = handle(bench.workflows, endless, job);
  await began.promise;
  await redo(bench, runId, 'first', seriesIds);
  await stuck;
  expect(stoppedWith).toBeInstanceOf(HubError);
  const fail: StepExecutor = { describe: describeTest, execute: () => Promise.reject(new Error('must not run')) };
  await handle(bench.workflows, fail, job);
  expect((await stepsOf(bench, runId)).filter(({ step }) => step === 'first')).toMatchObject(
    seriesIds.map(() => ({ state: 'PENDING', round: 1, attempts: 0 })),
  );
  await drain(bench, queue);
  expect((await stepsOf(bench, runId)).find(({ step }) => step === 'second')).toMatchObject({ state: 'COMPLETED' });
  await bench.close();
});

test('law: crashes, repeats and any order of jobs, with steps done again in between, end with one result for each round', async () => {
  const { bench, queue } = await byHand();
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (choices) => {
      const choose = (below: number): number => (choices.next().value ?? 0) % below;
      queue.jobs.clear();
      const { runId, examId, seriesIds } = await start(bench);
      const process = mortal(bench.ports, choose);
      const workflows = createWorkflows(process.ports);
      const done = new Set<string>();
      let redos = 0;
      for (let guard = 0; guard < 500; guard++) {
        const all = [...queue.jobs.entries()];
        const left = all.filter(([key]) => !done.has(key));
        if (left.length === 0 && redos >= 2) break;
        if (left.length === 0 || (redos < 2 && choose(6) === 0)) {
          const [step, items] = [choose(2) === 0 ? 'first' : 'second', choose(2) === 0 ? null : [seriesIds[0] ?? '']];
          if (await process.survives(() => redo(bench, runId, step, items, process.ports))) redos++;
          continue;
        }
        const from = choose(5) === 0 ? all : left;
        const [key, job] = from[choose(from.length)] ?? left[0] ?? ['', undefined];
        if (!job) break;
        if (await process.survives(() => handle(workflows, noting, job))) done.add(key);
      }
      expect(process.crashes()).toBeGreaterThan(0);
      const steps = await stepsOf(bench, runId);
      expect(steps.filter(({ uses }) => uses === 'python').every(({ state }) => state === 'COMPLETED')).toBe(true);
      const rounds = await bench.ports.store.roundsOf(steps.map(({ id }) => id));
      const kept = steps.flatMap((step) => [
        ...step.outputs,
        ...(rounds.get(step.id) ?? []).flatMap(({ outputs }) => outputs),
      ]);
      expect(new Set(kept.map(({ assetId }) => assetId)).size).toBe(kept.length);
      const notes = await bench.ports.graph.childrenOf([examId, ...seriesIds], 'DERIVED', 'note');
      expect(
        [...notes.values()]
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(kept.map(({ assetId }) => assetId).toSorted());
      const open = await bench.workflows.listTasks(admin, bench.projectId, 'OPEN', 1000);
      expect(open.filter((task) => task.runId === runId)).toHaveLength(1);
    }),
    { numRuns: 10 },
  );
  await bench.close();
}, 120_000);
