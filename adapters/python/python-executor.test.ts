import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.ts';
import { measureExecutor } from '../../core/workflows/measure-executor.ts';
import { writeNifti } from '../../core/workflows/testing/write-nifti.ts';
import { programExecutorContract, smallOutput } from '../../tests/contract/program-executor.contract.ts';
import { pythonProgram } from '../../tests/contract/python-programs.ts';
import { stepExecutorContract, testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { PythonExecutor } from './python-executor.ts';

const signal = new AbortController().signal;
const workFolder = mkdtempSync(join(tmpdir(), 'python-test-'));
const executor = new PythonExecutor({ workFolder, allowOwnScripts: true, output: smallOutput });
afterAll(() => {
  rmSync(workFolder, { recursive: true });
});

const series = testAsset('SERIES', { modality: 'MR' });
const values = Array.from({ length: 60 }, (_, index) => Math.sin(index) * 100 + 0.1);
const bytes = writeNifti({
  dims: [5, 4, 3],
  sizes: [0.9375, 0.9375, 3.3],
  datatype: 4,
  slope: 0.37,
  intercept: -3.1,
  gzip: true,
  values: values.map(Math.round),
});
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes } as const;
const scriptTask = (script: string, parameters: JsonObject = {}, timeoutS = 20) =>
  testTask(series, [volume], { script, parameters, timeoutS });
const run = (script: string, parameters: JsonObject = {}, timeoutS = 20) =>
  executor.execute(scriptTask(script, parameters, timeoutS), signal, () => undefined);

const preamble = 'import json, os, sys\ntask = json.load(open(sys.argv[1]))\n';
const answer = (outputs: string): string =>
  `${preamble}json.dump({"outputs": ${outputs}}, open(task["result"], "w"))\n`;

stepExecutorContract('python', () => ({
  executor,
  task: scriptTask('builtin:measure', { threshold: 2 }),
  impossible: {
    task: scriptTask('import sys\nsys.exit("no tumour found")'),
    reason: /the script ended with code 1: no tumour found/,
  },
}));

programExecutorContract('python', { outlivesUs: false, isWalledOff: false, keepsBeginning: true }, () =>
  Promise.resolve({
    executor,
    task: (act, timeoutS) => scriptTask(pythonProgram(act), {}, timeoutS),
    leftovers: () => Promise.resolve(readdirSync(workFolder)),
  }),
);

test("measures the same numbers as the hub's own step, to the last bit", async () => {
  for (const draft of [
    { datatype: 4, slope: 0.37 },
    { datatype: 16, slope: 0 },
    { datatype: 64, slope: 0, little: false },
    { datatype: 512, slope: 1, intercept: -1024 },
  ] as const) {
    const whole =
      draft.datatype === 16 || draft.datatype === 64 ? values : values.map((value) => Math.round(Math.abs(value)));
    const file = writeNifti({ dims: [5, 4, 3], sizes: [0.9375, 0.45, 3.3], ...draft, values: whole });
    const ours = await measureExecutor.execute(
      testTask(series, [{ ...volume, bytes: file }], { threshold: 12.5 }),
      signal,
      () => undefined,
    );
    const theirs = await executor.execute(
      testTask(series, [{ ...volume, bytes: file }], { script: 'builtin:measure', parameters: { threshold: 12.5 } }),
      signal,
      () => undefined,
    );
    expect(theirs.outputs[0]?.properties['values']).toEqual(ours.outputs[0]?.properties['values']);
  }
});

test('gives the script its inputs, parameters and item, and takes its files, tags and log', async () => {
  const script = `${preamble}
with open(os.path.join(task["outputFolder"], "mask.bin"), "wb") as file:
    file.write(open(task["inputs"][0]["path"], "rb").read()[:4])
print("hello", task["item"]["level"], task["parameters"]["depth"])
json.dump({"outputs": [{"kind": "segmentation", "role": "mask", "label": "tumour", "file": "mask.bin", "properties": {"voxels": 3}}],
           "tags": [{"name": "quality", "value": 0.5, "reason": "blurred"}]}, open(task["result"], "w"))
`;
  const { outputs, tags, log } = await run(script, { depth: 3 });
  expect(outputs).toEqual([
    {
      kind: 'segmentation',
      role: 'mask',
      label: 'tumour',
      mediaType: 'application/octet-stream',
      properties: { voxels: 3 },
      bytes: Buffer.from(bytes.subarray(0, 4)),
    },
  ]);
  expect(tags).toEqual([{ name: 'quality', value: 0.5, reason: 'blurred' }]);
  expect(log).toBe('hello SERIES 3\n');
});

test('starts the script with an empty environment, in a folder of its own that is gone afterwards', async () => {
  const { outputs } = await run(
    answer('[{"kind": "note", "properties": {"environment": sorted(os.environ), "folder": os.getcwd()}}]'),
  );
  const properties = outputs[0]?.properties ?? {};
  expect(properties['environment']).toEqual(expect.arrayContaining(['HOME', 'LANG', 'TMPDIR']));
  expect(
    (properties['environment'] as string[]).filter(
      (name) => !['HOME', 'LANG', 'TMPDIR', 'LC_CTYPE', '__CF_USER_TEXT_ENCODING'].includes(name),
    ),
  ).toEqual([]);
  expect(existsSync(properties['folder'] as string)).toBe(false);
  expect(readdirSync(workFolder)).toEqual([]);
});

test.each([
  ['no result', 'pass', /it wrote none/],
  ['a result that is not JSON', `${preamble}open(task["result"], "w").write("{")`, /is not JSON/],
  ['a number that is none', answer('[float("nan")]'), /is not JSON.*NaN/],
  ['an unknown field', answer('[{"kind": "note", "colour": 1}]'), /colour/],
  ['a file that is not there', answer('[{"kind": "note", "file": "none.txt"}]'), /there is no file none.txt/],
  [
    'a path out of its folder',
    answer('[{"kind": "note", "file": "../task.json"}]'),
    /the name of a file in the output folder/,
  ],
  [
    'a link',
    `${preamble}os.symlink("/etc/hostname", os.path.join(task["outputFolder"], "a"))\n${answer('[{"kind": "note", "file": "a"}]')}`,
    /not a plain file/,
  ],
  ["a person's decision", answer('[{"kind": "review"}]'), /the kind review is made by the hub alone/],
  [
    'a value that is no number',
    answer('[{"kind": "measurement", "properties": {"values": [{"name": "a", "value": "1", "unit": "mm3"}]}}]'),
    /needs a name, a finite number/,
  ],
  ['a fault of its own', 'x = 1 / 0', /ZeroDivisionError/],
])('refuses %s, saying what is wrong', async (_, script, reason) => {
  await expect(run(script)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(reason) as string,
  });
});

test('stops a script at its time limit, with the processes that it started', async () => {
  const mark = join(workFolder, 'mark');
  const script = `import subprocess, sys, time\nsubprocess.Popen([sys.executable, "-c", "import time; time.sleep(2); open('${mark}', 'w')"])\ntime.sleep(60)`;
  await expect(run(script, {}, 0.7)).rejects.toThrow('the script did not end within 0.7 s');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(existsSync(mark)).toBe(false);
});

test('stops a script when it is aborted', async () => {
  const stopping = new AbortController();
  const reason = new Error('stopping');
  const script = 'import time\nprint("::progress 0.5 half way", flush=True)\ntime.sleep(60)';
  const stopped = executor.execute(scriptTask(script), stopping.signal, (fraction, message) => {
    expect([fraction, message]).toEqual([0.5, 'half way']);
    stopping.abort(reason);
  });
  await expect(stopped).rejects.toBe(reason);
});

test('keeps the end of a log that is too long, also of one without line ends', async () => {
  const { log } = await run(`print("x" * 299000 + "end")\n${answer('[]')}`);
  expect(log.length).toBeLessThanOrEqual(20_000);
  expect(log).toMatch(/xend\n$/);
});

test('computes anew when the script or its version changes', async () => {
  const one = await executor.describe({ script: 'pass' });
  const other = await executor.describe({ script: 'pass ' });
  expect(one.methodVersion).not.toBe(other.methodVersion);
  expect(one.methodVersion).toMatch(/\+python-3\.\d+\.\d+$/);
});

test('says what to install when there is no Python, and finds it once it is there', async () => {
  const command = join(workFolder, 'python');
  const missing = new PythonExecutor({ python: command, workFolder, allowOwnScripts: true });
  await expect(missing.describe({ script: 'pass' })).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/need Python 3\.9 or newer .* install it/) as string,
  });
  writeFileSync(command, '#!/bin/sh\nexec python3 "$@"\n', { mode: 0o755 });
  expect((await missing.describe({ script: 'pass' })).software.name).toBe('Python');
  rmSync(command);
});

test("a workflow's own script is refused where the hub does not allow them, and a builtin one is not", async () => {
  const careful = new PythonExecutor({ workFolder });
  const refusal = { code: 'STEP_FAILED', message: expect.stringContaining('PESSCARA_PYTHON_SCRIPTS=any') as string };
  await expect(careful.describe({ script: 'pass' })).rejects.toMatchObject(refusal);
  await expect(careful.execute(scriptTask('pass'), signal, () => undefined)).rejects.toMatchObject(refusal);
  expect((await careful.describe({ script: 'builtin:measure' })).method).toBe('python/measure');
});
