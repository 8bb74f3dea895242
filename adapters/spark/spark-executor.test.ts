import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { textAt } from '../../core/programs/text-at.ts';
import { programExecutorContract, smallOutput } from '../../tests/contract/program-executor.contract.ts';
import { pythonProgram } from '../../tests/contract/python-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { startSpark, type TestSpark } from '../../tests/services/spark.ts';
import { openLosingProxy } from '../../tests/support/losing-proxy.ts';
import { SparkExecutor } from './spark-executor.ts';

const never = new AbortController().signal;
const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
let spark: TestSpark;
let executor: SparkExecutor;
beforeAll(async () => {
  spark = await startSpark();
  executor = new SparkExecutor({ ...spark, pollMs: 200, output: smallOutput });
}, 600_000);
afterAll(() => spark.close());

const taskOf = (script: string, more: JsonObject = {}) =>
  testTask(series, [volume], { script, timeoutS: 100, cpus: 1, memoryMb: 512, ...more });

programExecutorContract('spark', { outlivesUs: true, isWalledOff: false, keepsBeginning: true }, () =>
  Promise.resolve({
    executor,
    task: (act, timeoutS) => taskOf(pythonProgram(act), { timeoutS }),
    inAnotherProcess: `import { SparkExecutor } from ${JSON.stringify(fileURLToPath(new URL('./spark-executor.ts', import.meta.url)))};
      const executor = new SparkExecutor(${JSON.stringify({ master: spark.master, rest: spark.rest, folder: spark.folder, pollMs: 200 })});`,
    leftovers: () => Promise.resolve(readdirSync(spark.folder)),
  }),
);

test('a script computes on the cluster', async () => {
  const script = `import json, sys
from pyspark.sql import SparkSession
task = json.load(open(sys.argv[1]))
spark = SparkSession.builder.getOrCreate()
total = spark.sparkContext.parallelize(range(1000), 2).map(lambda x: x * x).sum()
json.dump({"outputs": [{"kind": "note", "properties": {"total": total, "master": spark.sparkContext.master}}]}, open(task["result"], "w"))
spark.stop()`;
  const { outputs } = await executor.execute(taskOf(script), never, () => undefined);
  expect(outputs[0]?.properties).toEqual({ total: 332_833_500, master: spark.master });
}, 120_000);

test('names its method by the script and the version of Spark', async () => {
  const { method, methodVersion, software } = await executor.describe({ script: 'pass' });
  expect(method).toBe('spark/script');
  expect(software).toEqual({ name: 'Apache Spark', version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string });
  expect(methodVersion).toContain(`+spark-${software.version}`);
});

test('a submission whose answer is lost is found again, and its program begins once', async () => {
  const proxy = await openLosingProxy(spark.rest, '/v1/submissions/create');
  const behind = new SparkExecutor({ ...spark, rest: proxy.url, pollMs: 200 });
  const starts = join(dirname(spark.folder), 'starts');
  const task = taskOf(`open(${JSON.stringify(starts)}, "a").write("started\\n")\n${pythonProgram('wait for go')}`);
  const handles: JsonObject[] = [];
  const progress = Object.assign(() => undefined, {
    started: (one: JsonObject) => Promise.resolve(void handles.push(one)),
  });
  proxy.loseNext();
  await expect(behind.execute(task, never, progress)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  const [handle = {}] = handles;
  expect((await behind.execute({ ...task, handle }, never, progress)).outputs.length).toBe(1);
  expect(handles.length).toBe(1);
  expect(readFileSync(starts, 'utf8')).toBe('started\n');
  await behind.release(handle);
  expect(readdirSync(spark.folder)).toEqual([]);
  await proxy.close();
}, 120_000);

test('a submission whose answer is lost, and which nobody wants any more, does not begin', async () => {
  const proxy = await openLosingProxy(spark.rest, '/v1/submissions/create');
  const behind = new SparkExecutor({ ...spark, rest: proxy.url, pollMs: 200 });
  const starts = join(dirname(spark.folder), 'unwanted');
  proxy.loseNext();
  // Without a way to note its handle nobody could come back to it.
  const task = taskOf(`open(${JSON.stringify(starts)}, "a").write("started\\n")`);
  await expect(behind.execute(task, never, () => undefined)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(readdirSync(spark.folder)).toEqual([]);
  // What is submitted after it is begun after it.
  await executor.execute(taskOf(pythonProgram('finish')), never, () => undefined);
  expect(existsSync(starts)).toBe(false);
  await proxy.close();
}, 120_000);

/** Processes with all these words in their command lines. */
const processesOf = (...words: readonly string[]): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0');
        // Not the JVM, which was told of the same script.
        return /python/.test(line[0] ?? '') && words.every((word) => line.some((one) => one.includes(word)));
      } catch {
        return false; // it has ended
      }
    })
    .map(Number);

test('a driver that was killed without a word is removed, and its step can be begun anew', async () => {
  const stop = new AbortController();
  const handles: JsonObject[] = [];
  const begun = Promise.withResolvers<undefined>();
  const progress = Object.assign(
    () => {
      begun.resolve(undefined);
    },
    { started: (one: JsonObject) => Promise.resolve(void handles.push(one)) },
  );
  const task = taskOf(pythonProgram('wait'));
  const outcome = executor.execute(task, stop.signal, progress);
  await begun.promise;
  stop.abort(new HubError('UNAVAILABLE', 'stopping'));
  await expect(outcome).rejects.toThrow('stopping');
  const [handle = {}] = handles;
  const folder = join(spark.folder, textAt(handle, 'name'));
  // As where its node dies: driver.py and the program.
  const [driver = 0] = processesOf('driver.py', folder);
  const [program = 0] = processesOf('program.py', folder);
  expect([driver, program]).not.toContain(0);
  for (const pid of [driver, program]) process.kill(pid, 'SIGKILL');
  await executor.release(handle);
  expect(readdirSync(spark.folder)).toEqual([]);
  const again = await executor.execute({ ...taskOf(pythonProgram('finish')), handle }, never, progress);
  expect(again.outputs.length).toBe(1);
  await executor.release(handle);
  expect(readdirSync(spark.folder)).toEqual([]);
}, 120_000);

test('what a program puts in place of its own records leads nowhere', async () => {
  const script = `import os
for name in ("began", "submission"):
    os.remove(name) if os.path.exists(name) else None
    os.symlink("/etc/hostname", name)
${pythonProgram('finish')}`;
  const { outputs } = await executor.execute(taskOf(script), never, () => undefined);
  expect(outputs.length).toBe(1);
  expect(readdirSync(spark.folder)).toEqual([]);
}, 120_000);

test('a master that does not answer is no fault of the step', async () => {
  const away = new SparkExecutor({ ...spark, rest: 'http://127.0.0.1:1' });
  await expect(away.describe({ script: 'pass' })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await expect(away.execute(taskOf('pass'), new AbortController().signal, () => undefined)).rejects.toBeInstanceOf(
    HubError,
  );
});
