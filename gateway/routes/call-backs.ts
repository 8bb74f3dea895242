import type { FastifyPluginCallback } from 'fastify';
import type { CallBackDoor } from '../../core/call-backs/call-backs.ts';
import { HubError } from '../../core/errors.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';
import { bodyOf, streamBodies } from './streamed-body.ts';
import { bytesIn } from './tus.ts';

export interface CallBackRoutesOptions {
  readonly callBacks: CallBackDoor;
}

interface CallBackRoute {
  Params: { id: string; name: string };
  Querystring: Record<string, unknown>;
}

const maxBodyBytes = 10_000_000;

/**
 * For applications that work for rest steps, by what these steps gave them, without a token:
 * - `POST /call-backs/:id?secret=...`: JSON with progress, or with the outcome: 202
 * - `GET /call-backs/:id/inputs/:name?...`: the bytes of an input of the step
 * - `PUT /call-backs/:id/outputs?...&name=...`: a file of its result, whole: 201
 *
 * 400, 401 (another secret), 403 (an address that is not good any more), 404, 409 (nobody waits for it any more, or the outcome is there) and
 * 413 answer `{ code, message }`.
 */
export const callBackRoutes: FastifyPluginCallback<CallBackRoutesOptions> = (scope, { callBacks }, done) => {
  streamBodies(scope);
  scope.setErrorHandler((error, request, reply) =>
    // The sender went away in the middle: nobody hears an answer.
    request.raw.destroyed && !request.raw.complete ? reply.code(400).send() : answerError(error, request, reply),
  );
  scope.post<CallBackRoute>('/call-backs/:id', async (request, reply) => {
    const { secret } = request.query;
    const callBack = await callBacks.admit(request.params.id, typeof secret === 'string' ? secret : '');
    await callBacks.tell(callBack, await wholeBody(bodyOf(request), request.headers['content-length']));
    return reply.code(202).headers(privateHeaders).send({ accepted: true });
  });
  scope.get<CallBackRoute>('/call-backs/:id/inputs/:name', async (request, reply) => {
    const { id, name } = request.params;
    const { input, stream } = await callBacks.input(id, name, request.query);
    return reply
      .headers({ ...privateHeaders, 'content-length': input.sizeBytes, etag: `"${input.sha256}"` })
      .type(input.mediaType)
      .send(stream);
  });
  scope.put<CallBackRoute>('/call-backs/:id/outputs', async (request, reply) => {
    const { callBack, name } = await callBacks.openOutput(request.params.id, request.query);
    const sizeBytes = bytesIn('Content-Length', request.headers['content-length']);
    await callBacks.putOutput(callBack, name, sizeBytes, bodyOf(request));
    return reply.code(201).headers(privateHeaders).send({ name, sizeBytes });
  });
  done();
};

/** @throws TOO_LARGE, before it is read where its length is told */
async function wholeBody(source: AsyncIterable<Uint8Array>, length: string | undefined): Promise<Uint8Array> {
  const tooLarge = () => new HubError('TOO_LARGE', `more than ${String(maxBodyBytes)} bytes: give files by PUT`);
  if (Number(length ?? 0) > maxBodyBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of source) {
    size += part.length;
    if (size > maxBodyBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
