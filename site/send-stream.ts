import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OnCut } from './send-chunks.ts';

/** Answers with the stream. What fails before the first bytes leave has its proper status; what fails later is told, and ends the connection. */
export function sendStream(reply: FastifyReply, contentType: string, stream: Readable, onCut: OnCut): FastifyReply {
  stream.once('error', (error) => {
    if (reply.raw.headersSent) onCut(error, reply.request.id);
  });
  return reply.type(contentType).send(stream);
}
