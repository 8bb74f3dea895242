import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { fillProgramFolder } from '../../core/programs/program-folder.ts';
import { programExecutorContract, smallOutput } from '../../tests/contract/program-executor.contract.ts';
import { shellProgram } from '../../tests/contract/shell-programs.ts';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { TestCluster } from '../../tests/support/kubernetes/api-server.ts';
import { KubernetesApi } from './kubernetes-api.ts';
import { KubernetesExecutor, type KubernetesOptions } from './kubernetes-executor.ts';
import { KubernetesHost } from './kubernetes-host.ts';

const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
const never = new AbortController().signal;
const cluster = new TestCluster();
let options: KubernetesOptions;
let executor: KubernetesExecutor;
beforeAll(async () => {
  const { namespace, tokenFile, claim, folder } = cluster;
  const url = `http://127.0.0.1:${String(await cluster.open())}`;
  options = { url, tokenFile, caFile: null, namespace, claim, folder, pollMs: 100, output: smallOutput };
  executor = new KubernetesExecutor(options);
});
afterAll(() => cluster.close());

const taskOf = (script: string, more: JsonObject = {}) =>
  testTask(series, [volume], {
    image: cluster.image,
    command: ['sh', '-c', script],
    timeoutS: 60,
    cpus: 0.5,
    memoryMb: 100,
    gpus: 0,
    ...more,
  });
const run = (script: string, more: JsonObject = {}) => executor.execute(taskOf(script, more), never, () => undefined);
const leftovers = () => Promise.resolve([...cluster.left(), ...readdirSync(cluster.folder)]);
const empty = `echo '{"outputs": []}' > "$(dirname "$PESSCARA_TASK")/result/result.json"`;

programExecutorContract('kubernetes', { outlivesUs: true, isWalledOff: false, keepsBeginning: false }, () =>
  Promise.resolve({
    executor,
    task: (act, timeoutS) => taskOf(shellProgram(act), { timeoutS }),
    inAnotherProcess: `import { KubernetesExecutor } from ${JSON.stringify(fileURLToPath(new URL('./kubernetes-executor.ts', import.meta.url)))};
      const executor = new KubernetesExecutor(${JSON.stringify(options)});`,
    leftovers,
  }),
);

test('asks for a restricted pod of limited size, whose time does not count while it waits', async () => {
  await run(empty, { gpus: 1, gpuResource: 'amd.com/gpu', timeoutS: 90.5 });
  const made = cluster.accepted.at(-1);
  const pod = made?.spec.template.spec;
  expect(pod?.containers[0]?.resources.limits).toEqual({ cpu: '500m', memory: '100Mi', 'amd.com/gpu': '1' });
  expect(pod?.activeDeadlineSeconds).toBe(91);
  expect(made?.spec).not.toHaveProperty('activeDeadlineSeconds');
  expect(made?.spec.backoffLimit).toBe(0);
  expect(
    pod?.containers[0]?.volumeMounts.filter(({ readOnly }) => !readOnly).map(({ mountPath }) => mountPath),
  ).toEqual(['/work/out', '/work/result', '/tmp']);
});

test('gives a program its inputs, and nothing of the environment of the hub', async () => {
  const { log } = await run(`cat "$(dirname "$PESSCARA_TASK")/in/000001.nii.gz"; echo; env; ${empty}`);
  expect(log).toContain('bytes\n');
  expect(log).not.toMatch(/^(VITEST|NODE|PESSCARA_(?!TASK))/m);
});

test('a job waits until the cluster has room, and goes on while its API server is away', async () => {
  cluster.isFull = true;
  const started = Promise.withResolvers<undefined>();
  const outcome = executor.execute(taskOf(shellProgram('wait for go')), never, () => {
    started.resolve(undefined);
  });
  await expect.poll(() => cluster.left().length).toBe(2);
  expect(cluster.running()).toBe(0);
  cluster.makeRoom();
  await started.promise;
  cluster.isAway = true;
  await expect.poll(() => cluster.running(), { timeout: 20_000 }).toBe(0);
  cluster.isAway = false;
  expect((await outcome).outputs.length).toBe(1);
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('shows the token that its file has now', async () => {
  cluster.renewToken();
  expect((await run(empty)).outputs).toEqual([]);
});

test('a pod that somebody removes, or whose image is not there, is no fault of the program', async () => {
  const started = Promise.withResolvers<undefined>();
  const outcome = executor.execute(taskOf(shellProgram('wait')), never, () => {
    started.resolve(undefined);
  });
  await started.promise;
  cluster.deletePods();
  await expect(outcome).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(/the program was lost: its (job|pod)/) as string,
  });
  await expect(run(empty, { image: `nothing@sha256:${'0'.repeat(64)}` })).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(/can't be pulled.*Back-off/) as string,
  });
  expect(await leftovers()).toEqual([]);
}, 60_000);

test('says what does not begin, and what the cluster refuses', async () => {
  await expect(run('', { command: ['/nowhere/program'] })).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/with code 128.*StartError/) as string,
  });
  const elsewhere = new KubernetesExecutor({ ...options, namespace: 'elsewhere' });
  await expect(elsewhere.execute(taskOf(empty), never, () => undefined)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: 'Kubernetes refuses the job: namespaces "elsewhere" not found',
  });
  const unmounted = new KubernetesExecutor({ ...options, folder: join(cluster.folder, 'elsewhere') });
  await expect(unmounted.execute(taskOf(empty), never, () => undefined)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: expect.stringMatching(/can't be started: CreateContainerConfigError/) as string,
  });
  rmSync(join(cluster.folder, 'elsewhere'), { recursive: true });
  expect(await leftovers()).toEqual([]);
});

test('an API server that is away, or does not know us, is no fault of the step, and no token is told', async () => {
  cluster.isAway = true;
  await expect(run(empty)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  cluster.isAway = false;
  const stranger = new KubernetesExecutor({ ...options, tokenFile: null });
  await expect(stranger.execute(taskOf(empty), never, () => undefined)).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(/answers 401: Unauthorized$/) as string,
  });
  for (const name of readdirSync(cluster.folder)) rmSync(join(cluster.folder, name), { recursive: true });
});

test('trusts the authority of its file, and no server that another one has certified', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const name = ['-subj', '/CN=cluster', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const program = 'openssl';
  execFileSync(
    program,
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...name],
    { stdio: 'ignore' },
  );
  const secure = new TestCluster({ cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') });
  const { namespace, tokenFile, claim, folder: shared } = secure;
  const url = `https://127.0.0.1:${String(await secure.open())}`;
  const over = { url, tokenFile, namespace, claim, folder: shared, pollMs: 100 };
  const trusting = new KubernetesExecutor({ ...over, caFile: cert });
  expect((await trusting.execute(taskOf(empty), never, () => undefined)).outputs).toEqual([]);
  const wary = new KubernetesExecutor({ ...over, caFile: null });
  await expect(wary.execute(taskOf(empty), never, () => undefined)).rejects.toBeInstanceOf(HubError);
  await secure.close();
  rmSync(folder, { recursive: true });
});

test('names its method by the digest and the command', async () => {
  const one = await executor.describe({ image: cluster.image, command: ['sh'] });
  const [name, version] = cluster.image.split('@');
  expect(one).toMatchObject({ method: 'kubernetes/program', software: { name, version } });
  expect((await executor.describe({ image: cluster.image })).methodVersion).not.toBe(one.methodVersion);
  await expect(executor.describe({ image: 'busybox:latest' })).rejects.toThrow('name@sha256');
});

test('a job that two attempts ask for at once is made once', async () => {
  const host = new KubernetesHost(new KubernetesApi(options), { ...options, pollMs: 100 });
  const task = taskOf(shellProgram('wait'));
  const handle = host.newHandle(task);
  await fillProgramFolder(host.folderOf(handle), task, never);
  const before = cluster.accepted.length;
  await Promise.all([host.start(handle, task, never), host.start(handle, task, never)]);
  expect(cluster.accepted.length).toBe(before + 1);
  await host.remove(handle);
  expect(await leftovers()).toEqual([]);
});
