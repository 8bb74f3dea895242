import { pino, type DestinationStream, type Logger } from 'pino';
import type { Tracing } from '../../core/ports/tracing.ts';
import { parseTraceparent } from '../../core/telemetry/trace-context.ts';
import { currentScope } from '../../core/telemetry/work-scope.ts';
import { safeError } from './safe-error.ts';

export interface LoggerOptions {
  readonly level: string;
  /** What this process does, in every line. */
  readonly role: string;
  readonly tracing: Tracing;
  /** @default standard error */
  readonly destination?: DestinationStream;
}

const secret = ['authorization', 'cookie', 'token', 'password'];

/**
 * A logger of JSON lines on standard error. Each line of an operation has its `requestId`, each of a job its `queue`, `key` and
 * `attempt`, and either its `traceId` while traces are on. Errors are told without what they may quote.
 */
export function createLogger({ level, role, tracing, destination = pino.destination(2) }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { role, pid: process.pid },
      mixin: () => {
        const address = parseTraceparent(tracing.current());
        return { ...currentScope(), ...(address ? { traceId: address.traceId } : {}) };
      },
      hooks: {
        // Without a message of ours, pino would take the error's own, as it is.
        logMethod(args, method) {
          const [first, message] = args as unknown as [unknown, unknown];
          const fields = first instanceof Error ? { err: first } : first;
          const isBare =
            typeof fields === 'object' && fields !== null && 'err' in fields && typeof message !== 'string';
          if (isBare) method.call(this, fields, 'an error');
          else method.apply(this, args);
        },
      },
      serializers: { err: safeError, error: safeError },
      redact: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    },
    destination,
  );
}
