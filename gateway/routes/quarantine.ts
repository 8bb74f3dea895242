import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { readPictureQuery } from '../../core/dicomweb/picture-query.ts';
import { badInput } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Links } from '../../core/links/links.ts';
import type { Actor } from '../../core/policy/policy.ts';
import type { PixelRenderer } from '../../core/ports/pixel-renderer.ts';
import { answerError } from './files.ts';
import { privateHeaders } from './private-headers.ts';

export interface QuarantineRouteOptions {
  readonly intake: Pick<IntakeUseCases, 'openQuarantinedImage'>;
  readonly renderer: Pick<PixelRenderer, 'render'>;
  /** Who the Authorization header names; anonymous without one. @throws UNAUTHENTICATED for a token that isn't good */
  readonly actorOf: (authorization: string | undefined) => Promise<Actor>;
  /** Opens addresses that bring a signature instead of a token (`QuarantinedImage.pictureUrl`). */
  readonly links: Pick<Links, 'open'>;
}

interface Asked {
  Params: { fileId: string };
  Querystring: Record<string, unknown>;
}

/**
 * What a reviewer looks at, while it is in quarantine:
 * - `GET /intake/images/:fileId`: the de-identified DICOM file
 * - `GET /intake/images/:fileId/rendered?frame=1&window=center,width&viewport=width,height`: a picture of a frame (PS3.18 §8.3.5), PNG where
 *   `Accept` wants that, else JPEG
 *
 * By a token, or a signed address. 400, 401, 403, 404 (also for what is invisible), 409 (once it was reviewed) and 422 (pixels
 * that can't be decoded) answer `{ code, message }`.
 */
export function quarantineRoutes(options: QuarantineRouteOptions): FastifyPluginCallback {
  const { intake, renderer, actorOf, links } = options;
  /** Who asks, and for which picture: what was signed, where the address brings a signature. */
  const askedBy = async ({ headers: { authorization }, url, query }: FastifyRequest<Asked>) => {
    if (query['signature'] === undefined)
      return { actor: await actorOf(authorization), query: new URLSearchParams(textsOf(query)) };
    const { actor, parameters } = await links.open(url.split('?', 1)[0] ?? '', query);
    return { actor, query: new URLSearchParams(parameters) };
  };

  return (scope, _options, done) => {
    scope.setErrorHandler(answerError);
    scope.get<Asked>('/intake/images/:fileId', async (request, reply) => {
      const { actor } = await askedBy(request);
      const { fileId } = request.params;
      const content = await intake.openQuarantinedImage(actor, fileId);
      void reply.headers({ ...privateHeaders, 'content-disposition': `attachment; filename="${fileId}.dcm"` });
      return reply.type('application/dicom').send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    });
    scope.get<Asked>('/intake/images/:fileId/rendered', async (request, reply) => {
      const { actor, query } = await askedBy(request);
      const picture = readPictureQuery(query, null);
      const frame = Number(query.get('frame') ?? 1);
      if (!Number.isInteger(frame) || frame < 1)
        throw badInput('frame', 'the number of a frame, from 1', query.get('frame'));
      const content = await intake.openQuarantinedImage(actor, request.params.fileId);
      const mediaType = /\bimage\/png\b/.test(request.headers.accept ?? '') ? 'image/png' : 'image/jpeg';
      const bytes = await renderer.render({ content, frame, mediaType, ...picture });
      void reply.headers({ ...privateHeaders, vary: 'accept' });
      return reply.type(mediaType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
    done();
  };
}

/** @throws BAD_USER_INPUT for a parameter that comes twice */
function textsOf(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const strange = Object.entries(query).find(([, value]) => typeof value !== 'string');
  if (strange) throw badInput(strange[0], 'one value', 'several');
  return query as Record<string, string>;
}
