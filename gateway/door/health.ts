import type { FastifyBaseLogger, FastifyPluginCallback } from 'fastify';
import { asError } from '../../core/errors.ts';

/** Resolves when the part is ready; throws why it isn't. */
export type ReadinessCheck = () => Promise<void>;

export interface HealthTimes {
  /** Longest wait for one check before the answer is given without it. Below 1 s, after which Kubernetes' probes give up. @default 500 */
  readonly waitMs?: number;
  /** How long a check that passed speaks for one that has not answered yet. @default 10 000 */
  readonly trustMs?: number;
}

/**
 * /healthz: the process answers. /readyz: every check passed. Neither needs a token, and neither says more than the parts' names.
 * A part that is late is not gone: under load it has a queue of statements before it. To turn a busy process's callers to the next
 * one, which is then busier still, would take down one after the other.
 */
export function health(
  checks: Readonly<Record<string, ReadinessCheck>>,
  isClosing: () => boolean,
  times: HealthTimes = {},
): FastifyPluginCallback {
  const parts = Object.entries(checks).map(([name, check]) => new Part(name, check, times));
  return (app, _, done) => {
    for (const path of ['/healthz', '/health'])
      app.get(path, (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
    app.get('/readyz', async (request, reply) => {
      const entries = await Promise.all(
        parts.map(async (part) => [part.name, (await part.isReady(request.log)) ? 'ok' : 'failed'] as const),
      );
      const ready = !isClosing() && entries.every(([, state]) => state === 'ok');
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ status: isClosing() ? 'closing' : ready ? 'ok' : 'failed', parts: Object.fromEntries(entries) });
    });
    done();
  };
}

/** One part, and what is known of it; those who ask at the same time share one check. */
class Part {
  readonly name: string;
  readonly #check: ReadinessCheck;
  readonly #waitMs: number;
  readonly #trustMs: number;
  #underWay: Promise<Error | null> | null = null;
  #passedAt = -Infinity;

  constructor(name: string, check: ReadinessCheck, { waitMs = 500, trustMs = 10_000 }: HealthTimes) {
    this.name = name;
    this.#check = check;
    this.#waitMs = waitMs;
    this.#trustMs = trustMs;
  }

  async isReady(log: FastifyBaseLogger): Promise<boolean> {
    const failure = await this.#answer();
    if (failure) log.warn({ err: failure, part: this.name }, 'not ready');
    return failure === null;
  }

  async #answer(): Promise<Error | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Error | null>((resolve) => {
      timer = setTimeout(() => {
        const sinceMs = performance.now() - this.#passedAt;
        resolve(sinceMs <= this.#trustMs ? null : new Error(`no answer within ${String(this.#waitMs)} ms`));
      }, this.#waitMs);
    });
    const failure = await Promise.race([this.#shared(), late]);
    clearTimeout(timer);
    return failure;
  }

  #shared(): Promise<Error | null> {
    this.#underWay ??= this.#look().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #look(): Promise<Error | null> {
    try {
      await this.#check();
      this.#passedAt = performance.now();
      return null;
    } catch (thrown) {
      this.#passedAt = -Infinity;
      return asError(thrown);
    }
  }
}
