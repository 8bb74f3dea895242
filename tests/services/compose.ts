import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServiceName } from './addresses.ts';
import { addressOf, composeServices } from './settings.ts';

const run = promisify(execFile);
const project = `pesscara-test-${String(process.pid)}`;
const file = join(import.meta.dirname, '..', '..', 'docker-compose.yml');

async function compose(...words: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', ['compose', '-p', project, '-f', file, '--profile', 'services', ...words], {
    // The hub's own services are not started, but the whole file is read.
    env: { PESSCARA_ADMIN_PASSWORD: 'unused', SITE_TOKEN: 'unused', ...process.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Whether a Docker engine answers here, and Docker knows `compose`. */
export async function hasDocker(): Promise<boolean> {
  const asks = [
    ['info', '--format', '{{.ServerVersion}}'],
    ['compose', 'version'],
  ];
  const answers = await Promise.allSettled(asks.map((words) => run('docker', words, { timeout: 10_000 })));
  return answers.every(({ status }) => status === 'fulfilled');
}

/** Addresses of these services, started as containers; `stop` removes them with their data. */
export async function startContainers(
  names: readonly ServiceName[],
): Promise<{ urls: ReadonlyMap<ServiceName, string>; stop(): Promise<void> }> {
  const stop = async () => {
    await compose('down', '--volumes', '--timeout', '5');
  };
  try {
    await compose('up', '-d', '--wait', ...names);
    const urls = new Map<ServiceName, string>();
    for (const name of names) {
      const published = await compose('port', name, String(composeServices[name].port));
      urls.set(name, addressOf(name, Number(published.trim().split(':').at(-1))));
    }
    return { urls, stop };
  } catch (error) {
    const log = await compose('logs', '--tail', '30', ...names).catch(() => '');
    await stop();
    throw new Error(`docker compose could not start ${names.join(', ')}:\n${log}`, { cause: error });
  }
}
