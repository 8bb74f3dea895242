import { setTimeout } from 'node:timers/promises';
import { HubError } from '../../core/errors.ts';
import { Connections } from './connections.ts';

const name = 'PESSCARA_QUEUE_URL';

/**
 * Resolves when the server at `url` can carry the queues.
 * @param onWarning hears that a managed server hides its settings, so that they could not be checked
 * @throws UNAVAILABLE when it does not answer, UNSUPPORTED when it is too old or could lose jobs; never with its password
 */
export async function checkRedis(url: string, onWarning: (warning: Error) => void, timeoutMs: number): Promise<void> {
  const where = shown(url);
  const heard: string[] = [];
  const connections = new Connections(url, (error) => heard.push(error.message));
  try {
    // A connection that is let go between two tries never answers what waits for it.
    const info = await Promise.race([connections.commands.info('server'), setTimeout(timeoutMs, null, { ref: false })]);
    if (info === null) {
      const why = heard.length > 0 ? `: ${heard.join()}` : '';
      throw new HubError(
        'UNAVAILABLE',
        `${name}: Redis at ${where} does not answer within ${String(timeoutMs)} ms${why}`,
      );
    }
    const version = /^redis_version:(\d+)\.(\d+)/m.exec(info);
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    if (!(major > 6 || (major === 6 && minor >= 2))) {
      throw new HubError(
        'UNSUPPORTED',
        `${name}: expected Redis 6.2 or later at ${where}, got ${version?.[0] ?? 'none'}`,
      );
    }
    for (const [setting, wanted, why] of settings) {
      const got = await connections.commands.config('GET', setting).catch(() => null);
      const value = Array.isArray(got) ? (got as string[])[1] : undefined;
      if (value === undefined) {
        onWarning(
          new Error(`${name}: Redis at ${where} does not show ${setting}: make sure that it is ${wanted}; ${why}`),
        );
      } else if (value !== wanted) {
        throw new HubError(
          'UNSUPPORTED',
          `${name}: expected ${setting} ${wanted} of Redis at ${where}, got ${value}; ${why}`,
        );
      }
    }
  } finally {
    connections.close();
  }
}

const settings = [
  ['maxmemory-policy', 'noeviction', 'otherwise it drops jobs when its memory is full'],
  ['appendonly', 'yes', 'otherwise each of its restarts begins empty, and all jobs are handed over again'],
] as const;

/** The address without its credentials. */
function shown(url: string): string {
  if (!URL.canParse(url)) throw new HubError('UNSUPPORTED', `${name}: expected redis://[:password@]host:port[/db]`);
  const { protocol, host, pathname } = new URL(url);
  if (!/^rediss?:$/.test(protocol)) {
    throw new HubError('UNSUPPORTED', `${name}: expected redis:// or rediss://, got ${protocol}//`);
  }
  return `${protocol}//${host}${pathname}`;
}
