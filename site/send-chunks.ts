import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Smaller ones, the heads of parts, are copied and leave with what follows them. */
const smallBytes = 4096;

/**
 * Sends an answer whose chunks may be of memory that is used again: the next chunk is asked for only when the system has all bytes of the last. Ends
 * the connection, and with it the answer, when a chunk can't be had; asks for no more when the client has gone. `sizeBytes`: null when not known before.
 */
export async function sendChunks(
  reply: FastifyReply,
  sizeBytes: number | null,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  if (sizeBytes !== null) void reply.header('content-length', String(sizeBytes));
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(reply.statusCode);
  if (reply.request.method === 'HEAD') {
    raw.end();
    return;
  }
  // What a client that has gone leaves behind is told to whoever writes.
  raw.on('error', () => undefined);
  let held = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      if (chunk.length < smallBytes) {
        held = Buffer.concat([held, chunk]);
        if (held.length < smallBytes) continue;
      }
      const isSent = await sent(raw, held, chunk.length < smallBytes ? null : chunk);
      held = Buffer.alloc(0);
      if (!isSent) return;
    }
    raw.end(held);
  } catch {
    // Too late for a status: the client sees that the answer is cut short.
    raw.destroy();
  }
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
