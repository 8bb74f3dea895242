import type { FastifyPluginCallback } from 'fastify';
import { badInput } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { answerError } from './intake-errors.ts';
import { bodyOf, streamBodies } from './streamed-body.ts';

export interface PreviewRouteOptions {
  readonly intake: Pick<IntakeUseCases, 'previewSentFile'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

/**
 * `POST /deidentification/preview?projectId=&profile=&reason=`, a DICOM file as body: what the profile does to it, attribute by attribute, as
 * JSON. Nothing of it is stored; the answer holds what identifies the patient, so nobody between may keep it either.
 */
export const previewRoute: FastifyPluginCallback<PreviewRouteOptions> = (scope, { intake, actorOf }, done) => {
  streamBodies(scope);
  scope.setErrorHandler(answerError);
  scope.post<{ Querystring: Record<string, unknown> }>('/deidentification/preview', async (request, reply) => {
    const actor = await actorOf(request.headers.authorization);
    const { projectId, profile, reason } = request.query;
    const text = (field: string, value: unknown): string => {
      if (typeof value !== 'string') throw badInput(field, 'one value in the address', typeof value);
      return value;
    };
    const asked = {
      projectId: text('projectId', projectId),
      profile: text('profile', profile),
      reason: text('reason', reason),
    };
    const { profile: named, attributes, result } = await intake.previewSentFile(actor, asked, bodyOf(request));
    const { researchId, findings } = result;
    return reply.header('cache-control', 'no-store').send({ profile: named, researchId, findings, attributes });
  });
  done();
};
