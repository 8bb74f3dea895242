import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

export interface StreamPart {
  readonly contentType: string;
  readonly location?: string;
  /** Null when not known before. */
  readonly sizeBytes: number | null;
  /** Opened when its turn comes. */
  readonly body: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface MultipartStream {
  readonly contentType: string;
  readonly stream: Readable;
}

/** A `multipart/related` body that holds one chunk at a time, whatever its parts weigh. Ends early, with an error, when a part does. */
export function multipartStream(
  partType: string,
  parts: Iterable<StreamPart> | AsyncIterable<StreamPart>,
): MultipartStream {
  const boundary = randomBytes(18).toString('hex');
  return {
    contentType: `multipart/related; type="${partType}"; boundary=${boundary}`,
    stream: Readable.from(write(parts, boundary), { objectMode: false }),
  };
}

async function* write(
  parts: Iterable<StreamPart> | AsyncIterable<StreamPart>,
  boundary: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of parts) {
    const location = part.location === undefined ? '' : `Content-Location: ${part.location}\r\n`;
    const length = part.sizeBytes === null ? '' : `Content-Length: ${String(part.sizeBytes)}\r\n`;
    yield Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${part.contentType}\r\n${location}${length}\r\n`);
    yield* part.body();
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** A file's bytes, in chunks. */
export function fileBody(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}
