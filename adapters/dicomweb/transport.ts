import type { Dispatcher } from 'undici';
import { request as send } from 'undici';
import { asError, HubError } from '../../core/errors.ts';
import { malformed, stopped, unavailable } from './failures.ts';

/** What of an answer's head is passed on: what it says of the bytes. */
const passedHeaders = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
  'warning',
  'x-total-count',
];
/** An archive that sends nothing for so long within an answer is gone. */
const silentMs = 60_000;

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Dispatcher.ResponseData['body'];
}

/**
 * One GET, its answer as it comes: nothing is decoded, held or followed. A redirection is an answer like any other, since following it
 * would carry the site's credential to an address that nobody registered.
 * @throws UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED
 */
export async function get(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  dispatcher: Dispatcher | null,
): Promise<RawAnswer> {
  try {
    const answer = await send(url, {
      ...(dispatcher ? { dispatcher } : {}),
      headers: { 'accept-encoding': 'identity', ...headers },
      signal,
      // The caller's deadline ends this wait; a study may take longer than a default.
      headersTimeout: 0,
      bodyTimeout: silentMs,
    });
    const found = passedHeaders.flatMap((name) => {
      const value = answer.headers[name];
      return value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')] as const];
    });
    return { status: answer.statusCode, headers: new Map(found), body: answer.body };
  } catch (error) {
    throw failureOf(error, signal);
  }
}

/** Leaves the rest of a body unread, without an error from it. */
export function leave(body: RawAnswer['body']): void {
  body.on('error', () => undefined);
  body.destroy();
}

/** The whole body as JSON. @throws UPSTREAM_UNAVAILABLE also for one that is none, or over `maxBytes`; DEADLINE_EXCEEDED */
export async function readJson(answer: RawAnswer, maxBytes: number, signal: AbortSignal): Promise<unknown> {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > maxBytes) throw unavailable('the archive answered more than the hub takes');
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOf(error, signal);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    // What does not parse is not repeated: it may hold a patient's data.
    throw malformed();
  }
}

/** The body in chunks, its failures told as ours. */
export async function* chunksOf({ body }: RawAnswer, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (error) {
    throw failureOf(error, signal);
  } finally {
    leave(body);
  }
}

function failureOf(caught: unknown, signal: AbortSignal): HubError {
  const error = asError(caught);
  if (error instanceof HubError) return error;
  return signal.aborted ? stopped(signal) : unavailable('the archive cannot be reached');
}
