import type { FastifyError, FastifyPluginCallback } from 'fastify';
import { HubError } from '../../core/errors.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';

export interface HooksRouteOptions {
  readonly workflows: Pick<WorkflowUseCases, 'callWebhook'>;
}

const maxBodyBytes = 64 * 1024;

/**
 * `POST /hooks/:id`: a signed call starts a run of the webhook's workflow; answers `{ runId }` with 202. Headers `X-Hub-Timestamp` and
 * `X-Hub-Signature-256`, see docs/workflows.md. 400, 401, 403, 404, 409, 413 and 429 answer `{ code, message }`.
 */
export const hooksRoute: FastifyPluginCallback<HooksRouteOptions> = (scope, { workflows }, done) => {
  scope.removeAllContentTypeParsers();
  // As it came: the signature is over its bytes.
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, (_request, body, parsed) => {
    parsed(null, body);
  });
  scope.setErrorHandler((caught: FastifyError, request, reply) => {
    const isTooLarge = caught.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    const tooLarge = () => new HubError('TOO_LARGE', `body: expected at most ${String(maxBodyBytes)} bytes, got more`);
    return answerError(isTooLarge ? tooLarge() : caught, request, reply);
  });
  scope.post<{ Params: { id: string } }>('/hooks/:id', async (request, reply) => {
    const { headers, body, params } = request;
    const header = (name: string): string => {
      const value = headers[name];
      return typeof value === 'string' ? value : '';
    };
    const run = await workflows.callWebhook({
      id: params.id,
      timestamp: header('x-hub-timestamp'),
      signature: header('x-hub-signature-256'),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    return reply.code(202).headers(privateHeaders).send({ runId: run.id });
  });
  done();
};
