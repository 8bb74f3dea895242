import type { FastifyPluginCallback } from 'fastify';
import type { Actor } from '../../core/policy/policy.ts';
import type { ProvenanceExports } from '../../core/provenance/export.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';

export interface ProvenanceRouteOptions {
  readonly provenance: ProvenanceExports;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

/**
 * How an asset came to be, as a file for others, cut to what the caller may read:
 * - `GET /provenance/:assetId/prov.json`: PROV-JSON
 * - `GET /provenance/:assetId/ro-crate.zip`: a Workflow Run RO-Crate; with `?content=true` the files are in it
 *
 * 401, 404 (also for what is invisible) and 400 answer `{ code, message }`.
 */
export function provenanceRoute({ provenance, actorOf }: ProvenanceRouteOptions): FastifyPluginCallback {
  return (scope, _options, done) => {
    scope.setErrorHandler(answerError);
    scope.get<{ Params: { assetId: string } }>('/provenance/:assetId/prov.json', async (request, reply) => {
      const actor = await actorOf(request.headers.authorization);
      const { assetId } = request.params;
      const document = await provenance.exportProvJson(actor, assetId);
      void reply.headers({ ...privateHeaders, 'content-disposition': `attachment; filename="${assetId}-prov.json"` });
      return reply.type('application/json').send(JSON.stringify(document, null, 2));
    });
    scope.get<{ Params: { assetId: string }; Querystring: { content?: string } }>(
      '/provenance/:assetId/ro-crate.zip',
      async (request, reply) => {
        const actor = await actorOf(request.headers.authorization);
        const { fileName, stream } = await provenance.exportRoCrate(actor, request.params.assetId, {
          address: `${request.protocol}://${request.host}`,
          withContent: request.query.content === 'true',
        });
        void reply.headers({ ...privateHeaders, 'content-disposition': `attachment; filename="${fileName}"` });
        return reply.type('application/zip').send(stream);
      },
    );
    done();
  };
}
