import type { FastifyPluginCallback } from 'fastify';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';

export interface RefusedRouteOptions {
  readonly intake: Pick<IntakeUseCases, 'openRefusedFile'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

/** `GET /intake/refused/:fileId`: a refused file as it came, for owners. 401, 403 and 404 answer `{ code, message }`. */
export function refusedRoute({ intake, actorOf }: RefusedRouteOptions): FastifyPluginCallback {
  return (scope, _options, done) => {
    scope.setErrorHandler(answerError);
    scope.get<{ Params: { fileId: string } }>('/intake/refused/:fileId', async (request, reply) => {
      const { fileId } = request.params;
      const bytes = await intake.openRefusedFile(await actorOf(request.headers.authorization), fileId);
      void reply.headers({ ...privateHeaders, 'content-disposition': `attachment; filename="${fileId}.bin"` });
      return reply.type('application/octet-stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
    done();
  };
}
