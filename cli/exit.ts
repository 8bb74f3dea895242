import { asError, type ErrorDetails, HubError } from '../core/errors.ts';

/** Exit codes of `pesscara`, for scripts. */
export const exitCodes = {
  ok: 0,
  /** The work was tried and failed. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** No hub answers where one was expected. */
  unreachable: 3,
  /** The hub answers, but not to this caller. */
  refused: 4,
} as const;

/** No hub answers at the address. */
export class HubUnreachable extends Error {}

/** The exit code that tells what kind of failure it was. */
export function exitCodeOf(caught: unknown): number {
  if (caught instanceof HubUnreachable) return exitCodes.unreachable;
  if (!(caught instanceof HubError)) return exitCodes.failed;
  switch (caught.code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
      return exitCodes.refused;
    case 'BAD_USER_INPUT':
      return exitCodes.usage;
    default:
      return exitCodes.failed;
  }
}

/** What the hub sent in its error's extensions, at one level with what the command line found itself. */
function flat({ details, ...rest }: ErrorDetails): ErrorDetails {
  return { ...rest, ...(typeof details === 'object' ? details : {}) };
}

/** Prints the failure (as JSON for scripts) and sets the exit code. */
export function reportFailure(caught: unknown, json: boolean): void {
  const error = asError(caught);
  if (json) {
    const code = error instanceof HubError ? error.code : error instanceof HubUnreachable ? 'UNREACHABLE' : 'FAILED';
    const details = error instanceof HubError ? flat(error.details) : {};
    console.log(JSON.stringify({ error: { code, message: error.message, ...details } }));
  } else {
    console.error(`pesscara: ${error.message}`);
  }
  process.exitCode = exitCodeOf(caught);
}
