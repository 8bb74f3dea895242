import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { completeTask } from '../../../cli/commands/task.ts';
import { type HubProcess, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

/** Tells that it is half way, and works on until it is told to end. */
const endless = 'import time\nprint("::progress 0.5 half way", flush=True)\ntime.sleep(600)\n';
const quick =
  'import json, sys\ntask = json.load(open(sys.argv[1]))\njson.dump({"outputs": []}, open(task["result"], "w"))\n';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let examId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'), { PESSCARA_PYTHON_SCRIPTS: 'any' });
  const made = await projectWithRun(hub, join(folder.path, 'images'), 'CT');
  projectId = made.projectId;
  const { run } = await hub.operator.request(
    z.object({ run: z.object({ exam: z.object({ id: z.string() }) }) }),
    'query ($id: ID!) { run(id: $id) { exam { id } } }',
    { id: made.runId },
  );
  examId = run.exam.id;
}, 240_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const payload = z.object({ id: z.string(), state: z.string(), rerunOf: z.object({ id: z.string() }).nullable() });

async function mutate(name: string, type: string, input: Record<string, unknown>) {
  const answer = await hub.operator.request(
    z.record(z.string(), z.object({ run: payload })),
    `mutation ($input: ${type}!) { ${name}(input: $input) { run { id state rerunOf { id } } } }`,
    { input },
  );
  const run = answer[name]?.run;
  if (!run) throw new Error('no run');
  return run;
}

async function startRun(name: string, steps: readonly Record<string, unknown>[]): Promise<string> {
  const { putWorkflow } = await hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: z.object({ id: z.string() }) }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId, document: { name, steps } } },
  );
  const workflowId = putWorkflow.workflow.id;
  return (await mutate('startRun', 'StartRunInput', { workflowId, examId, reuse: 'NEVER' })).id;
}

const event = z.object({
  cursor: z.string(),
  message: z.string(),
  runState: z.string().nullable(),
  run: z.object({
    id: z.string(),
    state: z.string(),
    exam: z.object({ label: z.string(), subjects: z.array(z.object({ researchId: z.string() })) }),
  }),
  stepRun: z
    .object({
      step: z.string(),
      state: z.string(),
      progress: z.number().nullable(),
      progressText: z.string().nullable(),
      secondsLeft: z.number().nullable(),
      log: z.string().nullable(),
    })
    .nullable(),
});
const selection = `cursor message runState run { id state exam { label subjects { researchId } } }
  stepRun { step state progress progressText secondsLeft log(tailLines: 5) }`;

async function progressUntil(runId: string, isLast: (one: z.infer<typeof event>) => boolean) {
  const seen: z.infer<typeof event>[] = [];
  const changes = hub.operator.subscribe(
    z.object({ runProgress: event }),
    `subscription ($id: ID!) { runProgress(id: $id, after: "0") { ${selection} } }`,
    { id: runId },
    AbortSignal.timeout(60_000),
  );
  for await (const { runProgress } of changes) {
    seen.push(runProgress);
    if (isLast(runProgress)) break;
  }
  return seen;
}

const stepsOf = async (id: string) => {
  const { run } = await hub.operator.request(
    z.object({
      run: z.object({
        state: z.string(),
        error: z.string().nullable(),
        parameters: z.unknown(),
        steps: z.array(
          z.object({
            step: z.string(),
            state: z.string(),
            round: z.number(),
            earlier: z.array(z.object({ round: z.number(), state: z.string(), leftBecause: z.string() })),
          }),
        ),
      }),
    }),
    'query ($id: ID!) { run(id: $id) { state error parameters steps { step state round earlier { round state leftBecause } } } }',
    { id },
  );
  return run;
};

test('a step at work tells how far it is, is stopped when its run is cancelled, and is done again by a retry', async () => {
  const runId = await startRun('endless', [{ id: 'work', uses: 'python', with: { script: endless } }]);
  const seen = await progressUntil(runId, ({ stepRun }) => stepRun?.progress === 0.5);
  const last = seen.at(-1);
  expect(last?.stepRun).toMatchObject({ step: 'work', state: 'RUNNING', progressText: 'half way' });
  expect(last?.stepRun?.secondsLeft).toBeGreaterThanOrEqual(0);
  // Of other subgraphs.
  expect(last?.run.exam.subjects[0]?.researchId).toBeTypeOf('string');

  const cancelled = await mutate('cancelRun', 'CancelRunInput', { runId, reason: 'it takes too long' });
  expect(cancelled.state).toBe('CANCELLED');
  const after = await startRun('quick', [{ id: 'work', uses: 'python', with: { script: quick } }]);
  await progressUntil(after, ({ runState }) => runState === 'COMPLETED');
  expect(await stepsOf(runId)).toMatchObject({
    error: 'cancelled by admin (local operator): it takes too long',
    steps: [{ state: 'SKIPPED', round: 0 }],
  });
  // The worker, which may be another process, has let go of it.
  const quietly = z.object({ queues: z.array(z.object({ name: z.string(), active: z.number() })) });
  for (;;) {
    const { queues } = await hub.operator.request(quietly, '{ queues { name active } }');
    if (queues.find(({ name }) => name === 'STEP')?.active === 0) break;
  }

  expect(await mutate('retryRun', 'RetryRunInput', { runId, reason: 'again' })).toMatchObject({
    id: runId,
    state: 'RUNNING',
  });
  let halves = 0;
  await progressUntil(runId, ({ message }) => message.includes('50%') && ++halves === 2);
  await mutate('cancelRun', 'CancelRunInput', { runId, reason: 'that is enough' });
  expect((await stepsOf(runId)).steps[0]).toMatchObject({
    round: 1,
    earlier: [{ round: 0, state: 'SKIPPED', leftBecause: 'retried by admin (local operator): again' }],
  });
}, 120_000);

test('a run pauses before a step, goes on when resumed, and its steps are done again from one that is named', async () => {
  const runId = await startRun('look', [
    { id: 'qc', uses: 'human', with: { title: 'Look' } },
    { id: 'work', uses: 'python', needs: ['qc'], with: { script: quick } },
  ]);
  const tasks = hub.operator.subscribe(
    z.object({ tasks: z.object({ cursor: z.string(), what: z.string(), task: z.object({ id: z.string() }) }) }),
    'subscription ($projectId: ID!) { tasks(projectId: $projectId, after: "0") { cursor what task { id } } }',
    { projectId },
    AbortSignal.timeout(60_000),
  );
  const openTask = async (): Promise<string> => {
    const { run } = await hub.operator.request(
      z.object({ run: z.object({ steps: z.array(z.object({ task: z.object({ id: z.string() }).nullable() })) }) }),
      'query ($id: ID!) { run(id: $id) { steps { task { id } } } }',
      { id: runId },
    );
    return run.steps[0]?.task?.id ?? '';
  };
  const first = await openTask();
  for await (const { tasks: told } of tasks) if (told.task.id === first) break;
  expect((await mutate('pauseRun', 'ControlRunInput', { runId, reason: 'night' })).state).toBe('PAUSED');
  await completeTask(hub.operator, first, 'APPROVED', null);
  expect(await stepsOf(runId)).toMatchObject({
    state: 'PAUSED',
    steps: [{ state: 'COMPLETED' }, { state: 'PENDING' }],
  });
  await mutate('resumeRun', 'ControlRunInput', { runId });
  await progressUntil(runId, ({ runState }) => runState === 'COMPLETED');

  expect((await mutate('retryRun', 'RetryRunInput', { runId, fromStep: 'qc' })).state).toBe('WAITING');
  const second = await openTask();
  expect(second).not.toBe(first);
  await completeTask(hub.operator, second, 'APPROVED', null);
  const seen = await progressUntil(runId, () => false);
  expect(seen.filter(({ runState }) => runState === 'COMPLETED')).toHaveLength(2);
  expect((await stepsOf(runId)).steps.map(({ round, state }) => [round, state])).toEqual([
    [1, 'COMPLETED'],
    [1, 'COMPLETED'],
  ]);
}, 120_000);

test('a run is done again with other settings, and who watches runs resumes from a cursor', async () => {
  const runId = await startRun('settings', [
    { id: 'work', uses: 'python', with: { script: quick, parameters: { depth: 3 } } },
  ]);
  await progressUntil(runId, ({ runState }) => runState === 'COMPLETED');
  const again = await mutate('rerun', 'RerunInput', {
    runId,
    parameters: [{ step: 'work', with: { parameters: { depth: 5 } } }],
    reason: 'deeper',
  });
  expect(again.rerunOf).toEqual({ id: runId });
  await progressUntil(again.id, ({ runState }) => runState === 'COMPLETED');
  expect((await stepsOf(again.id)).parameters).toEqual({ work: { parameters: { depth: 5 } } });

  const watch = (after: string) =>
    hub.operator.subscribe(
      z.object({ runs: event }),
      `subscription ($filter: RunFilter, $after: String) { runs(filter: $filter, after: $after) { ${selection} } }`,
      { filter: { projectId }, after },
      AbortSignal.timeout(60_000),
    );
  const seen: string[] = [];
  let cursor = '0';
  const isOver = () => seen.at(-1) === `${again.id} COMPLETED`;
  while (!isOver()) {
    // The connection is lost after each third event.
    let taken = 0;
    for await (const { runs } of watch(cursor)) {
      cursor = runs.cursor;
      seen.push(`${runs.run.id} ${runs.runState ?? runs.message}`);
      if (++taken === 3 || isOver()) break;
    }
  }
  const own = (id: string) => seen.filter((one) => one.startsWith(id)).map((one) => one.slice(id.length + 1));
  expect(own(again.id)).toEqual(['RUNNING', 'work: started', 'work: completed', 'COMPLETED']);
  expect(own(runId)).toEqual(own(again.id));
}, 120_000);
