import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { stepExecutorContract, testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { RestExecutor } from './rest-executor.ts';

interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: FormData | null;
}
type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body?: unknown];

const never = new AbortController().signal;
const got: Got[] = [];
/** What the application answers, by method and path; functions see how often they were asked. */
let answers: Readonly<Record<string, Answer | ((nth: number) => Answer)>> = {};

function partsOf(bytes: Buffer, type: string): Promise<FormData> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for servers that anybody sends to; this one hears the hub alone
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
}

/** An application: a real server of this process. */
const server = createServer((request, response) => {
  void serve(request, response);
});
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const type = headers['content-type'];
  const body = type ? await partsOf(Buffer.concat(chunks), type) : null;
  got.push({ method, path: url, headers, body });
  const known = answers[`${method} ${url}`] ?? [404, {}];
  const nth = got.filter((one) => one.method === method && one.path === url).length;
  const [status, more, answer] = typeof known === 'function' ? known(nth) : known;
  response
    .writeHead(status, more)
    .end(typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer ?? {}));
}
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const executor = new RestExecutor({
  apps: [{ origin, authorization: 'Basic secret' }],
  pollMs: 5,
  output: { bytes: 1000, files: 3 },
});
afterAll(() => {
  server.close();
});

const series = testAsset('SERIES', { modality: 'MR' });
const volume = { role: 'volume', kind: 'nifti', level: 'DERIVED', bytes: new TextEncoder().encode('bytes') } as const;
const taskOf = (more: JsonObject = {}) =>
  testTask(series, [volume], {
    url: `${origin}/segment`,
    version: '2',
    parameters: { depth: 3 },
    timeoutS: 20,
    ...more,
  });
const run = (more: JsonObject = {}) => executor.execute(taskOf(more), never, () => undefined);
const note = { outputs: [{ kind: 'note', properties: { depth: 3 } }] };
const requests = () => got.map(({ method, path }) => `${method} ${path}`);
beforeEach(() => {
  got.length = 0;
});

stepExecutorContract('rest', () => {
  beforeAll(() => {
    answers = { 'POST /segment': [200, {}, note], 'POST /impossible': [422, {}, { message: 'no tumour found' }] };
  });
  return {
    executor,
    task: taskOf(),
    impossible: { task: taskOf({ url: `${origin}/impossible` }), reason: /refused \(422\): no tumour found/ },
  };
});

test('sends the task and the bytes of its inputs, with the hub’s authorization and a key for repeats', async () => {
  answers = { 'POST /segment': [200, {}, note] };
  await run();
  const { headers, body } = got[0] ?? ({ headers: {}, body: null } as unknown as Got);
  expect(headers.authorization).toBe('Basic secret');
  expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  const task = JSON.parse(await (body?.get('task') as File).text()) as JsonObject;
  expect(task).toMatchObject({
    step: 'test',
    parameters: { depth: 3 },
    inputs: [{ role: 'volume', path: '000001.nii.gz' }],
  });
  expect(await (body?.get('000001.nii.gz') as File).text()).toBe('bytes');
});

test('asks until the work is done, tells its progress and log, and fetches its files', async () => {
  answers = {
    'POST /segment': [202, { location: '/work/7' }],
    'GET /work/7': (nth) =>
      nth < 3
        ? [202, {}, { progress: nth / 4, message: 'half way', log: `line ${String(nth)}` }]
        : [303, { location: '/results/7' }],
    'GET /results/7': [
      200,
      {},
      {
        outputs: [
          { kind: 'segmentation', file: 'mask.bin' },
          { kind: 'note', file: 'a.txt' },
        ],
        files: { 'a.txt': 'YQ==' },
        log: 'done',
      },
    ],
    'GET /results/7/files/mask.bin': [200, {}, Buffer.from([1, 2, 3])],
  };
  const told: [number, string][] = [];
  const { outputs, log } = await executor.execute(
    taskOf(),
    never,
    (fraction, message) => void told.push([fraction, message]),
  );
  expect(outputs.map(({ kind, bytes }) => [kind, [...(bytes ?? [])]])).toEqual([
    ['segmentation', [1, 2, 3]],
    ['note', [97]],
  ]);
  expect(told).toEqual([
    [0.25, 'half way'],
    [0.5, 'half way'],
  ]);
  expect(log).toBe('line 1\nline 2\ndone\n');
});

test('tries again what may pass, with the same key', async () => {
  answers = { 'POST /segment': (nth) => (nth < 3 ? [503, { 'retry-after': '0' }] : [200, {}, note]) };
  expect((await run()).outputs.length).toBe(1);
  expect(new Set(got.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(got.length).toBe(3);
});

test('says that an application can not be used, after six tries, so that the step is tried later', async () => {
  answers = { 'POST /segment': [500, { 'retry-after': '0' }] };
  await expect(run()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(got.length).toBe(6);
});

test('calls no address but those allowed, and follows no application elsewhere', async () => {
  const refusal = { code: 'STEP_FAILED', message: expect.stringContaining('PESSCARA_REST_APPS') as string };
  await expect(run({ url: 'http://169.254.169.254/latest/meta-data' })).rejects.toMatchObject(refusal);
  await expect(run({ url: origin.replace('127.0.0.1', 'localhost') })).rejects.toMatchObject(refusal);
  answers = { 'POST /segment': [303, { location: 'http://169.254.169.254/' }] };
  await expect(run()).rejects.toThrow(/leads to another host/);
  answers = { 'POST /segment': [307, { location: '/elsewhere' }], 'POST /elsewhere': [200, {}, note] };
  await expect(run()).rejects.toThrow(/refused \(307\)/);
});

test.each([
  ['is no JSON', '{', /is not JSON/],
  ['is no object', [], /no object/],
  ['has an unknown field', { outputs: [{ kind: 'note', colour: 1 }] }, /colour/],
  ['names a file that is nowhere', { outputs: [{ kind: 'note', file: 'none' }] }, /has no file none \(404\)/],
  ['sends more files than allowed', { ...note, files: { a: '', b: '', c: '', d: '' } }, /more than the 3 files/],
  [
    'names more files than allowed',
    { outputs: ['e', 'f'].map((file) => ({ kind: 'note', file })), files: { a: '', b: '', c: '' } },
    /more than the 3 files/,
  ],
  ['is larger than allowed', 'x'.repeat(3000), /more than 2000 bytes/],
])('refuses an answer that %s', async (_, answer, reason) => {
  answers = { 'POST /segment': [200, {}, answer] };
  await expect(run()).rejects.toMatchObject({ code: 'STEP_FAILED', message: expect.stringMatching(reason) as string });
});

test('ends the work when the step is cancelled, or takes too long', async () => {
  answers = {
    'POST /segment': [202, { location: '/work/8' }],
    'GET /work/8': [202, {}, { progress: 0.5 }],
    'DELETE /work/8': [204, {}, ''],
  };
  const cancel = new AbortController();
  const reason = new HubError('STEP_FAILED', 'cancelled');
  const cancelled = executor.execute(taskOf(), cancel.signal, () => {
    cancel.abort(reason);
  });
  await expect(cancelled).rejects.toBe(reason);
  expect(requests().at(-1)).toBe('DELETE /work/8');
  got.length = 0;
  await expect(run({ timeoutS: 0.3 })).rejects.toThrow('the application did not end within 0.3 s');
  expect(requests().at(-1)).toBe('DELETE /work/8');
});

test('takes over: asks for the same work where it is known, else sends the same key again', async () => {
  answers = { 'POST /segment': [202, { location: '/work/9' }], 'GET /work/9': [202, {}, { progress: 0.5 }] };
  const handles: JsonObject[] = [];
  const stop = new AbortController();
  const progress = Object.assign(
    () => {
      stop.abort(new HubError('UNAVAILABLE', 'the hub is stopping'));
    },
    { started: (handle: JsonObject) => Promise.resolve(void handles.push(handle)) },
  );
  const task = taskOf();
  await expect(executor.execute(task, stop.signal, progress)).rejects.toThrow('stopping');
  expect(requests()).not.toContain('DELETE /work/9');
  const [before = {}, after = {}] = handles;
  const key = got[0]?.headers['idempotency-key'];

  answers = { ...answers, 'GET /work/9': [200, {}, note] };
  got.length = 0;
  expect((await executor.execute({ ...task, handle: after }, never, () => undefined)).outputs.length).toBe(1);
  expect(requests()).toEqual(['GET /work/9']);
  got.length = 0;
  expect((await executor.execute({ ...task, handle: before }, never, () => undefined)).outputs.length).toBe(1);
  expect(requests()).toEqual(['POST /segment', 'GET /work/9']);
  expect(got[0]?.headers['idempotency-key']).toBe(key);
  answers = { 'DELETE /work/9': [204, {}, ''] };
  await executor.release(after);
  expect(requests().at(-1)).toBe('DELETE /work/9');
});
