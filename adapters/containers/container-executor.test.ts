import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { fillProgramFolder } from '../../core/programs/program-folder.ts';
import { textAt } from '../../core/programs/text-at.ts';
import { programExecutorContract, smallOutput } from '../../tests/contract/program-executor.contract.ts';
import { shellProgram } from '../../tests/contract/shell-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { openPodman, type TestPodman } from '../../tests/services/podman.ts';
import { ContainerExecutor } from './container-executor.ts';
import { ContainerHost } from './container-host.ts';
import { findEngine } from './find-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'container-test-'));
const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
let podman: TestPodman;
let executor: ContainerExecutor;
beforeAll(async () => {
  podman = await openPodman();
  executor = new ContainerExecutor({ command: podman.command, folder, output: smallOutput });
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

test('stops a program that writes more, or more files, than it may', async () => {
  const small = new ContainerExecutor({
    command: podman.command,
    folder,
    output: { bytes: 1_000_000, files: 50, lookMs: 100 },
  });
  const failure = (script: string) => small.execute(taskOf(script), never, () => undefined);
  await expect(
    failure('cd /work/out; n=0; while [ $n -lt 20 ]; do head -c 99999 /dev/zero > $n; n=$((n+1)); done; sleep 1000'),
  ).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/more than the 1000000 bytes/) as string,
  });
  await expect(
    failure('cd /work/out; n=0; while [ $n -lt 60 ]; do mkdir $n; n=$((n+1)); done; sleep 1000'),
  ).rejects.toMatchObject({ code: 'STEP_FAILED', message: expect.stringMatching(/more than the 50 files/) as string });
  await expect(failure('head -c 2000000 /dev/zero > /work/out/one')).rejects.toMatchObject({ code: 'STEP_FAILED' });
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('says that the container of another host was left there, and begins anew here', async () => {
  const handle = { host: 'gone.example.org', name: 'pesscara-lost', timeoutS: 60 };
  const { log, outputs } = await executor.execute(
    { ...taskOf(shellProgram('finish')), handle },
    never,
    () => undefined,
  );
  expect(outputs.length).toBe(1);
  expect(log).toMatch(/^begun anew on \S+: the container pesscara-lost of an earlier attempt is on gone\.example\.org/);
  expect(await leftovers()).toEqual([]);
});

test('takes over a program that ended in time while nobody looked, also after its time limit', async () => {
  const stop = new AbortController();
  const handles: JsonObject[] = [];
  const progress = Object.assign(() => undefined, {
    started: (one: JsonObject) => Promise.resolve(void handles.push(one)),
    log: () => {
      stop.abort(new HubError('UNAVAILABLE', 'the hub is stopping'));
    },
  });
  const task = taskOf(shellProgram('finish'), {}, 2);
  await expect(executor.execute(task, stop.signal, progress)).rejects.toThrow('stopping');
  const until = Date.now() + 2000;
  await expect.poll(() => podman.running().length === 0 && Date.now() > until, { timeout: 20_000 }).toBe(true);
  const [handle = {}] = handles;
  const { outputs } = await executor.execute(
    { ...task, handle },
    never,
    Object.assign(() => undefined, progress),
  );
  expect(outputs.length).toBe(1);
  expect(handles.length).toBe(1);
  await executor.release(handle);
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('removes what nobody has followed to its time limit, and nothing else', async () => {
  const host = new ContainerHost(await findEngine(podman.command), folder, 1e9);
  const task = taskOf('sleep 1000', {}, 5);
  const handle = host.newHandle(task);
  await fillProgramFolder(host.folderOf(handle), task, never);
  await host.start(handle, task, never);
  // Where no worker ever comes back, podman itself ends it.
  const inspect = ['container', 'inspect', '--format', '{{.Config.Timeout}}', textAt(handle, 'name')];
  expect(execFileSync(podman.command, inspect, { encoding: 'utf8' }).trim()).toBe('65');
  await host.removeOverdue(Date.now() + 30_000);
  expect(podman.running()).toEqual([handle['name']]);
  await new ContainerHost(await findEngine(podman.command), join(folder, 'other'), 1e9).removeOverdue(
    Date.now() + 90_000,
  );
  expect(podman.running()).toEqual([handle['name']]);
  await host.removeOverdue(Date.now() + 90_000);
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('looks again for what nobody follows, while it is used', async () => {
  const often = new ContainerExecutor({ command: podman.command, folder, sweepMs: 0 });
  const seldom = new ContainerExecutor({ command: podman.command, folder });
  const { parameters } = taskOf('true');
  for (const one of [often, seldom]) await one.describe(parameters);
  const host = new ContainerHost(await findEngine(podman.command), folder, 1e9);
  // Its time was over when it began.
  const task = taskOf('sleep 1000', {}, -60);
  const handle = host.newHandle(task);
  await fillProgramFolder(host.folderOf(handle), task, never);
  await host.start(handle, task, never);
  await seldom.describe(parameters);
  expect(podman.running()).toEqual([handle['name']]);
  await often.describe(parameters);
  expect(await leftovers()).toEqual([]);
}, 60_000);

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
