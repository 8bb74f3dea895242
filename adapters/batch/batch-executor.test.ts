import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.ts';
import { programExecutorContract } from '../../tests/contract/program-executor.contract.ts';
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
  executor = new BatchExecutor({ dialect, folder: slurm.folder, pollMs: 200, environment: slurm.environment });
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
