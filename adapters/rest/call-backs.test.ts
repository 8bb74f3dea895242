import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import { give, maxBytes, openCallBackBench, say, type CallBackBench } from './testing/call-back-bench.ts';

const image = Buffer.alloc(300_000, 'an image ');
const note = { outputs: [{ kind: 'note', properties: { depth: 3 } }] };
let bench: CallBackBench;
beforeAll(async () => {
  bench = await openCallBackBench();
  await startWorkflowWorkers(bench.queue, bench.workflows, new Map([['rest', bench.executor]]));
}, 120_000);
afterAll(() => bench.close());

const got = async (url: string) => (await fetch(url)).status;

test('an application fetches its inputs, gives files and words, and its result is the step’s', async () => {
  const run = await bench.start(image);
  const { inputs, outputs, callBack } = await bench.asked();
  expect(inputs).toMatchObject([
    { path: '000001.dcm', url: expect.stringContaining('/inputs/000001.dcm?') as unknown },
  ]);
  const url = inputs[0]?.url ?? '';
  const reply = await fetch(bench.elsewhere(url));
  expect(Buffer.from(await reply.arrayBuffer()).equals(image)).toBe(true);
  expect(reply.headers.get('cache-control')).toContain('no-store');
  const downloads = await bench.sql.query("SELECT target, new_value FROM audit WHERE action = 'content.downloaded'");
  expect(downloads).toMatchObject([
    {
      target: `asset:${inputs[0]?.id ?? ''}`,
      new_value: { by: 'call-back', callBack: new URL(callBack).pathname.split('/').at(-1), sizeBytes: image.length },
    },
  ]);
  const large = Buffer.alloc(9_000_000, 'mask');
  expect(await give(outputs, 'mask.bin', 'to be replaced')).toBe(201);
  // At either gateway.
  expect(await give(bench.elsewhere(outputs), 'mask.bin', large)).toBe(201);
  expect(await say(bench.elsewhere(callBack), { progress: 0.5, message: 'half way', log: 'a line' })).toBe(202);
  const result = {
    outputs: [
      { kind: 'segmentation', role: 'mask', file: 'mask.bin' },
      { kind: 'note', file: 'a.txt' },
    ],
    files: { 'a.txt': 'YQ==' },
    log: 'done',
  };
  expect(await say(callBack, { result })).toBe(202);
  const step = await bench.ended(run.id);
  expect(step).toMatchObject({ state: 'COMPLETED', log: 'a line\ndone\n' });
  const assets = await bench.ports.graph.getAssets(step.outputs.map(({ assetId }) => assetId));
  const [mask] = step.outputs.map(({ assetId }) => assets.get(assetId));
  expect(Buffer.from(await bench.ports.objects.get(mask?.content?.sha256 ?? '')).equals(large)).toBe(true);

  // All of it ends with the step; who lost the answer and says the same again is told so.
  await expect.poll(async () => bench.sql.query('SELECT id FROM upload_piece')).toEqual([]);
  // Nor are its words kept beside the step's log.
  await expect.poll(async () => bench.sql.query("SELECT seq FROM change WHERE topic LIKE 'call-back:%'")).toEqual([]);
  expect(await got(url)).toBe(403);
  expect(await give(outputs, 'b.txt', 'late')).toBe(403);
  expect(await say(callBack, { result })).toBe(202);
  expect(await say(callBack, { result: note })).toBe(409);
  expect(await say(callBack, { progress: 1 })).toBe(409);
  const secret = new URL(callBack).searchParams.get('secret') ?? '';
  expect(secret.length).toBe(43);
  const rows = await bench.sql.query<{ row: string }>('SELECT to_jsonb(c)::text AS row FROM call_back c');
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
  const audited = await bench.sql.query("SELECT target, new_value FROM audit WHERE action = 'call-back.opened'");
  expect(audited).toMatchObject([{ target: `run:${run.id}`, new_value: { to: bench.origin, inputs: 1 } }]);
});

test('an outcome is told once; the same again is no other one', async () => {
  const run = await bench.start(image);
  const { callBack } = await bench.asked();
  const other = { failed: 'another' };
  const answers = await Promise.all([say(callBack, { result: note }), say(bench.elsewhere(callBack), other)]);
  expect(answers.toSorted()).toEqual([202, 409]);
  expect(await say(callBack, answers[0] === 202 ? { result: note } : other)).toBe(202);
  expect((await bench.ended(run.id)).state).toBe(answers[0] === 202 ? 'COMPLETED' : 'FAILED');
});

test('each attempt has secrets and addresses of its own', async () => {
  const run = await bench.start(image, {}, { retries: { attempts: 2, delayS: 0 } });
  const first = await bench.asked();
  expect(await say(first.callBack, { failed: 'try again' })).toBe(202);
  const second = await bench.asked();
  expect(second.key).not.toBe(first.key);
  expect(await say(first.callBack, { result: note })).toBe(409);
  expect(await got(first.inputs[0]?.url ?? '')).toBe(403);
  expect(await give(first.outputs, 'a.txt', 'text')).toBe(403);
  // Nor does one's secret open the other.
  const mixed = new URL(second.callBack);
  mixed.search = new URL(first.callBack).search;
  expect(await say(mixed.href, { result: note })).toBe(401);
  expect(await say(second.callBack, { result: note })).toBe(202);
  expect(await bench.ended(run.id)).toMatchObject({ state: 'COMPLETED', attempts: 2 });
  // Nothing is left of the try that failed either.
  const open = () => bench.sql.query('SELECT id FROM call_back WHERE ended_at IS NULL');
  await expect.poll(open).toEqual([]);
  expect(await bench.sql.query('SELECT * FROM call_back_file')).toEqual([]);
});

test('between two tries nobody waits', async () => {
  const run = await bench.start(image, {}, { retries: { attempts: 2, delayS: 600 } });
  const { callBack, inputs, outputs } = await bench.asked();
  expect(await give(outputs, 'a.txt', 'text')).toBe(201);
  expect(await say(callBack, { failed: 'try again' })).toBe(202);
  const states = "SELECT state FROM workflow_step WHERE run_id = $1::uuid AND state = 'PENDING'";
  await expect.poll(async () => bench.sql.query(states, [run.id])).toHaveLength(1);
  expect(await say(callBack, { progress: 0.5 })).toBe(409);
  expect(await got(inputs[0]?.url ?? '')).toBe(403);
  expect(await give(outputs, 'b.txt', 'text')).toBe(403);
  await bench.workflows.cancelRunFor(bench.admin, { runId: run.id, reason: 'enough' });
  await bench.workflows.releaseEndedWork(new Map([['rest', bench.executor]]));
  expect(await bench.sql.query('SELECT * FROM call_back_file')).toEqual([]);
});

test('a file that is whole only after the outcome is refused, and of two at once only what there is room for', async () => {
  const run = await bench.start(image);
  const { outputs, callBack } = await bench.asked();
  const most = Buffer.alloc(maxBytes * 0.6);
  const both = await Promise.all([give(outputs, 'a', most), give(bench.elsewhere(outputs), 'b', most)]);
  expect(both.toSorted()).toEqual([201, 413]);
  const late = new Promise<number | undefined>((resolve, reject) => {
    const request = httpRequest(
      `${outputs}&name=late`,
      { method: 'PUT', headers: { 'content-length': 8 } },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      },
    );
    request.on('error', reject);
    request.write('half', () => {
      const isTaken = async () => bench.sql.query("SELECT id FROM upload WHERE file_name = 'late' AND state = 'OPEN'");
      void expect
        .poll(isTaken)
        .toHaveLength(1)
        .then(() => say(callBack, { result: note }))
        .then((status) => {
          expect(status).toBe(202);
          request.end('half');
        })
        .catch(reject);
    });
  });
  expect(await late).toBe(409);
  expect((await bench.ended(run.id)).state).toBe('COMPLETED');
  await expect.poll(async () => bench.sql.query('SELECT id FROM upload_piece')).toEqual([]);
});

test('after a cancel, and after its time, nothing is taken', async () => {
  const run = await bench.start(image);
  const cancelled = await bench.asked();
  await bench.workflows.cancelRunFor(bench.admin, { runId: run.id, reason: 'enough' });
  expect(await say(cancelled.callBack, { result: note })).toBe(409);
  expect(await say(cancelled.callBack, { progress: 0.5 })).toBe(409);
  expect(await got(cancelled.inputs[0]?.url ?? '')).toBe(403);
  expect(await give(cancelled.outputs, 'a.txt', 'text')).toBe(403);

  const slow = await bench.start(image, { timeoutS: 1 });
  const late = await bench.asked();
  expect(await bench.ended(slow.id)).toMatchObject({
    state: 'FAILED',
    reason: 'the application did not end within 1 s',
  });
  expect(await say(late.callBack, { result: note })).toBe(409);
  expect(await got(late.inputs[0]?.url ?? '')).toBe(403);
  await expect.poll(async () => bench.sql.query('SELECT id FROM upload_piece')).toEqual([]);
});

describe('a call that is not as it must be', () => {
  let run: Awaited<ReturnType<CallBackBench['start']>>;
  let asked: Awaited<ReturnType<CallBackBench['asked']>>;
  beforeAll(async () => {
    run = await bench.start(image);
    asked = await bench.asked();
  });
  afterAll(async () => {
    // None of it has used the call-back up.
    expect(await say(asked.callBack, { result: note })).toBe(202);
    expect((await bench.ended(run.id)).state).toBe('COMPLETED');
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['an unknown field', { result: note, more: 1 }],
    ['progress beyond 1', { progress: 2 }],
    ['a message that is no text', { message: {} }],
    ['a line without an end', { log: 'x'.repeat(20_000) }],
    ['result and failure', { result: note, failed: 'x' }],
    ['a result that is none', { result: [] }],
    ['an output of an unknown field', { result: { outputs: [{ kind: 'note', colour: 1 }] } }],
    ['an output that is the hub’s alone', { result: { outputs: [{ kind: 'biomarker' }] } }],
    ['a file that was not given', { result: { outputs: [{ kind: 'note', file: 'none' }] } }],
    ['an output with NUL', { result: { outputs: [{ kind: 'note', properties: { text: 'a\0b' } }] } }],
    ['files that are none', { result: { ...note, files: { 'a.txt': 1 } } }],
  ])('is refused: %s', async (_, words) => {
    expect(await say(asked.callBack, words)).toBe(400);
  });

  test('with NUL and half a character in its words is taken', async () => {
    expect(await say(asked.callBack, '{"progress":0.1,"message":"a\\u0000b\\ud800","log":"\\udc00\\u0000"}')).toBe(202);
  });

  test('is refused with another secret, without one, and for another id, all alike', async () => {
    const { origin, pathname, search } = new URL(asked.callBack);
    const changed = search.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const url of [
      `${pathname}${changed}`,
      pathname,
      `/call-backs/none${search}`,
      `${pathname}${search}${search.replace('?', '&')}`,
    ])
      expect(await say(`${origin}${url}`, { result: note }), url).toBe(401);
  });

  test('is cut off where it is 1 GB long, told or not', async () => {
    const sent = (headers: Record<string, string | number>, endless: boolean) =>
      new Promise<number | undefined>((resolve, reject) => {
        const request = httpRequest(asked.callBack, { method: 'POST', headers }, (reply) => {
          reply.resume();
          resolve(reply.statusCode);
          request.destroy();
        });
        request.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
        });
        const chunk = Buffer.alloc(1_000_000, ' ');
        let left = endless ? 1000 : 1;
        const more = (): void => {
          while (left-- > 0 && !request.destroyed) if (!request.write(chunk)) return void request.once('drain', more);
        };
        more();
      });
    expect(await sent({ 'content-type': 'application/json', 'content-length': 1_000_000_000 }, false)).toBe(413);
    expect(await sent({ 'content-type': 'application/json' }, true)).toBe(413);
  });

  test('opens no other asset, and nothing of an address that was changed', async () => {
    const url = asked.inputs[0]?.url ?? '';
    expect(await got(url)).toBe(200);
    for (const changed of [
      url.replace('000001.dcm', '000002.dcm'),
      url.replace(/until=\d+/, 'until=99999999999'),
      url.replace(/signature=(.)/, (_, first: string) => `signature=${first === '-' ? '_' : '-'}`),
      url.split('?')[0] ?? '',
      asked.outputs.replace('/outputs?', '/inputs/000001.dcm?'),
    ])
      expect(await got(changed), changed).toBe(403);
    expect(await give(url.replace('/inputs/000001.dcm?', '/outputs?'), 'a.txt', 'text')).toBe(403);
  });

  test('gives no file without a name, of another length, or larger than a step may have', async () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'x'.repeat(201)])
      expect(await give(asked.outputs, name, 'text'), name).toBe(400);
    expect(await give(asked.outputs, 'large', Buffer.alloc(maxBytes + 1))).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from('text'));
        controller.close();
      },
    });
    const chunked = { method: 'PUT', body: stream, duplex: 'half' } as const;
    expect((await fetch(`${asked.outputs}&name=a`, chunked)).status).toBe(400);
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${asked.outputs}&name=cut`, { method: 'PUT', headers: { 'content-length': 100 } });
      request.on('close', resolve).on('error', () => undefined);
      request.write('half', () => request.destroy());
    });
    await expect.poll(async () => bench.sql.query("SELECT id FROM upload WHERE state = 'OPEN'")).toEqual([]);
    expect(await say(asked.callBack, { result: { outputs: [{ kind: 'note', file: 'cut' }] } })).toBe(400);
  });
});

test('words of progress have an end', async () => {
  const run = await bench.start(image);
  const { callBack } = await bench.asked();
  await bench.sql.query('UPDATE call_back SET messages = 9999 WHERE ended_at IS NULL');
  expect(await say(callBack, { progress: 0.1 })).toBe(202);
  expect(await say(callBack, { progress: 0.2 })).toBe(400);
  await bench.sql.query('UPDATE call_back SET messages = 0, characters = 999900 WHERE ended_at IS NULL');
  expect(await say(callBack, { progress: 0.3 })).toBe(202);
  expect(await say(callBack, { log: 'x'.repeat(60) })).toBe(400);
  expect(await say(callBack, { result: note })).toBe(202);
  expect((await bench.ended(run.id)).state).toBe('COMPLETED');
});
