import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { programExecutorContract } from '../../tests/contract/program-executor.contract.ts';
import { pythonProgram } from '../../tests/contract/python-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { startSpark, type TestSpark } from '../../tests/services/spark.ts';
import { SparkExecutor } from './spark-executor.ts';

const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
let spark: TestSpark;
let executor: SparkExecutor;
beforeAll(async () => {
  spark = await startSpark();
  executor = new SparkExecutor({ ...spark, pollMs: 200 });
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
  const { outputs } = await executor.execute(taskOf(script), new AbortController().signal, () => undefined);
  expect(outputs[0]?.properties).toEqual({ total: 332_833_500, master: spark.master });
}, 120_000);

test('names its method by the script and the version of Spark', async () => {
  const { method, methodVersion, software } = await executor.describe({ script: 'pass' });
  expect(method).toBe('spark/script');
  expect(software).toEqual({ name: 'Apache Spark', version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string });
  expect(methodVersion).toContain(`+spark-${software.version}`);
});

test('a master that does not answer is no fault of the step', async () => {
  const away = new SparkExecutor({ ...spark, rest: 'http://127.0.0.1:1' });
  await expect(away.describe({ script: 'pass' })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await expect(away.execute(taskOf('pass'), new AbortController().signal, () => undefined)).rejects.toBeInstanceOf(
    HubError,
  );
});
