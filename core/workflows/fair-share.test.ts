import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import type { JsonObject } from '../json.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { callNext } from './fair-share.ts';
import type { RunPriority } from './run.ts';
import { byHand, describeTest, handle } from './testing/by-hand.ts';
import type { Bench, HandQueue } from './testing/workflow-bench.ts';

const admin = testActor({ administrator: true });
const none: NewJob = { queue: 'step', key: '', payload: {} };
const quick: StepExecutor = { describe: describeTest, execute: () => Promise.resolve({ outputs: [], log: '' }) };
const wide = {
  name: 'wide',
  steps: ['a', 'b', 'c'].map((id) => ({ id, uses: 'python', with: { script: 'test' } })),
};

async function start(bench: Bench, priority: RunPriority = 'NORMAL'): Promise<string> {
  const { examId } = await bench.addExam([]);
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: wide });
  const input = { workflowId, examId, reuse: 'NEVER', clientKey: null, priority } as const;
  return (await bench.workflows.startRun(admin, input)).id;
}

const limit = (bench: Bench, maxActiveSteps: number | null) =>
  bench.workflows.setProjectShare(admin, { projectId: bench.projectId, maxActiveSteps });

/** Does the jobs that are due, but for steps, which it answers. */
async function settle(bench: Bench, { jobs }: HandQueue, done: Set<string>): Promise<(readonly [string, NewJob])[]> {
  for (;;) {
    const left = [...jobs].filter(([key, job]) => !done.has(key) && !job.runAfter);
    const others = left.filter(([, job]) => job.queue !== 'step');
    if (others.length === 0) return left;
    for (const [key, job] of others) {
      done.add(key);
      await handle(bench.workflows, quick, job);
    }
  }
}

async function runOfStep(bench: Bench, job: NewJob): Promise<string> {
  const id = job.payload['stepRunId'] as string;
  return (await bench.ports.store.getStepRuns([id])).get(id)?.runId ?? '';
}

test('law: never more steps than the limit, the highest priority first, and in the end all is done', async () => {
  const { bench, queue } = await byHand();
  const priorities = fc.array(fc.constantFrom<RunPriority>('LOW', 'NORMAL', 'HIGH'), { minLength: 1, maxLength: 4 });
  await start(bench);
  await fc.assert(
    fc.asyncProperty(
      priorities,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(1000)),
      async (wanted, max, choices) => {
        queue.jobs.clear();
        // What the run before left over is no part of this one.
        await bench.sql.query("UPDATE workflow_step SET state = 'SKIPPED'");
        await bench.sql.query('DELETE FROM workflow_line');
        await limit(bench, max);
        const runs = new Map<string, RunPriority>();
        for (const priority of wanted) runs.set(await start(bench, priority), priority);
        const done = new Set<string>();
        for (let left = await settle(bench, queue, done); left.length > 0; left = await settle(bench, queue, done)) {
          expect(left.length).toBeLessThanOrEqual(max);
          const { activeSteps, waitingSteps } = await bench.workflows.projectShare(admin, bench.projectId);
          expect(activeSteps).toBe(left.length);
          if (waitingSteps > 0) expect(activeSteps).toBe(max);
          const [key, job] = left[(choices.next().value ?? 0) % left.length] ?? left[0] ?? ['', undefined];
          if (!job) break;
          await handle(bench.workflows, quick, job);
          done.add(key);
        }
        const found = await bench.workflows.getRuns(admin, [...runs.keys()]);
        expect([...found.values()].map(({ state }) => state)).toEqual(wanted.map(() => 'COMPLETED'));
      },
    ),
    { numRuns: 10 },
  );
  await bench.close();
}, 120_000);

test('a run of higher priority passes those that wait; a paused run leaves the line and comes back to it', async () => {
  const { bench, queue } = await byHand();
  await start(bench);
  queue.jobs.clear();
  await bench.sql.query("UPDATE workflow_step SET state = 'SKIPPED'");
  await limit(bench, 1);
  const done = new Set<string>();
  const low = await start(bench, 'LOW');
  const normal = await start(bench);
  const next = async (): Promise<string> => {
    const [one, ...more] = await settle(bench, queue, done);
    expect(more).toEqual([]);
    if (!one) return 'none';
    done.add(one[0]);
    const runId = await runOfStep(bench, one[1]);
    await handle(bench.workflows, quick, one[1]);
    return runId;
  };
  // It began when there was room.
  expect(await next()).toBe(low);
  expect(await next()).toBe(normal);
  await bench.workflows.setRunPriority(admin, { runId: low, priority: 'HIGH' });
  // That had been given out.
  expect(await next()).toBe(normal);
  expect(await next()).toBe(low);
  await bench.workflows.pauseRun(admin, { runId: low, reason: null });
  // The job that it had been given comes to nothing.
  const [stale] = await settle(bench, queue, done);
  expect(await runOfStep(bench, stale?.[1] ?? { queue: 'step', key: '', payload: {} })).toBe(low);
  done.add(stale?.[0] ?? '');
  expect(await next()).toBe(normal);
  expect(await next()).toBe('none');
  expect(await bench.workflows.projectShare(admin, bench.projectId)).toMatchObject({ waitingSteps: 0, activeSteps: 0 });
  await bench.workflows.resumeRun(admin, { runId: low, reason: null });
  expect(await next()).toBe(low);
  expect((await bench.workflows.getRuns(admin, [low])).get(low)).toMatchObject({ state: 'COMPLETED' });
  await bench.close();
}, 60_000);

test('without a limit all is given out; a limit that is lifted lets those in line go, and room that nobody saw is found later', async () => {
  const { bench, queue } = await byHand();
  const first = await start(bench);
  const done = new Set<string>();
  expect(await settle(bench, queue, done)).toHaveLength(3);
  await limit(bench, 3);
  const second = await start(bench);
  expect(await settle(bench, queue, done)).toHaveLength(3);
  // Ended where nobody looked at the line.
  await bench.sql.query("UPDATE workflow_step SET state = 'SKIPPED' WHERE run_id = $1::uuid", [first]);
  queue.jobs.forEach((job, key) => {
    if (job.queue === 'step') done.add(key);
  });
  const look = [...queue.jobs.values()].find(({ payload }) => payload['lineOf'] === bench.projectId);
  expect(look?.runAfter).toBeInstanceOf(Date);
  await bench.workflows.advance(look?.payload ?? {}, look?.key ?? '');
  const given = await settle(bench, queue, done);
  expect(await Promise.all(given.map(([, job]) => runOfStep(bench, job)))).toEqual([second, second, second]);

  await start(bench);
  expect(await settle(bench, queue, done)).toHaveLength(3);
  await limit(bench, null);
  expect(await settle(bench, queue, done)).toHaveLength(6);
  await bench.close();
}, 60_000);

test('an administrator sets the share, members read it', async () => {
  const { bench } = await byHand();
  await start(bench);
  const { projectId } = bench;
  const owner = testActor({ roles: { [projectId]: ['OWNER'] } });
  await expect(bench.workflows.setProjectShare(owner, { projectId, maxActiveSteps: 5 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(limit(bench, 0)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await limit(bench, 5)).toMatchObject({ maxActiveSteps: 5, isDefault: false });
  expect(await bench.workflows.projectShare(owner, projectId)).toMatchObject({ maxActiveSteps: 5 });
  await expect(bench.workflows.projectShare(testActor(), projectId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await bench.close();
}, 60_000);

test('a step that waits to be tried again has no place of the share, and stands in line when its time has come', async () => {
  const { bench, queue } = await byHand();
  const retrying = { id: 'a', uses: 'python', with: { script: 'test' }, retries: { attempts: 3, delayS: 3600 } };
  const begin = async (name: string, step: JsonObject) => {
    const { examId } = await bench.addExam([]);
    const document = { name, steps: [step] };
    const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
    const input = { workflowId, examId, reuse: 'NEVER', clientKey: null } as const;
    return (await bench.workflows.startRun(admin, input)).id;
  };
  const failing = await begin('failing', retrying);
  await limit(bench, 1);
  const other = await begin('other', { ...retrying, retries: { attempts: 1 } });
  const done = new Set<string>();
  const broken: StepExecutor = { describe: describeTest, execute: () => Promise.reject(new Error('broken')) };
  const [first] = await settle(bench, queue, done);
  expect(await runOfStep(bench, first?.[1] ?? none)).toBe(failing);
  const shouldRetry = (await bench.ports.store.stepRunsOf([failing])).get(failing)?.[0];
  await bench.workflows.runStep(
    new Map([['python', broken]]),
    shouldRetry?.id ?? '',
    { attempt: 1, attempts: 1 },
    new AbortController().signal,
  );
  done.add(first?.[0] ?? '');
  const [second] = await settle(bench, queue, done);
  expect(await runOfStep(bench, second?.[1] ?? none)).toBe(other);
  expect(await bench.workflows.projectShare(admin, bench.projectId)).toMatchObject({ activeSteps: 1, waitingSteps: 0 });
  const step = async () => (await bench.ports.store.stepRunsOf([failing])).get(failing)?.[0];
  expect((await step())?.retryAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  // Its time has come, but there is no room.
  const retry = [...queue.jobs.values()].find(({ payload }) => payload['retryOf'] !== undefined) ?? none;
  await bench.workflows.advance(retry.payload, retry.key);
  expect(await step()).toMatchObject({ state: 'PENDING', queued: false, retryAt: null });
  expect(await settle(bench, queue, done)).toHaveLength(1);
  await handle(bench.workflows, quick, second?.[1] ?? none);
  done.add(second?.[0] ?? '');
  const [third] = await settle(bench, queue, done);
  await handle(bench.workflows, quick, third?.[1] ?? none);
  expect((await bench.workflows.getRuns(admin, [failing])).get(failing)).toMatchObject({ state: 'COMPLETED' });
  // The same job again.
  await bench.workflows.advance(retry.payload, retry.key);
  await bench.close();
}, 60_000);

test('somebody always looks at the line again, also where the clocks of worker and database differ or go back', async () => {
  const { bench, queue } = await byHand();
  await start(bench);
  await limit(bench, 1);
  await start(bench);
  const looks = () => [...queue.jobs.values()].filter(({ payload }) => payload['lineOf'] === bench.projectId);
  const [look] = looks();
  const { store } = bench.ports;
  const behind = async (byMs: number): Promise<void> => {
    const turn = Number(look?.payload['turn']);
    const now = new Date((look?.runAfter?.getTime() ?? 0) - byMs);
    const ports = { ...bench.ports, store: withLine(store, now) };
    queue.jobs.forEach((_, key) => {
      if (key.includes('line:') && !key.endsWith(String(turn))) queue.jobs.delete(key);
    });
    await ports.transactor.transact(() => callNext(ports, bench.projectId, null, turn));
  };
  for (const byMs of [0, 3_000, 3_600_000]) {
    await behind(byMs);
    const next = looks().find(({ key }) => key !== look?.key);
    expect(next?.runAfter?.getTime()).toBeGreaterThan((look?.runAfter?.getTime() ?? 0) - byMs);
  }
  await bench.close();
}, 60_000);

/** The store, whose database says that time. */
function withLine(store: Bench['ports']['store'], now: Date): Bench['ports']['store'] {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'lineOf')
        return async (...args: Parameters<typeof store.lineOf>) => ({ ...(await store.lineOf(...args)), now });
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
