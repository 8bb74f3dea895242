import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { asError, errorCodes, HubError } from '../../core/errors.ts';
import { requireSignedIn, type Actor } from '../../core/policy/policy.ts';
import { maxUploadBytes, type Upload } from '../../core/uploads/upload.ts';
import type { UploadUseCases } from '../../core/uploads/uploads.ts';
import { bodyOf, streamBodies } from './streamed-body.ts';
import { bytesIn, checksumAlgorithms, checksumIn, creationIn, offsetType, tusExtensions, tusVersion } from './tus.ts';

export interface UploadRouteOptions {
  readonly uploads: Pick<UploadUseCases, 'createUpload' | 'uploadUrl' | 'openUpload' | 'append' | 'terminate'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
}

interface UploadRoute {
  Params: { id: string };
  Querystring: Record<string, unknown>;
}

/**
 * Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload; creation, termination, checksum, expiration):
 * - `POST /uploads` with a token: Upload-Length, and Upload-Metadata with projectId, filename and perhaps filetype and sha256
 * - `HEAD`, `PATCH` and `DELETE /uploads/:id?...`, at the signed address that the creation (also `createUpload`) answers
 *
 * Errors answer `{ code, message, details }`.
 */
export const uploadRoutes: FastifyPluginCallback<UploadRouteOptions> = (scope, { uploads, actorOf }, done) => {
  streamBodies(scope);
  scope.setErrorHandler(answerError);
  scope.addHook('onRequest', (request, reply, next) => {
    void reply.headers({ 'tus-resumable': tusVersion, 'cache-control': 'no-store' });
    const asked = request.headers['tus-resumable'];
    // Absent is taken for ours, so that a person with curl needs no ceremony.
    if (asked === undefined || asked === tusVersion || request.method === 'OPTIONS') next();
    else
      void reply
        .code(412)
        .header('tus-version', tusVersion)
        .send({ code: 'UNSUPPORTED', message: `expected Tus-Resumable: ${tusVersion}` });
  });

  const answerState = (reply: FastifyReply, { receivedBytes, expiresAt }: Upload) =>
    reply.headers({ 'upload-offset': receivedBytes, 'upload-expires': expiresAt.toUTCString() });

  const head = async (request: FastifyRequest<UploadRoute>, reply: FastifyReply) => {
    const { upload } = await uploads.openUpload(request.params.id, request.query);
    // What was refused is gone: nothing can be added to it.
    if (upload.state === 'REFUSED') return reply.code(410).send();
    return answerState(reply, upload).code(200).header('upload-length', upload.sizeBytes).send();
  };
  const patch = async (request: FastifyRequest<UploadRoute>, reply: FastifyReply) => {
    const linked = await uploads.openUpload(request.params.id, request.query);
    if (request.headers['content-type'] !== offsetType)
      return reply.code(415).send({ code: 'UNSUPPORTED', message: `expected Content-Type: ${offsetType}` });
    const offset = bytesIn('Upload-Offset', request.headers['upload-offset']);
    const checksum = checksumIn(request.headers['upload-checksum']);
    requireRoom(linked.upload, offset, request.headers['content-length']);
    const upload = await uploads.append(linked, offset, bodyOf(request), checksum);
    return answerState(reply, upload).code(204).send();
  };
  const remove = async (request: FastifyRequest<UploadRoute>, reply: FastifyReply) => {
    await uploads.terminate(await uploads.openUpload(request.params.id, request.query));
    return reply.code(204).send();
  };

  for (const url of ['/uploads', '/uploads/:id']) {
    scope.options(url, (_request, reply) =>
      reply
        .headers({
          'tus-version': tusVersion,
          'tus-extension': tusExtensions,
          'tus-checksum-algorithm': checksumAlgorithms,
          'tus-max-size': maxUploadBytes,
        })
        .code(204)
        .send(),
    );
  }
  scope.post('/uploads', async (request, reply) => {
    const actor = await actorOf(request.headers.authorization);
    requireSignedIn(actor);
    const upload = await uploads.createUpload(actor, creationIn(request.headers));
    const location = await uploads.uploadUrl(actor, upload);
    return answerState(reply, upload).code(201).header('location', location).send();
  });
  scope.head<UploadRoute>('/uploads/:id', head);
  scope.patch<UploadRoute>('/uploads/:id', patch);
  scope.delete<UploadRoute>('/uploads/:id', remove);
  // Of clients that stand behind something which lets only GET and POST through.
  scope.post<UploadRoute>('/uploads/:id', async (request, reply) => {
    const method = String(request.headers['x-http-method-override']).toUpperCase();
    if (method === 'PATCH') return patch(request, reply);
    if (method === 'DELETE') return remove(request, reply);
    if (method === 'HEAD') return head(request, reply);
    return reply.code(405).send({ code: 'UNSUPPORTED', message: 'expected PATCH, HEAD or DELETE' });
  });
  done();
};

/** Says so before anything is sent, where the length is known. @throws TOO_LARGE */
function requireRoom(upload: Upload, offset: number, length: string | undefined): void {
  if (offset + Number(length ?? 0) <= upload.sizeBytes) return;
  throw new HubError('TOO_LARGE', `more bytes than the ${String(upload.sizeBytes)} that were announced`);
}

/** tus has a status of its own for a checksum that does not fit. */
const checksumMismatch = 460;

function answerError(caught: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = asError(caught);
  if (error instanceof HubError && error.code !== 'INTERNAL_SERVER_ERROR') {
    const { code, message, details } = error;
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    const isChecksum = code === 'HASH_MISMATCH' && details.field === 'Upload-Checksum';
    return reply.code(isChecksum ? checksumMismatch : errorCodes[code].status).send({ code, message, details });
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  // What fastify itself refuses: a path that can not be decoded.
  if (status >= 400 && status < 500) return reply.code(status).send({ code: 'BAD_USER_INPUT', message: error.message });
  // The sender went away in the middle: what came until then is kept, and nobody hears an answer.
  if (request.raw.destroyed && !request.raw.complete) return reply.code(400).send();
  // A foreign error's message may quote what it was given, so only where it happened is logged.
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  request.log.error({ fault: error.name, at: stack }, 'a fault at the uploads door');
  return reply
    .code(500)
    .send({ code: 'INTERNAL_SERVER_ERROR', message: `a fault of the hub; its log has it as ${request.id}` });
}
