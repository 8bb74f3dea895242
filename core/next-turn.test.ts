import { expect, test } from 'vitest';
import { NextTurn } from './next-turn.ts';

test('who asks the same before it is put shares one answer; who asks later gets a newer one', async () => {
  const asked = new NextTurn<number>();
  let puts = 0;
  const put = () => Promise.resolve(++puts);
  const first = [asked.ask('a', put), asked.ask('a', put), asked.ask('b', put)];
  expect(puts).toBe(0);
  expect(await Promise.all(first)).toEqual([1, 1, 2]);
  expect(await asked.ask('a', put)).toBe(3);
});

test('who asks while an answer is under way does not get that one', async () => {
  const asked = new NextTurn<string>();
  const slow = Promise.withResolvers<string>();
  const began = Promise.withResolvers<undefined>();
  const first = asked.ask('a', () => {
    began.resolve(undefined);
    return slow.promise;
  });
  await began.promise;
  const second = asked.ask('a', () => Promise.resolve('new'));
  expect(await second).toBe('new');
  slow.resolve('old');
  expect(await first).toBe('old');
});

test('a failure is that of all who asked', async () => {
  const asked = new NextTurn<number>();
  const put = () => {
    throw new Error('away');
  };
  const results = await Promise.allSettled([asked.ask('a', put), asked.ask('a', put)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
