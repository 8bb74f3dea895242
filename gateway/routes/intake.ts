import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { parseMediaType, parseMultipart } from '../../core/dicomweb/multipart.ts';
import {
  failureReasons,
  storeResponse,
  type FailureReason,
  type StoredInstance,
} from '../../core/dicomweb/store-response.ts';
import { errorCodes } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { defaultMaxFileBytes, reasons, type Reception } from '../../core/intake/receive.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { answerError } from './intake-errors.ts';
import { bodyOf, streamBodies } from './streamed-body.ts';

export interface IntakeRouteOptions {
  readonly intake: Pick<IntakeUseCases, 'receiveDelivery' | 'receiveInstance' | 'openStow'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
  /** The same limit that intake has. @default 512 MiB */
  readonly maxFileBytes?: number;
}

/**
 * The doors for bytes:
 * - `PUT /intake/:ingestionId/files?name=<relative path>`, the file as body; answers `{ outcome, reason, fileId }`, and for a ZIP
 *   `{ outcome: 'UNPACKED', members: [{ name, outcome, reason, fileId }] }`
 * - `POST /dicom-web/pools/:project/:pool/studies[/:study]`, STOW-RS (PS3.18 §10.5)
 */
export const intakeRoutes: FastifyPluginCallback<IntakeRouteOptions> = (
  scope,
  { intake, actorOf, maxFileBytes },
  done,
) => {
  const maxPartBytes = maxFileBytes ?? defaultMaxFileBytes;
  streamBodies(scope);
  scope.setErrorHandler(answerError);

  scope.put<{ Params: { ingestionId: string }; Querystring: { name?: unknown } }>(
    '/intake/:ingestionId/files',
    async (request, reply) => {
      const actor = await actorOf(request.headers.authorization);
      const { name } = request.query;
      const fileName = typeof name === 'string' ? name : '';
      const delivery = await intake.receiveDelivery(actor, request.params.ingestionId, fileName, bodyOf(request));
      if ('members' in delivery) {
        const members = delivery.members.map(({ name, outcome, reason, fileId }) => ({
          name,
          outcome,
          reason,
          fileId,
        }));
        return reply.send({ outcome: 'UNPACKED', members });
      }
      const { outcome, reason, fileId } = delivery.file;
      const isTooLarge = outcome === 'REFUSED' && reason === reasons.tooLarge(maxPartBytes);
      return reply.code(isTooLarge ? errorCodes.TOO_LARGE.status : 200).send({ outcome, reason, fileId });
    },
  );

  const store = async (
    request: FastifyRequest,
    reply: FastifyReply,
    project: string,
    pool: string,
    study: string | null,
  ) => {
    const actor = await actorOf(request.headers.authorization);
    const ingestion = await intake.openStow(actor, project, pool);
    const media = parseMediaType(request.headers['content-type'] ?? '');
    const type = media.parameters.get('type') ?? 'application/dicom';
    if (media.type !== 'multipart/related' || type.toLowerCase() !== 'application/dicom') {
      const message = 'expected multipart/related; type="application/dicom"';
      return reply.code(415).send({ code: 'UNSUPPORTED', message });
    }
    const stored: StoredInstance[] = [];
    for await (const part of parseMultipart(bodyOf(request), media.parameters.get('boundary') ?? '', {
      maxPartBytes,
    })) {
      stored.push(storedAs(await intake.receiveInstance(actor, ingestion.id, part.body, study)));
    }
    const { status, body } = storeResponse(stored);
    return reply.code(status).type('application/dicom+json').send(JSON.stringify(body));
  };
  scope.post<{ Params: { project: string; pool: string } }>(
    '/dicom-web/pools/:project/:pool/studies',
    (request, reply) => store(request, reply, request.params.project, request.params.pool, null),
  );
  scope.post<{ Params: { project: string; pool: string; study: string } }>(
    '/dicom-web/pools/:project/:pool/studies/:study',
    (request, reply) => store(request, reply, request.params.project, request.params.pool, request.params.study),
  );
  done();
};

function storedAs({ outcome, reason, instance }: Reception): StoredInstance {
  return {
    sopClassUID: instance?.sopClassUID ?? null,
    sopInstanceUID: instance?.sopInstanceUID ?? null,
    failure: failureOf(outcome, reason),
  };
}

function failureOf(outcome: Reception['outcome'], reason: string | null): FailureReason | null {
  if (reason === reasons.rejectedBefore) return failureReasons.notAuthorized;
  if (outcome !== 'REFUSED') return null;
  if (reason === reasons.conflict) return failureReasons.duplicateInstance;
  return reason === reasons.otherStudy ? failureReasons.studyMismatch : failureReasons.cannotUnderstand;
}
