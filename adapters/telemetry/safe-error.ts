import { HubError } from '../../core/errors.ts';

/** An error as a log may have it. */
export interface SafeError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Where it was thrown: the places of its stack. */
  readonly at: readonly string[];
  readonly cause?: SafeError;
}

const deepest = 5;

/**
 * The error without what it may hold of a patient's: a HubError's message, which never does, as it is; in any other's everything in
 * quotation marks is left out, since that is where drivers, parsers and the file system put the value that they stumbled over.
 * Further properties (PostgreSQL's `detail`, PGlite's `params`) are never told.
 */
export function safeError(thrown: unknown, depth = 0): SafeError {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: 'something that is no error was thrown', at: [] };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
  const { cause } = thrown;
  return {
    type: thrown.name,
    ...(code === null ? {} : { code }),
    message: thrown instanceof HubError ? thrown.message : withoutQuoted(thrown.message),
    at: (thrown.stack ?? '').split('\n').flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? []),
    ...(cause instanceof Error && depth < deepest ? { cause: safeError(cause, depth + 1) } : {}),
  };
}

function withoutQuoted(message: string): string {
  return message.replaceAll(/"[^"]*"?|'[^']*'?|`[^`]*`?/g, '"…"').slice(0, 500);
}
