import type { FastifyReply, FastifyRequest } from 'fastify';
import { asError, errorCodes, HubError } from '../../core/errors.ts';

/** Answers an error of a door for identified bytes: never with what they hold. */
export function answerError(caught: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asError(caught);
  if (error instanceof HubError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return reply.code(errorCodes[error.code].status).send({ code: error.code, message: error.message });
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  // What fastify itself refuses: a media type that is none, a path that can not be decoded.
  if (status >= 400 && status < 500) {
    return reply.code(status).send({ code: status === 415 ? 'UNSUPPORTED' : 'BAD_USER_INPUT', message: error.message });
  }
  // The sender went away in the middle: nothing of the file was kept, nobody hears an answer, and no part of the hub is at fault.
  if (request.raw.destroyed && !request.raw.complete) return reply.code(400).send();
  // A foreign error's message (a database's, say) may quote what it was given, so only where it happened is logged.
  const at = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  request.log.error({ fault: error.name, at }, 'a fault at the intake door');
  return reply
    .code(500)
    .send({ code: 'INTERNAL_SERVER_ERROR', message: `a fault of the hub; its log has it as ${request.id}` });
}
