import { randomUUID } from 'node:crypto';
import Bull from 'bull';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceUrl } from '../../tests/services/addresses.ts';
import type { InnerQueue } from './bull-internals.ts';
import { addTickets, defineTicketCommands, exchangeTickets, type Ticket } from './ticket-commands.ts';

let prefix: string;
let redis: Redis;
let ours: InnerQueue<Ticket>;
let theirs: InnerQueue<Ticket>;
beforeEach(async () => {
  prefix = `commands-${randomUUID()}`;
  [redis, ours, theirs] = [new Redis(serviceUrl('redis')), queue(), queue()];
  await Promise.all([ours.isReady(), theirs.isReady()]);
});
afterEach(async () => {
  await Promise.all([ours.close(), theirs.close()]);
  for (const key of await redis.keys(`${prefix}:*`)) await redis.del(key);
  redis.disconnect();
});

/** As another process has it: under a token of its own. */
function queue(): InnerQueue<Ticket> {
  const made = new Bull<Ticket>('step', serviceUrl('redis'), {
    prefix,
    settings: { stalledInterval: 20, maxStalledCount: 10, backoffStrategies: { later: () => 0 } },
  });
  defineTicketCommands(made.client);
  return made as InnerQueue<Ticket>;
}

const add = (...ids: readonly string[]) =>
  addTickets(
    ours,
    ids.map((id) => ({ id, data: { key: `key of ${id}` } })),
    { attempts: 9, backoff: { type: 'later' } },
  );
const idsOf = (tickets: readonly { readonly id: string }[]) => tickets.map(({ id }) => id);
const lockMs = 10_000;

test('what is added are jobs of bull, once each, that come in their order', async () => {
  await add('a', 'b', 'c');
  await add('b', 'd');
  expect(await ours.getJobCounts()).toMatchObject({ waiting: 4, active: 0 });
  const job = await ours.getJob('b');
  expect([job?.data, job?.opts.attempts, job?.name]).toEqual([{ key: 'key of b' }, 9, '__default__']);
  expect(await exchangeTickets(ours, [], 3, lockMs)).toEqual(
    ['a', 'b', 'c'].map((id) => ({ id, key: `key of ${id}` })),
  );
  expect(await ours.getJobCounts()).toMatchObject({ waiting: 1, active: 3 });
});

test("bull's own worker takes them, and what was drawn can be given back by bull", async () => {
  await add('a', 'b');
  await exchangeTickets(ours, [], 1, lockMs);
  await (await ours.getJob('a'))?.moveToFailed(new Error('later'));
  const ran: string[] = [];
  void theirs.process((job) => {
    ran.push(String(job.id));
    return Promise.resolve();
  });
  await expect.poll(() => ran.toSorted(), { interval: 20, timeout: 10_000 }).toEqual(['a', 'b']);
});

test('one command uses tickets up, of which nothing is left, and draws others', async () => {
  await add('a', 'b', 'c');
  await exchangeTickets(ours, [], 2, lockMs);
  expect(idsOf(await exchangeTickets(ours, ['a', 'b'], 5, lockMs))).toEqual(['c']);
  expect(await exchangeTickets(ours, ['c'], 0, lockMs)).toEqual([]);
  expect((await redis.keys(`${prefix}:*`)).filter((key) => !key.endsWith(':stalled-check'))).toEqual([]);
});

test("a ticket that was silent for too long is another's, and stays it when the first uses it up", async () => {
  await add('a');
  expect(idsOf(await exchangeTickets(ours, [], 1, 1))).toEqual(['a']);
  await expect
    .poll(
      async () => {
        await theirs.moveUnlockedJobsToWait();
        return idsOf(await exchangeTickets(theirs, [], 1, lockMs));
      },
      { interval: 30, timeout: 10_000 },
    )
    .toEqual(['a']);
  await exchangeTickets(ours, ['a'], 0, lockMs);
  expect(await theirs.getJobCounts()).toMatchObject({ active: 1 });
  await exchangeTickets(theirs, ['a'], 0, lockMs);
  expect(await theirs.getJobCounts()).toMatchObject({ active: 0 });
});

test('tickets of a paused queue wait until it goes on', async () => {
  await ours.pause();
  await add('a');
  expect(await exchangeTickets(ours, [], 1, lockMs)).toEqual([]);
  await ours.resume();
  expect(idsOf(await exchangeTickets(ours, [], 1, lockMs))).toEqual(['a']);
});

test('what is left of a ticket that was deleted has no key, and can be used up', async () => {
  await add('a');
  await redis.del(ours.toKey('a'));
  expect(await exchangeTickets(ours, [], 1, lockMs)).toEqual([{ id: 'a', key: undefined }]);
  await exchangeTickets(ours, ['a'], 0, lockMs);
  expect(await ours.getJobCounts()).toMatchObject({ waiting: 0, active: 0 });
});

test('says so when the tickets did not arrive', async () => {
  await redis.set(ours.toKey('wait'), 'not a list');
  await expect(add('a')).rejects.toThrow(/WRONGTYPE/);
  await redis.del(ours.toKey('wait'));
});
