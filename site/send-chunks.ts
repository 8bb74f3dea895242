import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { asError } from '../core/errors.ts';

/** Smaller ones, the heads of parts, are copied and leave with what follows them. */
const smallBytes = 4096;

export interface ChunkedAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Null when not known before. */
  readonly sizeBytes: number | null;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Told why an answer that had begun was cut short. */
export type OnCut = (error: Error, requestId: string) => void;

/**
 * Sends an answer whose chunks may be of memory that is used again: the next chunk is asked for only when the system has all bytes of the last; none,
 * for the head alone, and no more when the client has gone. What fails before the first bytes leave is thrown, so that it has its proper status; what
 * fails later is told to `onCut`, and the connection ends, and with it the answer.
 */
export async function sendChunks(reply: FastifyReply, answer: ChunkedAnswer, onCut: OnCut): Promise<void> {
  const { raw } = reply;
  if (reply.request.method === 'HEAD') {
    begin(reply, answer);
    raw.end();
    return;
  }
  let isBegun = false;
  let held = Buffer.alloc(0);
  try {
    for await (const chunk of answer.chunks) {
      if (chunk.length < smallBytes) {
        held = Buffer.concat([held, chunk]);
        if (held.length < smallBytes) continue;
      }
      if (!isBegun) begin(reply, answer);
      isBegun = true;
      const isSent = await sent(raw, held, chunk.length < smallBytes ? null : chunk);
      held = Buffer.alloc(0);
      if (!isSent) return;
    }
    if (!isBegun) begin(reply, answer);
    isBegun = true;
    raw.end(held);
  } catch (caught) {
    if (!isBegun) throw caught;
    // Too late for a status: the client sees that the answer is cut short.
    raw.destroy();
    onCut(asError(caught), reply.request.id);
  }
}

/** Writes the head, or throws, and then the reply is the error handler's still. */
function begin(reply: FastifyReply, { status, contentType, sizeBytes }: ChunkedAnswer): void {
  const { raw } = reply;
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) headers[name] = value;
  headers['content-type'] = contentType;
  if (sizeBytes !== null) headers['content-length'] = String(sizeBytes);
  // Before the reply is taken from fastify, which answers nothing any more from then on: this throws for a value that can't be a header's.
  raw.writeHead(status, headers);
  reply.hijack();
  // What a client that has gone leaves behind is told to whoever writes.
  raw.on('error', () => undefined);
}

/** True once the system has both, false when the client has gone. */
function sent(raw: ServerResponse, first: Buffer, second: Uint8Array | null): Promise<boolean> {
  if (raw.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const close = (): void => {
      resolve(false);
    };
    raw.once('close', close);
    const done = (error?: Error | null): void => {
      raw.off('close', close);
      resolve(!error);
    };
    raw.cork();
    if (second === null) raw.write(first, done);
    else {
      if (first.length > 0) raw.write(first);
      raw.write(second, done);
    }
    raw.uncork();
  });
}
