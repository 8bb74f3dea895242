import { errorCodes, HubError, type ErrorCode } from '../errors.ts';

const fault: ErrorCode = 'INTERNAL_SERVER_ERROR';
const interrupted = /^the process ended \d+ times while this job ran$/;

/** `CODE: message`, as a job keeps why it failed; INTERNAL_SERVER_ERROR for what is no error of ours. */
export function storedError(error: Error): string {
  const code = error instanceof HubError ? error.code : fault;
  return `${code}: ${error.message}`.slice(0, 2000);
}

/** The stored error of a job that was buried because its process died with it, again and again. */
export function interruptedError(times: number): string {
  return `${fault}: the process ended ${String(times)} times while this job ran`;
}

/**
 * What of a stored error may leave the hub: our own errors as they are; of a fault the code alone, since its message is
 * foreign code's, which may quote a patient's data.
 */
export function shownError(stored: string): string {
  const end = stored.indexOf(': ');
  const code = stored.slice(0, Math.max(end, 0));
  const isOurs = Object.hasOwn(errorCodes, code) && (code !== fault || interrupted.test(stored.slice(end + 2)));
  return isOurs ? stored : fault;
}
