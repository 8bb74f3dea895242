import type { FastifyInstance } from 'fastify';
import { acceptedOf, fits, notAcceptable, type Accepted } from '../core/dicomweb/accept.ts';
import { readPictureQuery } from '../core/dicomweb/picture-query.ts';
import { HubError, notFound } from '../core/errors.ts';
import type { PixelRenderer } from '../core/ports/pixel-renderer.ts';
import type { SiteFolder, SiteInstance } from '../core/ports/site-folder.ts';
import { multipartStream, type StreamPart } from './multipart-stream.ts';
import { readRequest } from './request.ts';
import { findInstances, instanceAddress } from './retrieve-routes.ts';
import type { OnCut } from './send-chunks.ts';
import { sendStream } from './send-stream.ts';

const types = ['image/jpeg', 'image/png'] as const;

/** Pictures of a whole study or series, one a frame, as multipart (PS3.18 §10.4.1.1.3). What is no image is left out. */
export function addRenderedRoutes(
  app: FastifyInstance,
  prefix: string,
  folder: SiteFolder,
  renderer: PixelRenderer,
  onCut: OnCut,
): void {
  for (const path of ['/studies/:study', '/studies/:study/series/:series']) {
    app.get(`${prefix}${path}/rendered`, async (request, reply) => {
      const { scope, query, base } = readRequest(request, prefix);
      const mediaType = chooseParts(acceptedOf(request.headers.accept, query));
      const wanted = { mediaType, ...readPictureQuery(query, null) };
      const instances = await findInstances(folder, scope);
      const pictures = render(instances);
      // The first is made before the answer begins, so that a study without images has its proper status.
      const first = await pictures.next();
      if (first.done === true) throw notFound('image');
      const body = multipartStream(mediaType, chain(first.value, pictures));
      return sendStream(reply, body.contentType, body.stream, onCut);

      async function* render(of: readonly SiteInstance[]): AsyncGenerator<StreamPart, void, undefined> {
        for (const instance of of) {
          const { path: file, stamp, frameCount } = await folder.locate(instance);
          for (let frame = 1; frame <= frameCount; frame += 1) {
            const bytes = await renderer.render({ path: file, stamp, frame, ...wanted }).catch((error: unknown) => {
              // A region may lie within some images alone.
              const leftOut = ['NOT_FOUND', 'UNSUPPORTED', 'NOT_DICOM', 'BAD_USER_INPUT'];
              if (error instanceof HubError && leftOut.includes(error.code)) return null;
              throw error;
            });
            if (bytes === null) break;
            const location = `${instanceAddress(instance, base)}/frames/${String(frame)}/rendered`;
            yield { contentType: mediaType, location, sizeBytes: bytes.byteLength, body: () => [bytes] };
          }
        }
      }
    });
  }
}

async function* chain(first: StreamPart, rest: AsyncIterable<StreamPart>): AsyncGenerator<StreamPart, void, undefined> {
  yield first;
  yield* rest;
}

/** @throws 406 */
function chooseParts(accepted: readonly Accepted[]): (typeof types)[number] {
  for (const { type, partType } of accepted) {
    const found = types.find((one) => fits(partType ?? (type === '*/*' ? type : ''), one));
    if (found) return found;
  }
  throw notAcceptable(types.map((type) => `multipart/related; type="${type}"`));
}
