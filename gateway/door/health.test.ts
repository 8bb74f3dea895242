import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { health, type ReadinessCheck } from './health.ts';

const app: FastifyInstance[] = [];
afterEach(() => Promise.all(app.splice(0).map((each) => each.close())));

async function asking(store: ReadinessCheck, times: { waitMs: number; trustMs: number }) {
  const each = fastify();
  app.push(each);
  await each.register(health({ store }, () => false, times));
  return async () => (await each.inject('/readyz')).statusCode;
}
const never = () => new Promise<void>(() => undefined);

test('a part that is late stays ready for as long as its last answer is trusted, and no longer', async () => {
  let check: ReadinessCheck = () => Promise.resolve();
  const ask = await asking(() => check(), { waitMs: 20, trustMs: 300 });
  expect(await ask()).toBe(200);
  check = never;
  expect(await ask()).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(await ask()).toBe(503);
});

test('a part that has never answered is not ready', async () => {
  const ask = await asking(never, { waitMs: 20, trustMs: 60_000 });
  expect(await ask()).toBe(503);
});

test('a part that fails is not ready at once, whatever it said before, and is trusted again from its next success', async () => {
  let check: ReadinessCheck = () => Promise.resolve();
  const ask = await asking(() => check(), { waitMs: 20, trustMs: 60_000 });
  expect(await ask()).toBe(200);
  check = () => Promise.reject(new Error('refused'));
  expect(await ask()).toBe(503);
  let answer: () => void = () => undefined;
  check = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  expect(await ask()).toBe(503);
  answer();
  expect(await ask()).toBe(200);
});

test('those who ask at the same time share one check', async () => {
  let checks = 0;
  const ask = await asking(
    async () => {
      checks++;
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
    { waitMs: 1000, trustMs: 60_000 },
  );
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([200, 200, 200]);
  expect(checks).toBe(1);
});
