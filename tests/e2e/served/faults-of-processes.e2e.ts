import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'vitest';
import { timeout, underLoad } from './under-load.ts';

/** What breaks while work goes on: see `underLoad` for what has to be true afterwards. */
const load = underLoad();

test('kill -9 of each role under load', { timeout }, async () => {
  const { gateways, subgraphs, workers, receiver } = load.cluster;
  const roles = [...gateways, ...subgraphs, ...workers, receiver];
  for (const role of roles) {
    await role.kill();
    await wait(500);
  }
  await load.verified(`kill -9 of ${roles.map(({ name }) => name).join(', ')}, in turn`);
});

test('a worker is frozen past its lock', { timeout }, async () => {
  const [frozen] = load.cluster.workers;
  if (!frozen) throw new Error('no worker');
  process.kill(frozen.pid, 'SIGSTOP');
  await wait(40_000);
  process.kill(frozen.pid, 'SIGCONT');
  await load.verified('a worker frozen for 40 s, longer than its lock of 30 s');
});
