import { afterAll, beforeAll, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { StepExecutor, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { notingWork } from '../../core/workflows/held-work.ts';
import { stepExecutorContract, testTask } from '../../tests/contract/step-executor.contract.ts';
import { PostgresCallBacks } from '../postgres/call-backs.ts';
import { RestExecutor } from './rest-executor.ts';
import { give, openCallBackBench, say } from './testing/call-back-bench.ts';

const never = new AbortController().signal;
const note = { outputs: [{ kind: 'note', properties: { depth: 3 } }] };
const bench = await openCallBackBench();
afterAll(() => bench.close());

/** A step that an attempt holds, which is this test; where its work is, is noted as the engine has it noted. */
const { stepRun, item } = await (async () => {
  const { ports, workflows, admin } = bench;
  const run = await bench.start(Buffer.from('an image'));
  const [step] = (await workflows.stepsOfRuns(admin, [run.id])).get(run.id) ?? [];
  const taken = await ports.store.beginStep(step?.id ?? '', step?.turn ?? 0);
  const asset = (await ports.graph.getAssets([step?.itemId ?? ''])).get(step?.itemId ?? '');
  if (!taken || !asset) throw new Error('the step was taken before');
  return { stepRun: taken, item: asset };
})();
const noting = (progress: StepProgress) => notingWork(bench.ports, stepRun, 'key', progress);
const executor: StepExecutor = {
  describe: (parameters) => bench.executor.describe(parameters),
  execute: (task, signal, progress) => bench.executor.execute(task, signal, noting(progress)),
};
const image = { role: 'image', kind: null, level: 'IMAGE', bytes: Buffer.from('an image') } as const;
const taskOf = (path: string, more: JsonObject = {}, inputs: Parameters<typeof testTask>[1] = []): StepTask => ({
  ...testTask(item, inputs, { url: `${bench.origin}${path}`, version: '1', callBack: true, timeoutS: 30, ...more }),
  ...{ runId: stepRun.runId, stepRunId: stepRun.id },
});
const handle = async () => (await bench.ports.works.of(stepRun.id))?.handle ?? {};
const stopping = new HubError('UNAVAILABLE', 'the hub is stopping');

stepExecutorContract('rest, called back', () => {
  beforeAll(() => {
    bench.behaves(({ path, callBack, outputs }) => {
      if (path === '/impossible') void say(callBack, { failed: 'no tumour found' });
      else
        void give(outputs, 'a.txt', 'text').then(async () => {
          await say(callBack, { progress: 0.5, message: 'half way', log: 'a line' });
          await say(callBack, { result: { outputs: [{ kind: 'note', file: 'a.txt' }] } });
        });
      return 202;
    });
  });
  afterAll(() => {
    bench.behaves(() => 202);
    bench.forgetAsked();
  });
  return {
    executor,
    task: taskOf('/work'),
    impossible: { task: taskOf('/impossible'), reason: /the application failed: no tumour found/ },
  };
});

test('takes over what was told while no process waited, with the words that were told before', async () => {
  const stop = new AbortController();
  const first = executor.execute(taskOf('/work'), stop.signal, () => undefined);
  const { callBack, outputs } = await bench.asked();
  expect(await say(callBack, { progress: 0.25, log: 'told to the first one' })).toBe(202);
  await expect.poll(async () => (await handle())['accepted']).toBe(true);
  stop.abort(stopping);
  await expect(first).rejects.toBe(stopping);
  expect(await give(bench.elsewhere(outputs), 'a.txt', 'text')).toBe(201);
  expect(await say(bench.elsewhere(callBack), { result: { outputs: [{ kind: 'note', file: 'a.txt' }] } })).toBe(202);

  const told: number[] = [];
  const task = { ...taskOf('/work'), handle: await handle() };
  const outcome = await executor.execute(task, never, (fraction) => void told.push(fraction));
  expect(outcome.outputs.map(({ bytes }) => Buffer.from(bytes ?? []).toString())).toEqual(['text']);
  expect(outcome.log).toContain('told to the first one');
  expect(told).toEqual([0.25]);
});

test('takes what was told in time, also when nobody was there before its time was over', async () => {
  const told = async (words: JsonObject | null, more: JsonObject = {}) => {
    const stop = new AbortController();
    const first = executor.execute(taskOf('/work', {}, [image]), stop.signal, () => undefined);
    const { callBack, inputs } = await bench.asked();
    await expect.poll(async () => (await handle())['accepted']).toBe(true);
    stop.abort(stopping);
    await expect(first).rejects.toBe(stopping);
    expect(await say(callBack, { log: 'a line' })).toBe(202);
    const url = inputs[0]?.url ?? '';
    // An asset that this hub does not have: the address itself is good.
    expect((await fetch(url)).status).toBe(404);
    if (words) expect(await say(callBack, words)).toBe(202);
    // What is told needs no inputs any more.
    expect((await fetch(url)).status).toBe(words ? 403 : 404);
    const late = { ...(await handle()), until: Date.now() - 1, ...more };
    return executor.execute({ ...taskOf('/work'), handle: late }, never, () => undefined);
  };
  expect(await told({ result: note })).toMatchObject({ outputs: [{ kind: 'note' }], log: 'a line\n' });
  // Also where nobody heard that the application had taken it.
  expect(await told({ result: note }, { accepted: false })).toMatchObject({ outputs: [{ kind: 'note' }] });
  bench.forgetAsked();
  await expect(told({ failed: 'no tumour found' })).rejects.toThrow('the application failed: no tumour found');
  await expect(told(null)).rejects.toThrow('the application did not end within 30 s');
});

test('asks again, with the same key and a further secret, where nobody heard that it was accepted', async () => {
  const stop = new AbortController();
  bench.behaves(() => {
    stop.abort(stopping);
    return 202;
  });
  await expect(executor.execute(taskOf('/work'), stop.signal, () => undefined)).rejects.toBe(stopping);
  const before = await bench.asked();
  expect(await handle()).toMatchObject({ accepted: false });
  bench.behaves(() => 202);
  const again = executor.execute({ ...taskOf('/work'), handle: await handle() }, never, () => undefined);
  const after = await bench.asked();
  expect(after.key).toBe(before.key);
  expect(after.callBack).not.toBe(before.callBack);
  // Whichever of the two the application took for good.
  expect(await say(after.callBack, { progress: 0.5 })).toBe(202);
  expect(await say(before.callBack, { result: note })).toBe(202);
  expect((await again).outputs).toHaveLength(1);
});

test('takes an answer at once, and a refusal; ends what nobody wants any more', async () => {
  bench.behaves(() => [200, note]);
  expect((await executor.execute(taskOf('/work'), never, () => undefined)).outputs).toHaveLength(1);
  bench.behaves(() => [422, { message: 'too large' }]);
  await expect(executor.execute(taskOf('/work'), never, () => undefined)).rejects.toThrow(/refused \(422\): too large/);
  bench.behaves(() => 202);
  bench.forgetAsked();
  const late = executor.execute(taskOf('/work', { timeoutS: 1 }), never, () => undefined);
  const { callBack, outputs } = await bench.asked();
  expect(await give(outputs, 'a.txt', 'text')).toBe(201);
  await expect(late).rejects.toThrow('the application did not end within 1 s');
  expect(await say(callBack, { result: note })).toBe(409);
  expect(await give(outputs, 'a.txt', 'text')).toBe(403);
  await bench.executor.release(await handle());
  await bench.executor.release(await handle());
});

test('without an address of the hub it says which setting is missing', async () => {
  const without = new RestExecutor({ apps: [{ origin: bench.origin, authorization: null }] });
  await expect(without.describe(taskOf('/work').parameters)).rejects.toThrow(/PESSCARA_PUBLIC_URL/);
});

test('the store: one outcome of two at a time, messages up to a number, files by their name', async () => {
  const store = new PostgresCallBacks(bench.sql);
  const id = newId();
  const opened = { id, stepRunId: stepRun.id, projectId: bench.projectId, inputs: [] };
  const expiresAt = new Date(Date.now() + 60_000);
  expect(await store.open({ ...opened, expiresAt }, 'one')).toBe(true);
  expect(await store.open({ ...opened, expiresAt }, 'two')).toBe(false);
  expect(await store.byId(id)).toMatchObject({ secretHashes: ['one', 'two'], outcome: null, endedAt: null, expiresAt });
  expect(await store.byId('none')).toBeNull();
  const counted = await Promise.all(
    [1, 2, 3, 4].map(() => store.countMessage(id, 5, { messages: 3, characters: 100 })),
  );
  expect(counted.filter(Boolean)).toHaveLength(3);
  const characters = await Promise.all(
    [1, 2, 3].map(() => store.countMessage(id, 5, { messages: 100, characters: 25 })),
  );
  expect(characters.filter(Boolean)).toHaveLength(2);
  const [first, second] = [newId(), newId()];
  const room = { files: 2, bytes: 3_000_000_000 };
  expect(await store.putFile(id, { name: 'b', uploadId: first, sizeBytes: room.bytes }, room)).toEqual({
    before: null,
  });
  const file = { name: 'a', uploadId: first, sizeBytes: 5 };
  expect(await store.putFile(id, file, room)).toBe('TOO_LARGE');
  expect(await store.putFile(id, { name: 'b', uploadId: second, sizeBytes: 4 }, room)).toEqual({ before: first });
  expect(await store.putFile(id, file, room)).toEqual({ before: null });
  expect(await store.putFile(id, { ...file, name: 'c' }, room)).toBe('TOO_MANY');
  const settled = await Promise.all(['a', 'b'].map((text) => store.settle(id, text, `hash of ${text}`)));
  expect(settled.filter(Boolean)).toHaveLength(1);
  expect(await store.putFile(id, file, room)).toBe('CLOSED');
  expect((await store.filesOf(id)).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['a', 5],
    ['b', 4],
  ]);
  expect([...(await store.end(id))].toSorted()).toEqual([first, second].toSorted());
  const ended = await store.byId(id);
  expect(await store.end(id)).toEqual([]);
  expect(await store.putFile(id, file, room)).toBe('CLOSED');
  expect(await store.countMessage(id, 1, { messages: 100, characters: 100 })).toBe(false);
  expect(await store.byId(id)).toEqual(ended);
  expect(ended).toMatchObject({ outcome: null, outcomeHash: expect.stringContaining('hash of') as unknown });
  expect(await store.filesOf(id)).toEqual([]);
  expect(await store.settle(id, 'c', 'hash of c')).toBe(false);
  const past = newId();
  await store.open({ ...opened, id: past, expiresAt: new Date(Date.now() - 1) }, 'one');
  expect(await store.settle(past, 'late', 'hash')).toBe(false);
});
