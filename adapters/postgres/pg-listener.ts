import pg from 'pg';
import { asError } from '../../core/errors.ts';
import { withoutClient } from './pg-errors.ts';
import type { Notifications } from './sql-client.ts';

const firstDelayMs = 50;
const longestDelayMs = 5_000;
/** A connection that the network dropped silently is noticed after so long. */
const heartbeatMs = 15_000;

type Heard = (payload: string | null) => void;

/** A connection of its own that hears notifications, from the first `listen` on; when it breaks, there comes another. */
export class PgListener implements Notifications {
  readonly #config: pg.ClientConfig;
  readonly #onError: (error: Error) => void;
  readonly #heard = new Map<string, Set<Heard>>();
  #client: pg.Client | null = null;
  #running: Promise<void> | null = null;
  readonly #closed = new AbortController();

  constructor(config: pg.ClientConfig, onError: (error: Error) => void) {
    const name = `${config.application_name ?? ''} listener`.trim();
    this.#config = { ...config, application_name: name, query_timeout: 10_000 };
    this.#onError = onError;
  }

  listen(channel: string, heard: Heard): () => void {
    const known = this.#heard.get(channel);
    const all = known ?? new Set<Heard>();
    this.#heard.set(channel, all.add(heard));
    if (!this.#running) this.#running = this.#keepListening();
    else if (!known && this.#client) {
      // Should this fail, then because the connection is lost: the next one listens to all.
      void this.#client.query(`LISTEN ${pg.escapeIdentifier(channel)}`).then(
        () => heard(null),
        () => undefined,
      );
    }
    return () => all.delete(heard);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#client?.end();
    await this.#running;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#closed;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#listenOnce(() => {
          failures = 0;
        });
      } catch (error) {
        if (!isAborted(signal)) this.#onError(withoutClient(asError(error)));
      }
      if (isAborted(signal)) return;
      const most = Math.min(longestDelayMs, firstDelayMs * 2 ** failures++);
      await pause(most * (0.5 + Math.random() / 2), signal);
    }
  }

  /** Ends, always with an error unless this is closed, when the connection does. */
  async #listenOnce(onConnected: () => void): Promise<void> {
    const client = new pg.Client(this.#config);
    const broken = Promise.withResolvers<undefined>();
    // Until it is awaited, also while it connects.
    broken.promise.catch(() => undefined);
    client.on('error', (error) => broken.reject(error));
    client.on('end', () => broken.reject(new Error('the connection that listens was closed')));
    client.on('notification', ({ channel, payload }) => {
      for (const heard of this.#heard.get(channel) ?? []) heard(payload ?? '');
    });
    const heartbeat = setInterval(() => {
      client.query('SELECT 1').catch((error: unknown) => broken.reject(error));
    }, heartbeatMs);
    heartbeat.unref();
    try {
      await client.connect();
      this.#client = client;
      for (const channel of this.#heard.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onConnected();
      for (const all of this.#heard.values()) for (const heard of all) heard(null);
      if (this.#closed.signal.aborted) return;
      await broken.promise;
    } finally {
      clearInterval(heartbeat);
      this.#client = null;
      await client.end().catch(() => undefined);
    }
  }
}

/** Asked anew each time, which the compiler doesn't expect of a property. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Ends early, and well, when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = () => resolve(undefined);
  const timer = setTimeout(end, ms);
  timer.unref();
  signal.addEventListener('abort', end, { once: true });
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}
