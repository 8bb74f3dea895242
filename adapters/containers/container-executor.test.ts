import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.ts';
import { programExecutorContract } from '../../tests/contract/program-executor.contract.ts';
import { shellProgram } from '../../tests/contract/shell-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { openPodman, type TestPodman } from '../../tests/services/podman.ts';
import { ContainerExecutor } from './container-executor.ts';

const folder = mkdtempSync(join(tmpdir(), 'container-test-'));
const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
let podman: TestPodman;
let executor: ContainerExecutor;
beforeAll(async () => {
  podman = await openPodman();
  executor = new ContainerExecutor({ command: podman.command, folder });
}, 300_000);
afterAll(() => {
  podman.close();
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;
const taskOf = (script: string, more: JsonObject = {}, timeoutS = 60) =>
  testTask(series, [volume], {
    image: podman.image,
    command: ['sh', '-c', script],
    timeoutS,
    cpus: 1,
    memoryMb: 256,
    ...more,
  });
const run = (script: string, more: JsonObject = {}) => executor.execute(taskOf(script, more), never, () => undefined);
const leftovers = () => Promise.resolve([...podman.containers(), ...readdirSync(folder)]);

programExecutorContract('container', { outlivesUs: true, isWalledOff: true, keepsBeginning: false }, () =>
  Promise.resolve({
    executor,
    task: (act, timeoutS) => taskOf(shellProgram(act), {}, timeoutS),
    inAnotherProcess: `import { ContainerExecutor } from ${JSON.stringify(fileURLToPath(new URL('./container-executor.ts', import.meta.url)))};
      const executor = new ContainerExecutor(${JSON.stringify({ command: podman.command, folder })});`,
    leftovers,
  }),
);

test('names its method by the digest and the command', async () => {
  const { method, methodVersion, software } = await executor.describe({ image: podman.image, command: ['sh'] });
  const [name, digest] = podman.image.split('@');
  expect(method).toBe('container/program');
  expect(methodVersion).toContain(digest);
  expect(software).toEqual({ name, version: digest });
  expect((await executor.describe({ image: podman.image, command: ['sh', '-e'] })).methodVersion).not.toBe(
    methodVersion,
  );
});

test('gives a program its inputs to read alone, no network, no rights and a user of no account', async () => {
  const { log } = await run(`cat /work/in/000001.nii.gz; echo; echo "devices: $(ls /sys/class/net | tr '\\n' ' ')"
    grep -E '^(CapEff|NoNewPrivs)' /proc/self/status; echo "uid: $(id -u)"; echo '{"outputs": []}' > /work/result/result.json`);
  expect(log).toContain('bytes\n');
  expect(log).toContain('devices: lo \n');
  expect(log).toMatch(/CapEff:\s+0000000000000000\n/);
  expect(log).toMatch(/NoNewPrivs:\s+1\n/);
  expect(log).not.toContain('uid: 0\n');
});

test('stops a program that takes more memory than it may, saying so', async () => {
  const failed = run('head -c 200000000 /dev/zero | tail -c 200000000 > /dev/null', { memoryMb: 32 });
  await expect(failed).rejects.toThrow(/memory|SIGKILL|code/);
  expect(await leftovers()).toEqual([]);
});

test('refuses an image without a digest, and says what is wrong with one that is not there', async () => {
  await expect(executor.describe({ image: 'busybox:latest' })).rejects.toThrow('name@sha256');
  const missing = `localhost/nothing@sha256:${'0'.repeat(64)}`;
  await expect(run('true', { image: missing })).rejects.toMatchObject({ code: 'STEP_FAILED' });
  expect(await leftovers()).toEqual([]);
});

test('says what to install where there is no engine', async () => {
  const without = new ContainerExecutor({ command: join(folder, 'none'), folder });
  await expect(without.describe({ image: podman.image })).rejects.toThrow(/need podman or docker as/);
});
