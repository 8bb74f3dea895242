import type { FastifyPluginCallback } from 'fastify';
import { asError } from '../../core/errors.ts';

/** Resolves when the part is ready; throws why it isn't. */
export type ReadinessCheck = () => Promise<void>;

/** Longest time for one check. */
const checkTimeoutMs = 2000;

/** /healthz: the process answers. /readyz: every check passed. Neither needs a token, and neither says more than the parts' names. */
export function health(
  checks: Readonly<Record<string, ReadinessCheck>>,
  isClosing: () => boolean,
): FastifyPluginCallback {
  return (app, _, done) => {
    for (const path of ['/healthz', '/health'])
      app.get(path, (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
    app.get('/readyz', async (request, reply) => {
      const entries = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          try {
            await within(check());
            return [name, 'ok'] as const;
          } catch (thrown) {
            request.log.warn({ err: asError(thrown), part: name }, 'not ready');
            return [name, 'failed'] as const;
          }
        }),
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

async function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(checkTimeoutMs)} ms`));
    }, checkTimeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
