import { Readable } from 'node:stream';
import type { FastifyPluginCallback } from 'fastify';
import type { AuditExport } from '../../core/audit/export-audit.ts';
import { badInput } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { answerError } from './files.ts';

export interface AuditRouteOptions {
  readonly audit: AuditExport;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

/**
 * `GET /audit.ndjson?after=N`: the audit trail as lines of JSON, from the entry after number N on (by default all of it), for administrators.
 * `pesscara audit verify FILE` checks such a file. 400, 401 and 403 answer `{ code, message }`.
 */
export function auditRoute({ audit, actorOf }: AuditRouteOptions): FastifyPluginCallback {
  return (scope, _options, done) => {
    scope.setErrorHandler(answerError);
    scope.get<{ Querystring: { after?: string | string[] } }>('/audit.ndjson', async (request, reply) => {
      const actor = await actorOf(request.headers.authorization);
      const lines = await audit.exportAudit(actor, numberOf(request.query.after));
      void reply.headers({
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-disposition': 'attachment; filename="audit.ndjson"',
      });
      return reply.type('application/x-ndjson').send(Readable.from(lines));
    });
    done();
  };
}

/** @throws BAD_USER_INPUT */
function numberOf(text: string | string[] | undefined): number {
  if (text === undefined) return 0;
  if (typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw badInput('after', 'the number of an entry of the audit trail', Array.isArray(text) ? 'several' : text);
}
