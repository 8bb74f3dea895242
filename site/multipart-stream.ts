import { randomBytes } from 'node:crypto';
import { validateHeaderValue } from 'node:http';
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
  const boundary = newBoundary();
  return {
    contentType: contentTypeOf(partType, boundary),
    stream: Readable.from(readAhead(write(parts, boundary)), { objectMode: false }),
  };
}

export interface MultipartChunks {
  readonly contentType: string;
  /** Of the whole body; null when that of a part is not known before. */
  readonly sizeBytes: number | null;
  /** Each good until the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The same for whoever sends chunks one after the other: a part may use the memory of one again for another. */
export function multipartChunks(partType: string, parts: readonly StreamPart[]): MultipartChunks {
  const boundary = newBoundary();
  let sizeBytes: number | null = end(boundary).length;
  for (const part of parts)
    sizeBytes =
      sizeBytes === null || part.sizeBytes === null ? null : sizeBytes + head(part, boundary).length + part.sizeBytes;
  return { contentType: contentTypeOf(partType, boundary), sizeBytes, chunks: write(parts, boundary) };
}

const newBoundary = (): string => randomBytes(18).toString('hex');
const contentTypeOf = (partType: string, boundary: string): string =>
  `multipart/related; type="${partType}"; boundary=${boundary}`;

/** @throws ERR_INVALID_CHAR for a media type with a line end in it, which would be a head of its own */
function head({ contentType, location, sizeBytes }: StreamPart, boundary: string): Buffer {
  validateHeaderValue('content-type', contentType);
  const where = location === undefined ? '' : `Content-Location: ${location}\r\n`;
  const length = sizeBytes === null ? '' : `Content-Length: ${String(sizeBytes)}\r\n`;
  return Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${contentType}\r\n${where}${length}\r\n`);
}

const end = (boundary: string): Buffer => Buffer.from(`\r\n--${boundary}--\r\n`);

/** Files that are read while earlier ones are sent: to open one takes several turns of the event loop. */
const openedAhead = 4;

async function* write(
  parts: Iterable<StreamPart> | AsyncIterable<StreamPart>,
  boundary: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { part, first, rest } of Symbol.asyncIterator in parts ? opened(parts) : openedEarly(parts)) {
    yield head(part, boundary);
    for (let chunk = await first; chunk.done !== true; chunk = await rest.next()) yield chunk.value;
  }
  yield end(boundary);
}

interface OpenedPart {
  readonly part: StreamPart;
  readonly first: Promise<IteratorResult<Uint8Array, unknown>>;
  readonly rest: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
}

function open(part: StreamPart): OpenedPart {
  const body = part.body();
  const rest = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]();
  const first = Promise.resolve(rest.next());
  // Whose turn it is hears of its failure; nobody does when the client has gone before.
  first.catch(() => undefined);
  return { part, first, rest };
}

async function close({ first, rest }: OpenedPart): Promise<void> {
  await first.catch(() => undefined);
  await rest.return?.();
}

async function* opened(parts: AsyncIterable<StreamPart>): AsyncGenerator<OpenedPart, void, undefined> {
  for await (const part of parts) {
    const one = open(part);
    try {
      yield one;
    } finally {
      await close(one);
    }
  }
}

async function* openedEarly(parts: Iterable<StreamPart>): AsyncGenerator<OpenedPart, void, undefined> {
  const waiting: OpenedPart[] = [];
  try {
    for (const part of parts) {
      waiting.push(open(part));
      if (waiting.length <= openedAhead) continue;
      const [next] = waiting;
      if (next) yield next;
      waiting.shift();
    }
    for (let next = waiting[0]; next; next = waiting[0]) {
      yield next;
      waiting.shift();
    }
  } finally {
    for (const one of waiting) await close(one);
  }
}

/** The same, one step ahead: what comes next is read while the last is sent. */
async function* readAhead<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const step = (): Promise<IteratorResult<T>> => {
    const next = Promise.resolve(iterator.next());
    // Whoever gets it hears of its failure; nobody may, when the client has gone.
    next.catch(() => undefined);
    return next;
  };
  let next = step();
  try {
    for (let now = await next; now.done !== true; now = await next) {
      next = step();
      yield now.value;
    }
  } finally {
    await next.catch(() => undefined);
    await iterator.return?.();
  }
}
