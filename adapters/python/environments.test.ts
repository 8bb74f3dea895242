import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sha256 } from '../../core/json.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { PythonEnvironments } from './environments.ts';
import { PythonExecutor } from './python-executor.ts';

const folder = mkdtempSync(join(tmpdir(), 'python-environments-'));
const wheel = 'pesscara_tiny-1.0-py3-none-any.whl';
makeWheel(join(folder, wheel));
const hash = sha256(readFileSync(join(folder, wheel)));
const requirements = `pesscara-tiny==1.0 --hash=sha256:${hash}\n`;
const environments = new PythonEnvironments(join(folder, 'environments'), { wheels: folder });
const executor = new PythonExecutor({ workFolder: join(folder, 'work'), allowOwnScripts: true, environments });
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A package with one module, as pip installs it. */
function makeWheel(path: string): void {
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("pesscara_tiny.py", "answer = 42\\n")
    info = "pesscara_tiny-1.0.dist-info/"
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: pesscara-tiny\\nVersion: 1.0\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", "")
`;
  execFileSync('python3', ['-c', script, path]);
}

const script = `import json, sys, pesscara_tiny
task = json.load(open(sys.argv[1]))
json.dump({"outputs": [{"kind": "note", "properties": {"answer": pesscara_tiny.answer}}]}, open(task["result"], "w"))`;
const run = (more: { requirements?: string } = {}) =>
  executor.execute(
    testTask(testAsset('SERIES'), [], { script, parameters: {}, timeoutS: 60, ...more }),
    new AbortController().signal,
    () => undefined,
  );

test('a script has the packages that it requires, in an environment that serves again', async () => {
  const outcomes = await Promise.all([run({ requirements }), run({ requirements })]);
  expect(outcomes.map(({ outputs }) => outputs[0]?.properties)).toEqual([{ answer: 42 }, { answer: 42 }]);
  expect(readdirSync(join(folder, 'environments')).length).toBe(1);
}, 120_000);

test('another script has none of them', async () => {
  await expect(run()).rejects.toThrow(/No module named 'pesscara_tiny'/);
});

test('a package whose hash is another, or that is not there, is refused with the words of pip', async () => {
  const other = requirements.replace(hash, '0'.repeat(64));
  await expect(run({ requirements: other })).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/requirements: .*(hash|sha256)/i) as string,
  });
  await expect(run({ requirements: 'pesscara-tiny==1.0\n' })).rejects.toThrow(/hash/i);
  await expect(run({ requirements: `pesscara-none==1 --hash=sha256:${hash}\n` })).rejects.toThrow(/pesscara-none/);
  expect(readdirSync(join(folder, 'environments')).length).toBe(1);
}, 120_000);

test('results are computed anew when requirements change, and refused where the hub has no packages', async () => {
  const before = await executor.describe({ script, requirements });
  expect((await executor.describe({ script, requirements: `${requirements}# more\n` })).methodVersion).not.toBe(
    before.methodVersion,
  );
  const without = new PythonExecutor({ workFolder: folder, allowOwnScripts: true });
  await expect(without.describe({ script, requirements })).rejects.toThrow(/PESSCARA_PYTHON_PACKAGES/);
});

test('requirements can not name files, addresses or options of pip', async () => {
  writeFileSync(join(folder, 'other.txt'), requirements);
  for (const wrong of [
    `-r ${join(folder, 'other.txt')}`,
    '--index-url http://127.0.0.1/',
    'tiny @ file:///tmp/x',
    './tiny',
    '#\f--index-url https://127.0.0.1/',
    `a==1 ;\r--find-links https://127.0.0.1/\rb==1 --hash=sha256:${hash}`,
    `a==1 ; python_version>"3" --global-option=x --hash=sha256:${hash}`,
    `a==1\u2028--no-binary :all:`,
  ])
    await expect(executor.describe({ script, requirements: wrong })).rejects.toThrow(/name==version/);
});

test('a hub that runs builtin scripts alone installs nothing for them: a package can do what a script can', async () => {
  const builtinsAlone = new PythonExecutor({ workFolder: folder, environments });
  await expect(builtinsAlone.describe({ script: 'builtin:measure', requirements })).rejects.toThrow(
    /PESSCARA_PYTHON_SCRIPTS/,
  );
});

test('who leaves does not take an environment from others who wait for it', async () => {
  const stopped = new AbortController();
  const fresh = new PythonEnvironments(join(folder, 'shared'), { wheels: folder });
  const one = new PythonExecutor({ workFolder: join(folder, 'work'), allowOwnScripts: true, environments: fresh });
  const runBy = (signal: AbortSignal) =>
    one.execute(
      testTask(testAsset('SERIES'), [], { script, parameters: {}, timeoutS: 60, requirements }),
      signal,
      () => undefined,
    );
  const [first, second] = [runBy(stopped.signal), runBy(new AbortController().signal)];
  setTimeout(() => {
    stopped.abort(new Error('cancelled'));
  }, 50);
  await expect(first).rejects.toThrow('cancelled');
  expect((await second).outputs).toHaveLength(1);
});
