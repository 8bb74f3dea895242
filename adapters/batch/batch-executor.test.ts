import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { programExecutorContract, smallOutput } from '../../tests/contract/program-executor.contract.ts';
import { shellProgram } from '../../tests/contract/shell-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { startSlurm, type TestSlurm } from '../../tests/services/slurm.ts';
import { BatchExecutor } from './batch-executor.ts';
import { slurm as dialect } from './slurm.ts';

const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
const never = new AbortController().signal;
let slurm: TestSlurm;
let executor: BatchExecutor;
beforeAll(async () => {
  slurm = await startSlurm();
  executor = new BatchExecutor({
    dialect,
    folder: slurm.folder,
    pollMs: 200,
    gatherMs: 200,
    environment: slurm.environment,
    output: smallOutput,
  });
}, 300_000);
afterAll(() => slurm.close());

const taskOf = (script: string, more: JsonObject = {}) =>
  testTask(series, [volume], { script, timeoutS: 60, cpus: 1, memoryMb: 100, gpus: 0, ...more });
const run = (script: string, more: JsonObject = {}) => executor.execute(taskOf(script, more), never, () => undefined);
const leftovers = () => Promise.resolve([...slurm.jobs(), ...readdirSync(slurm.folder)]);

programExecutorContract('batch on Slurm', { outlivesUs: true, isWalledOff: false, keepsBeginning: true }, () =>
  Promise.resolve({
    executor,
    task: (act, timeoutS) => taskOf(shellProgram(act), { timeoutS }),
    inAnotherProcess: `import { BatchExecutor } from ${JSON.stringify(fileURLToPath(new URL('./batch-executor.ts', import.meta.url)))};
      import { slurm } from ${JSON.stringify(fileURLToPath(new URL('./slurm.ts', import.meta.url)))};
      const executor = new BatchExecutor({ dialect: slurm, ...${JSON.stringify({ folder: slurm.folder, pollMs: 200, environment: { PATH: process.env['PATH'], SLURM_CONF: slurm.environment['SLURM_CONF'] } })} });`,
    leftovers,
  }),
);

test('a job goes on, and is followed to its end, when the controller is stopped and started again', async () => {
  const started = Promise.withResolvers<undefined>();
  const outcome = executor.execute(taskOf(shellProgram('wait for go')), never, () => {
    started.resolve(undefined);
  });
  await started.promise;
  await slurm.stopController();
  await slurm.startController();
  expect((await outcome).outputs.length).toBe(1);
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('the result of a job that ended while the controller was away is had without it', async () => {
  const started = Promise.withResolvers<JsonObject>();
  const progress = Object.assign(() => undefined, {
    started: (handle: JsonObject) => {
      started.resolve(handle);
      return Promise.resolve();
    },
  });
  const begun = Promise.withResolvers<undefined>();
  const telling = Object.assign(() => {
    begun.resolve(undefined);
  }, progress);
  const outcome = executor.execute(taskOf(shellProgram('wait for go')), never, telling);
  await begun.promise;
  await slurm.stopController();
  expect((await outcome).outputs.length).toBe(1);
  await slurm.startController();
  await executor.release(await started.promise);
  expect(await leftovers()).toEqual([]);
}, 60_000);

describe('steps of a run that come together', () => {
  /** Runs each of them, and answers what their handles are once all have begun. */
  const begin = (scripts: readonly string[], stops: readonly AbortController[]) => {
    const handles: JsonObject[] = [];
    const begun = scripts.map(() => Promise.withResolvers<undefined>());
    const outcomes = scripts.map((script, index) => {
      const progress = Object.assign(
        () => {
          begun[index]?.resolve(undefined);
        },
        { started: (handle: JsonObject) => Promise.resolve(void (handles[index] = handle)) },
      );
      const task = { ...taskOf(script), runId: 'one' };
      return executor.execute(task, stops[index]?.signal ?? never, progress);
    });
    return { handles, outcomes, begun: Promise.all(begun.map(({ promise }) => promise)) };
  };

  test('are one submission, and each has its own log and result', async () => {
    const script = `echo "array $SLURM_ARRAY_JOB_ID place $SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_TASK_COUNT"
      ${shellProgram('finish')}`;
    const { handles, outcomes } = begin([script, script, script], []);
    const done = await Promise.all(outcomes);
    const places = done.map(({ log }) => /array (\d+) place (\d+) of 3/.exec(log)?.slice(1) ?? []);
    expect(places.map(([, index]) => index).toSorted()).toEqual(['0', '1', '2']);
    expect(new Set(places.map(([id]) => id)).size).toBe(1);
    expect(done.map(({ outputs }) => outputs.length)).toEqual([1, 1, 1]);
    for (const handle of handles) await executor.release(handle);
    expect(await leftovers()).toEqual([]);
  }, 60_000);

  test('are cancelled, and taken over, each by itself', async () => {
    const [cancel, stop] = [new AbortController(), new AbortController()];
    const { handles, outcomes, begun } = begin([shellProgram('wait'), shellProgram('wait for go')], [cancel, stop]);
    await begun;
    cancel.abort(new HubError('STEP_FAILED', 'cancelled'));
    stop.abort(new HubError('UNAVAILABLE', 'stopping'));
    expect((await Promise.allSettled(outcomes)).map((one) => 'reason' in one && String(one.reason))).toEqual([
      expect.stringContaining('cancelled'),
      expect.stringContaining('stopping'),
    ]);
    const [, handle = {}] = handles;
    const another = new BatchExecutor({ dialect, folder: slurm.folder, pollMs: 200, environment: slurm.environment });
    const noted: JsonObject[] = [];
    const progress = Object.assign(() => undefined, {
      started: (one: JsonObject) => Promise.resolve(void noted.push(one)),
    });
    const task = { ...taskOf(shellProgram('wait for go')), handle };
    expect((await another.execute(task, never, progress)).outputs.length).toBe(1);
    expect(noted).toEqual([]);
    await another.release(handle);
    expect(await leftovers()).toEqual([]);
  }, 60_000);

  test('are refused each for itself', async () => {
    const task = { ...taskOf('true', { queue: 'nowhere' }), runId: 'one' };
    const refused = [1, 2].map(() => executor.execute(task, never, () => undefined));
    for (const { status, ...rest } of await Promise.allSettled(refused)) {
      expect(status).toBe('rejected');
      expect(rest).toMatchObject({ reason: { code: 'STEP_FAILED' } });
    }
    expect(await leftovers()).toEqual([]);
  });
});

test('gives the script its inputs, and nothing of the environment of the hub', async () => {
  const { log } = await run(
    `cat "$(dirname "$PESSCARA_TASK")/in/000001.nii.gz"; echo; env; echo '{"outputs": []}' > result/result.json`,
  );
  expect(log).toContain('bytes\n');
  expect(log).not.toMatch(/^(VITEST|NODE|PESSCARA_(?!TASK))/m);
});

test('says why the scheduler refuses a job', async () => {
  await expect(run('true', { queue: 'nowhere' })).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/slurm refuses the job: .*partition/i) as string,
  });
  expect(await leftovers()).toEqual([]);
});

test('a scheduler that does not answer is no fault of the step', async () => {
  await slurm.stopController();
  await expect(run('true')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await slurm.startController();
}, 60_000);

test('names its method by the script', async () => {
  const one = await executor.describe({ script: 'true' });
  expect(one).toMatchObject({
    method: 'batch/script',
    software: { name: 'slurm', version: expect.stringMatching(/^\d+\.\d+/) as string },
  });
  expect((await executor.describe({ script: 'false' })).methodVersion).not.toBe(one.methodVersion);
});
