import { newId } from '../ids.ts';

/** Long enough to tell requests apart, short enough for a log line, and without anything that a log or a header could misread. */
const acceptable = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/** The caller's `x-request-id` when it is 8 to 64 letters, digits, `_` and `-`; else a new one. */
export function requestIdOf(header: unknown): string {
  return typeof header === 'string' && acceptable.test(header) ? header : newId();
}
