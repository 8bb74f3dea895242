import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import type { Run, StepRun } from './run.ts';
import { byHand, describeTest, handle, textOutput } from './testing/by-hand.ts';
import type { Bench, HandQueue } from './testing/workflow-bench.ts';

const admin = testActor({ administrator: true, username: 'ann' });
const document: JsonObject = {
  name: 'chain',
  steps: [
    { id: 'first', uses: 'python', with: { script: 'test' } },
    { id: 'second', uses: 'python', needs: ['first'], with: { script: 'test', parameters: { depth: 3 } } },
    { id: 'aside', uses: 'python', with: { script: 'test' } },
  ],
};
const noting: StepExecutor = {
  describe: describeTest,
  execute: ({ step }) => Promise.resolve({ outputs: [textOutput(step)], log: step }),
};

async function start(bench: Bench): Promise<{ runId: string; examId: string; workflowId: string }> {
  const { examId } = await bench.addExam([]);
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { id: runId } = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  return { runId, examId, workflowId };
}

const runOf = async (bench: Bench, id: string): Promise<Run> => {
  const run = (await bench.workflows.getRuns(admin, [id])).get(id);
  if (!run) throw new Error('no run');
  return run;
};
const stepsOf = async (bench: Bench, runId: string): Promise<ReadonlyMap<string, StepRun>> =>
  new Map(((await bench.workflows.stepsOfRuns(admin, [runId])).get(runId) ?? []).map((one) => [one.step, one]));
const statesOf = async (bench: Bench, runId: string): Promise<Record<string, string>> =>
  Object.fromEntries([...(await stepsOf(bench, runId))].map(([step, { state }]) => [step, state]));

async function drain(bench: Bench, { jobs }: HandQueue, executor = noting): Promise<void> {
  const done = new Set<string>();
  for (let left = [...jobs]; left.length > 0; left = [...jobs].filter(([key]) => !done.has(key))) {
    for (const [key, job] of left) {
      await handle(bench.workflows, executor, job);
      done.add(key);
    }
  }
}

async function jobFor(bench: Bench, { jobs }: HandQueue, runId: string, step: string) {
  const id = (await stepsOf(bench, runId)).get(step)?.id;
  const job = [...jobs.values()].find(({ payload }) => payload['stepRunId'] === id);
  if (!job) throw new Error(`no job of ${step}`);
  return job;
}

const failing = (which: string): StepExecutor => ({
  ...noting,
  execute: (task, signal, progress) =>
    task.step === which
      ? Promise.reject(new HubError('STEP_FAILED', 'broken'))
      : noting.execute(task, signal, progress),
});

test('a paused run begins nothing, lets what has begun end, and goes on when resumed', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  const began = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const slow: StepExecutor = {
    describe: describeTest,
    execute: async () => {
      began.resolve(undefined);
      await release.promise;
      return { outputs: [textOutput('first')], log: '' };
    },
  };
  const first = handle(bench.workflows, slow, await jobFor(bench, queue, runId, 'first'));
  await began.promise;
  expect(await bench.workflows.pauseRun(admin, { runId, reason: 'night' })).toMatchObject({ state: 'PAUSED' });
  expect(await bench.workflows.pauseRun(admin, { runId, reason: null })).toMatchObject({ state: 'PAUSED' });
  // The queue gives out the job that there was.
  await handle(bench.workflows, noting, await jobFor(bench, queue, runId, 'aside'));
  release.resolve(undefined);
  await first;
  expect(await statesOf(bench, runId)).toEqual({ first: 'COMPLETED', second: 'PENDING', aside: 'PENDING' });
  expect(await runOf(bench, runId)).toMatchObject({ state: 'PAUSED', percent: 33 });
  await drain(bench, queue);
  expect(await statesOf(bench, runId)).toMatchObject({ second: 'PENDING', aside: 'PENDING' });

  await bench.workflows.resumeRun(admin, { runId, reason: null });
  await drain(bench, queue);
  expect(await runOf(bench, runId)).toMatchObject({ state: 'COMPLETED', percent: 100 });
  expect((await stepsOf(bench, runId)).get('aside')).toMatchObject({ attempts: 1, round: 0 });
  const [audited] = await bench.sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM audit WHERE target = $1 AND action IN ('run.paused', 'run.resumed')",
    [`run:${runId}`],
  );
  expect(audited?.count).toBe(2);
  await expect(bench.workflows.pauseRun(admin, { runId, reason: null })).rejects.toMatchObject({ code: 'CONFLICT' });
  await bench.close();
}, 90_000);

test('cancelling stops what is at work, keeps what is there, and can be taken up again by a retry', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  await handle(bench.workflows, noting, await jobFor(bench, queue, runId, 'first'));
  const began = Promise.withResolvers<undefined>();
  let stopped = false;
  const endless: StepExecutor = {
    describe: describeTest,
    execute: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          reject(signal.reason as Error);
        });
        began.resolve(undefined);
      }),
  };
  const second = handle(bench.workflows, endless, await jobFor(bench, queue, runId, 'second'));
  await began.promise;
  await expect(bench.workflows.cancelRunFor(admin, { runId, reason: '  ' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'input.reason' },
  });
  const cancelled = await bench.workflows.cancelRunFor(admin, { runId, reason: 'wrong exam' });
  expect(cancelled).toMatchObject({ state: 'CANCELLED', error: 'cancelled by ann: wrong exam' });
  expect(cancelled.endedAt).not.toBeNull();
  await second;
  expect(stopped).toBe(true);
  expect(await statesOf(bench, runId)).toEqual({ first: 'COMPLETED', second: 'SKIPPED', aside: 'SKIPPED' });

  const again = await bench.workflows.retryRun(admin, { runId, fromStep: null, reason: 'it was the right one' });
  expect(again).toMatchObject({ state: 'RUNNING', reopened: 1, endedAt: null, error: null });
  await drain(bench, queue);
  expect(await statesOf(bench, runId)).toEqual({ first: 'COMPLETED', second: 'COMPLETED', aside: 'COMPLETED' });
  expect([...(await stepsOf(bench, runId)).values()].map(({ round }) => round)).toEqual([0, 1, 1]);
  await bench.close();
});

test('a retry does what failed and what depends on it; a second failure is told too', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  await drain(bench, queue, failing('first'));
  expect(await runOf(bench, runId)).toMatchObject({ state: 'FAILED', error: 'first failed: broken' });
  await bench.workflows.retryRun(admin, { runId, fromStep: null, reason: null });
  await drain(bench, queue, failing('second'));
  expect(await runOf(bench, runId)).toMatchObject({ state: 'FAILED', error: 'second failed: broken', reopened: 1 });
  const told = await bench.ports.store.notificationsOf(admin.id, 10);
  expect(told.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['A run has failed: first failed: broken', 'A run has failed: second failed: broken']),
  );
  await bench.workflows.retryRun(admin, { runId, fromStep: null, reason: null });
  await drain(bench, queue);
  expect(await runOf(bench, runId)).toMatchObject({ state: 'COMPLETED', reopened: 2 });
  expect((await stepsOf(bench, runId)).get('first')).toMatchObject({ round: 1 });

  await expect(bench.workflows.retryRun(admin, { runId, fromStep: null, reason: null })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await expect(bench.workflows.retryRun(admin, { runId, fromStep: 'other', reason: null })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await bench.workflows.retryRun(admin, { runId, fromStep: 'second', reason: 'once more' });
  await drain(bench, queue);
  expect([...(await stepsOf(bench, runId))].map(([step, { round }]) => [step, round])).toEqual([
    ['first', 1],
    ['second', 3],
    ['aside', expect.any(Number)],
  ]);
  await bench.close();
}, 60_000);

test('what watches a run goes on after an end that was not its last, and replays all of it', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  await drain(bench, queue, failing('first'));
  await bench.workflows.retryRun(admin, { runId, fromStep: null, reason: null });
  await drain(bench, queue);
  for (const after of ['0', null]) {
    const ends: (string | null)[] = [];
    const signal = new AbortController().signal;
    for await (const event of await bench.workflows.runProgress(admin, runId, after, signal)) ends.push(event.runState);
    expect(ends.filter((state) => state !== null && state !== 'RUNNING')).toEqual(
      after === null ? ['COMPLETED'] : ['FAILED', 'COMPLETED'],
    );
  }
  await bench.close();
});

test('who resumes from the last event of a run that has ended is told its end at once', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  await drain(bench, queue);
  let last = '0';
  const ended = AbortSignal.timeout(20_000);
  for await (const { cursor } of await bench.workflows.runProgress(admin, runId, last, ended)) last = cursor;
  for await (const event of await bench.workflows.runProgress(admin, runId, last, ended))
    throw new Error(`nothing came after it, and yet ${event.message}`);
  expect(ended.aborted).toBe(false);
  await bench.close();
});

test('a rerun is a new run with its own settings, that leaves the earlier one alone; the same key answers the same run', async () => {
  const { bench, queue } = await byHand();
  const { runId, workflowId } = await start(bench);
  await drain(bench, queue);
  const input = {
    runId,
    reuse: null,
    parameters: [{ step: 'second', with: { parameters: { depth: 5 } } }],
    workflowId: null,
    reason: 'deeper',
    clientKey: 'once',
  };
  const again = await bench.workflows.rerun(admin, input);
  expect(await bench.workflows.rerun(admin, input)).toEqual(again);
  expect(again).toMatchObject({
    rerunOf: runId,
    workflowId,
    reuse: 'NEVER',
    parameters: { second: { parameters: { depth: 5 } } },
  });
  const seen: JsonObject[] = [];
  await drain(bench, queue, {
    ...noting,
    execute: (task, signal, progress) => {
      seen.push({ step: task.step, ...task.parameters });
      return noting.execute(task, signal, progress);
    },
  });
  expect(seen.find(({ step }) => step === 'second')).toMatchObject({ script: 'test', parameters: { depth: 5 } });
  expect(await runOf(bench, runId)).toMatchObject({ state: 'COMPLETED', parameters: null, reopened: 0 });

  const wrong = (change: object) => bench.workflows.rerun(admin, { ...input, clientKey: null, ...change });
  await expect(wrong({ parameters: [{ step: 'other', with: {} }] })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'input.parameters.0.step' },
  });
  await expect(wrong({ parameters: [{ step: 'second', with: { timeoutS: 'long' } }] })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await expect(wrong({ workflowId: bench.projectId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await bench.close();
});

test('who may not write workflows changes data by a rerun, and neither code nor who looks at it', async () => {
  const { bench } = await byHand();
  const { runId } = await start(bench);
  const researcher = testActor({ roles: { [bench.projectId]: ['RESEARCHER'] } });
  const by = (settings: JsonObject) =>
    bench.workflows.rerun(researcher, {
      ...{ runId, reuse: null, workflowId: null, reason: null, clientKey: null },
      parameters: [{ step: 'second', with: settings }],
    });
  expect(await by({ parameters: { depth: 9 } })).toMatchObject({ rerunOf: runId });
  for (const settings of [{ script: 'other' }, { requirements: 'x==1' }, { parameters: {}, image: 'x' }])
    await expect(by(settings)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await bench.close();
});

test("a workflow's newest version says who may start any of them, again and anew", async () => {
  const { bench, queue } = await byHand();
  const { runId, workflowId, examId } = await start(bench);
  await drain(bench, queue, failing('first'));
  const restricted = { ...document, roles: ['MANAGER'] };
  await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: restricted });
  const researcher = testActor({ roles: { [bench.projectId]: ['RESEARCHER'] } });
  const { startRun, rerun, retryRun } = bench.workflows;
  const again = { runId, reuse: null, parameters: [], workflowId: null, reason: null, clientKey: null };
  for (const work of [
    () => startRun(researcher, { workflowId, examId, reuse: null, clientKey: null }),
    () => rerun(researcher, again),
    () => retryRun(researcher, { runId, reason: null, fromStep: null }),
  ])
    await expect(work()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await bench.close();
});

test('only who may start runs may control them, and others do not hear that there is one', async () => {
  const { bench } = await byHand();
  const { runId } = await start(bench);
  const viewer = testActor({ roles: { [bench.projectId]: ['VIEWER'] } });
  const stranger = testActor();
  for (const [actor, code] of [
    [viewer, 'FORBIDDEN'],
    [stranger, 'NOT_FOUND'],
    [{ kind: 'anonymous' } as const, 'UNAUTHENTICATED'],
  ] as const) {
    const control = { runId, reason: 'mine' };
    await expect(bench.workflows.pauseRun(actor, control)).rejects.toMatchObject({ code });
    await expect(bench.workflows.resumeRun(actor, control)).rejects.toMatchObject({ code });
    await expect(bench.workflows.cancelRunFor(actor, control)).rejects.toMatchObject({ code });
    await expect(bench.workflows.retryRun(actor, { ...control, fromStep: null })).rejects.toMatchObject({ code });
    const rerun = { ...control, reuse: null, parameters: [], workflowId: null, clientKey: null };
    await expect(bench.workflows.rerun(actor, rerun)).rejects.toMatchObject({ code });
  }
  await bench.close();
});

test('progress and log are kept while a step works, and the log of one that fails stays', async () => {
  const { bench, queue } = await byHand();
  const { runId } = await start(bench);
  const release = Promise.withResolvers<undefined>();
  const telling: StepExecutor = {
    describe: describeTest,
    execute: async (_task, _signal, progress) => {
      progress(0.25, 'slice 5 of 20');
      (progress as typeof progress & { log: (line: string) => void }).log('reading');
      await release.promise;
      (progress as typeof progress & { log: (line: string) => void }).log('cannot read slice 6');
      throw new HubError('STEP_FAILED', 'broken');
    },
  };
  const events = await bench.workflows.runProgress(admin, runId, null, new AbortController().signal);
  const work = handle(bench.workflows, telling, await jobFor(bench, queue, runId, 'first'));
  for await (const { message } of events) if (message.includes('25%')) break;
  const step = (await stepsOf(bench, runId)).get('first');
  expect(step).toMatchObject({ progress: 0.25, progressText: 'slice 5 of 20', log: 'reading\n' });
  const left = (await bench.workflows.timeLeftOf(admin, [runId])).get(runId);
  expect(left?.steps.get(step?.id ?? '')).toBeGreaterThan(0);
  release.resolve(undefined);
  await work;
  expect((await stepsOf(bench, runId)).get('first')).toMatchObject({
    state: 'FAILED',
    log: 'reading\ncannot read slice 6\n',
  });
  await bench.close();
});
