/**
 * `node bench/cold-start.ts`: seconds from the start of the process to a ready hub on an existing data folder, and its
 * resident memory after 5 s at rest (VmRSS; Linux). The median of 5 starts.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PesscaraProcess } from '../tests/support/pesscara-process.ts';

const home = await mkdtemp(join(tmpdir(), 'pesscara-bench-'));
const env = { PESSCARA_HOME: home, PESSCARA_PORT: '0', PESSCARA_ADMIN_PASSWORD: 'a password for the bench' };

async function start(): Promise<{ seconds: number; megabytes: number }> {
  const begun = performance.now();
  const hub = await PesscaraProcess.start(['start'], env);
  const seconds = (performance.now() - begun) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const status = await readFile(`/proc/${String(hub.pid)}/status`, 'utf8');
  await hub.end('SIGTERM');
  return { seconds, megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

try {
  const first = await start();
  console.log(`first start, empty folder: ${first.seconds.toFixed(2)} s`);
  const starts = [];
  for (let i = 0; i < 5; i++) starts.push(await start());
  console.log(
    `existing folder: ${median(starts.map((s) => s.seconds)).toFixed(2)} s to ready, ${median(starts.map((s) => s.megabytes)).toFixed(0)} MB at rest`,
  );
} finally {
  await rm(home, { recursive: true, force: true });
}
