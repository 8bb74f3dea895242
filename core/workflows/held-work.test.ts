import { afterAll, beforeAll, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { textAt } from '../programs/text-at.ts';
import { HandQueue, openBench, type Bench } from './testing/workflow-bench.ts';

const admin = testActor({ administrator: true });
const queue = new HandQueue((effect) => {
  holder.sql?.afterCommit(effect);
});
const holder: { sql?: Bench['sql'] } = {};
let bench: Bench;
beforeAll(async () => {
  bench = await openBench((real) =>
    Object.assign(Object.create(real) as typeof real, { enqueue: (jobs: readonly NewJob[]) => queue.enqueue(jobs) }),
  );
  holder.sql = bench.sql;
});
afterAll(() => bench.close());

/** An executor whose work goes on elsewhere; `lookAt` decides what an attempt meets. */
function remote(lookAt: (handle: JsonObject | undefined, nth: number) => void) {
  const seen: { handles: (JsonObject | undefined)[]; released: JsonObject[]; version: string } = {
    handles: [],
    released: [],
    version: '1',
  };
  const executor: StepExecutor = {
    describe: () =>
      Promise.resolve({ method: 'test/remote', methodVersion: seen.version, software: { name: 'test', version: '1' } }),
    execute: async (task, _, progress) => {
      seen.handles.push(task.handle);
      if (!task.handle) await progress.started?.({ work: seen.handles.length });
      lookAt(task.handle, seen.handles.length);
      return { outputs: [], log: '' };
    },
    release: (handle) => Promise.resolve(void seen.released.push(handle)),
  };
  return { executor, seen };
}

/** A run with one step, whose job is done by hand. */
async function oneStep(executor: StepExecutor, more: JsonObject = {}) {
  queue.jobs.clear();
  const { examId } = await bench.addExam([]);
  const document = { name: 'remote', steps: [{ id: 'work', uses: 'python', with: { script: 'test' }, ...more }] };
  const workflow = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const run = await bench.workflows.startRun(admin, {
    workflowId: workflow.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const job = [...queue.jobs.values()].find((one) => one.queue === 'step');
  const stepRunId = textAt(job?.payload ?? {}, 'stepRunId');
  const executors = new Map([['python', executor]]);
  return {
    run,
    executors,
    stepRunId,
    attempt: (signal = new AbortController().signal) =>
      bench.workflows.runStep(executors, stepRunId, { attempt: 1, attempts: 3 }, signal),
    /** By the newest job that the step has. */
    newestTry: () => {
      const { payload = {} } = [...queue.jobs.values()].findLast((one) => one.queue === 'step') ?? {};
      return bench.workflows.runStep(
        executors,
        stepRunId,
        { attempt: 1, attempts: 3, payload },
        new AbortController().signal,
      );
    },
    state: async () => (await bench.workflows.stepsOfRuns(admin, [run.id])).get(run.id)?.[0]?.state,
  };
}

const away = new HubError('UPSTREAM_UNAVAILABLE', 'the engine is away');

test('an attempt gets what an earlier one noted, and it is released once the step has ended', async () => {
  const { executor, seen } = remote((_, nth) => {
    if (nth === 1) throw away;
  });
  const step = await oneStep(executor);
  await expect(step.attempt()).rejects.toBe(away);
  expect(await bench.ports.works.of(step.stepRunId)).toMatchObject({ uses: 'python', handle: { work: 1 } });
  expect(seen.released).toEqual([]);
  await step.attempt();
  expect(seen.handles).toEqual([undefined, { work: 1 }]);
  expect(await step.state()).toBe('COMPLETED');
  expect(seen.released).toEqual([{ work: 1 }]);
  expect(await bench.ports.works.of(step.stepRunId)).toBeNull();
});

test('work that would give something else now is ended, and new work begins', async () => {
  const { executor, seen } = remote((_, nth) => {
    if (nth === 1) throw away;
  });
  const step = await oneStep(executor);
  await expect(step.attempt()).rejects.toBe(away);
  seen.version = '2';
  await step.attempt();
  expect(seen.handles).toEqual([undefined, undefined]);
  expect(seen.released).toEqual([{ work: 1 }, { work: 2 }]);
});

test('what a failed try held is ended before the next try begins, and with the step where there is none', async () => {
  const { executor, seen } = remote((_, nth) => {
    if (nth <= 2) throw new HubError('STEP_FAILED', 'no result');
  });
  const order: string[] = [];
  const noting: StepExecutor = {
    ...executor,
    execute: (...of) => {
      order.push(`begins ${JSON.stringify(of[0].handle ?? null)}`);
      return executor.execute(...of);
    },
    release: async (handle) => {
      order.push(`releases ${JSON.stringify(handle['work'])}`);
      await executor.release?.(handle);
    },
  };
  const step = await oneStep(noting, { retries: { attempts: 2, delayS: 0 } });
  await step.attempt();
  expect(await step.state()).toBe('PENDING');
  expect(await bench.ports.works.of(step.stepRunId)).toMatchObject({ handle: { work: 1 }, key: '' });
  await step.newestTry();
  expect(await step.state()).toBe('FAILED');
  expect(order).toEqual(['begins null', 'releases 1', 'begins null', 'releases 2']);
  expect(await bench.ports.works.of(step.stepRunId)).toBeNull();

  seen.handles.length = 0;
  order.length = 0;
  const waiting = await oneStep(noting, { retries: { attempts: 2, delayS: 600 } });
  await waiting.attempt();
  expect(order).toEqual(['begins null']);
  await bench.ports.transactor.transact(() => bench.workflows.cancelRun(waiting.run.id, 'not wanted any more'));
  await bench.workflows.releaseEndedWork(waiting.executors);
  expect(order).toEqual(['begins null', 'releases 1']);
});

test('an attempt that has lost its hold begins nothing', async () => {
  const held = remote(() => undefined);
  const step = await oneStep(held.executor);
  const late: StepExecutor = {
    ...held.executor,
    execute: async (task, signal, progress) => {
      await bench.ports.store.beginStep(step.stepRunId, 0);
      return held.executor.execute(task, signal, progress);
    },
  };
  step.executors.set('python', late);
  await expect(step.attempt()).resolves.toBeUndefined();
  expect(await bench.ports.works.of(step.stepRunId)).toBeNull();
  expect(await step.state()).toBe('RUNNING');
});

test('work of a run that has ended is released by the next attempt, or when workers start', async () => {
  const { executor, seen } = remote(() => {
    throw away;
  });
  for (const byStart of [false, true]) {
    seen.released.length = 0;
    const step = await oneStep(executor);
    await expect(step.attempt()).rejects.toBe(away);
    await bench.ports.transactor.transact(() => bench.workflows.cancelRun(step.run.id, 'not wanted any more'));
    if (byStart) await bench.workflows.releaseEndedWork(step.executors);
    else await step.attempt();
    expect(seen.released.length).toBe(1);
    expect(await bench.ports.works.of(step.stepRunId)).toBeNull();
  }
});

test('work that can not be ended now stays noted, and the step stays ended', async () => {
  const { executor, seen } = remote(() => undefined);
  const failing: StepExecutor = { ...executor, release: () => Promise.reject(away) };
  const step = await oneStep(failing);
  await step.attempt();
  expect(await step.state()).toBe('COMPLETED');
  expect(await bench.ports.works.of(step.stepRunId)).not.toBeNull();
  await bench.workflows.releaseEndedWork(new Map([['python', executor]]));
  expect(seen.released.length).toBe(1);
  expect(await bench.ports.works.of(step.stepRunId)).toBeNull();
});

test('a kind of step that the hub does not offer is refused when the workflow is written', async () => {
  const { projectId } = bench;
  const document = { name: 'none', steps: [{ id: 'work', uses: 'python', with: { script: 'test' } }] };
  const { createWorkflows } = await import('./workflows.ts');
  const without = createWorkflows({
    ...bench.ports,
    whyNotOffered: (uses) => (uses === 'python' ? 'turn it on' : null),
  });
  await expect(without.putWorkflow(admin, { projectId, document })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'document.steps.work.uses', expected: expect.stringContaining('turn it on') as string },
  });
});

test('a step that asks for more than the hub permits is refused when the workflow is written', async () => {
  const { projectId } = bench;
  const steps = [{ id: 'work', uses: 'batch', with: { script: 'true', cpus: 8 } }];
  const { createWorkflows } = await import('./workflows.ts');
  const small = createWorkflows({ ...bench.ports, programLimits: { cpus: 4, memoryMb: null, images: null } });
  await expect(small.putWorkflow(admin, { projectId, document: { name: 'much', steps } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'document.steps.work.with.cpus', expected: expect.stringContaining('at most 4') as string },
  });
});
