import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isEncapsulated } from '../core/dicom/transfer-syntax.ts';
import { readPictureQuery } from '../core/dicomweb/picture-query.ts';
import { badInput, notFound } from '../core/errors.ts';
import type { PixelRenderer } from '../core/ports/pixel-renderer.ts';
import type { SiteFolder, SiteInstance } from '../core/ports/site-folder.ts';
import { acceptedOf, choose, fits, NotAcceptable, notAcceptable, type Accepted } from '../core/dicomweb/accept.ts';
import { multipartStream, type StreamPart } from './multipart-stream.ts';
import { readRequest, type SiteRequest } from './request.ts';
import { findInstances, instanceAddress } from './retrieve-routes.ts';
import type { OnCut } from './send-chunks.ts';
import { sendStream } from './send-stream.ts';

const instancePath = '/studies/:study/series/:series/instances/:instance';
const maxFrames = 10_000;
const thumbnailSize = 128;
const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** Media types of compressed frames (PS3.18 Table 8.7.3-2). */
const streamTypes: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.51': 'image/jpeg',
  '1.2.840.10008.1.2.4.57': 'image/jpeg',
  '1.2.840.10008.1.2.4.70': 'image/jpeg',
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.110': 'image/jxl',
  '1.2.840.10008.1.2.4.111': 'image/jxl',
  '1.2.840.10008.1.2.4.112': 'image/jxl',
  '1.2.840.10008.1.2.4.201': 'image/jphc',
  '1.2.840.10008.1.2.4.202': 'image/jphc',
  '1.2.840.10008.1.2.4.203': 'image/jphc',
};

/** Frames, bulk data and pictures (PS3.18 §10.4.1.1.3 to §10.4.1.1.6). */
export function addPixelRoutes(
  app: FastifyInstance,
  prefix: string,
  folder: SiteFolder,
  renderer: PixelRenderer,
  onCut: OnCut,
): void {
  const at = (
    path: string,
    answer: (
      asked: SiteRequest,
      instance: SiteInstance,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => Promise<unknown>,
  ): void => {
    app.get(prefix + path, async (request, reply) => {
      const asked = readRequest(request, prefix);
      const instances = await findInstances(folder, asked.scope);
      // A picture of a series or study is that of its middle instance.
      const instance = instances[Math.floor((instances.length - 1) / 2)];
      if (!instance) throw notFound('instance');
      return answer(asked, await folder.locate(instance), request, reply);
    });
  };

  at(`${instancePath}/frames/:frames`, async (asked, instance, request, reply) => {
    const frames = framesOf(asked.parameter('frames'), instance);
    const { as, contentType } = chooseFrames(acceptedOf(request.headers.accept, asked.query), instance);
    const address = instanceAddress(instance, asked.base);
    // The first is read before the answer begins, so that what cannot be read has its proper status.
    const first = await renderer.frame({ path: instance.path, stamp: instance.stamp, frame: frames[0] ?? 1, as });
    async function* parts(): AsyncGenerator<StreamPart, void, undefined> {
      for (const [index, frame] of frames.entries()) {
        const bytes =
          index === 0 ? first : await renderer.frame({ path: instance.path, stamp: instance.stamp, frame, as });
        yield {
          contentType,
          location: `${address}/frames/${String(frame)}`,
          sizeBytes: bytes.byteLength,
          body: () => [bytes],
        };
      }
    }
    const body = multipartStream(contentType.split(';', 1)[0] ?? '', parts());
    return sendStream(reply, body.contentType, body.stream, onCut);
  });

  at(`${instancePath}/bulkdata/*`, async (asked, instance, request, reply) => {
    const accepted = acceptedOf(request.headers.accept, asked.query);
    const path = asked.parameter('*');
    if (!/^[0-9A-Fa-f]{8}(\/\d{1,6}\/[0-9A-Fa-f]{8}){0,16}$/.test(path))
      throw badInput('bulkdata', 'a path of tags', path);
    const bytes = await renderer.bulkData({ path: instance.path, stamp: instance.stamp, element: path.toUpperCase() });
    const type = 'application/octet-stream';
    if (accepted.some((item) => item.type === type)) return reply.type(type).send(bytes);
    if (!accepted.some((item) => item.type === '*/*' || (item.partType !== null && fits(item.partType, type))))
      throw notAcceptable([type]);
    const address = `${instanceAddress(instance, asked.base)}/bulkdata/${path}`;
    const body = multipartStream(type, [
      { contentType: type, location: address, sizeBytes: bytes.byteLength, body: () => [bytes] },
    ]);
    return sendStream(reply, body.contentType, body.stream, onCut);
  });

  const picture = async (
    frame: number,
    size: number | null,
    asked: SiteRequest,
    instance: SiteInstance,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const mediaType = choose(acceptedOf(request.headers.accept, asked.query), ['image/jpeg', 'image/png']);
    const wanted = readPictureQuery(asked.query, size);
    return reply
      .type(mediaType)
      .send(await renderer.render({ path: instance.path, stamp: instance.stamp, frame, mediaType, ...wanted }));
  };
  at(`${instancePath}/frames/:frames/rendered`, (asked, instance, request, reply) =>
    picture(framesOf(asked.parameter('frames'), instance, 1)[0] ?? 1, null, asked, instance, request, reply),
  );
  at(`${instancePath}/rendered`, (asked, instance, request, reply) =>
    picture(1, null, asked, instance, request, reply),
  );
  for (const path of ['/studies/:study', '/studies/:study/series/:series', instancePath]) {
    at(`${path}/thumbnail`, (asked, instance, request, reply) =>
      picture(1, thumbnailSize, asked, instance, request, reply),
    );
  }
  at(`${instancePath}/frames/:frames/thumbnail`, (asked, instance, request, reply) =>
    picture(framesOf(asked.parameter('frames'), instance, 1)[0] ?? 1, thumbnailSize, asked, instance, request, reply),
  );
}

function framesOf(text: string, instance: SiteInstance, most = maxFrames): readonly number[] {
  const frames = /^\d{1,9}(,\d{1,9})*$/.test(text) ? text.split(',').map(Number) : [];
  if (frames.length === 0 || frames.length > most || frames.includes(0))
    throw badInput('frames', `1 to ${String(most)} frame numbers, from 1`, text);
  if (frames.some((frame) => frame > instance.frameCount)) throw notFound('frame');
  return frames;
}

/** Compressed frames are sent as they are to who takes them, else decoded. @throws 406 */
function chooseFrames(
  accepted: readonly Accepted[],
  instance: SiteInstance,
): { readonly as: 'stored' | 'native'; readonly contentType: string } {
  const syntax = instance.transferSyntaxUID;
  const compressed = isEncapsulated(syntax);
  const streamType = streamTypes[syntax] ?? 'application/octet-stream';
  const native = {
    as: 'native',
    contentType: `application/octet-stream; transfer-syntax=${explicitLittleEndian}`,
  } as const;
  for (const { type, partType, transferSyntax } of accepted) {
    const wanted = partType ?? type;
    if (
      compressed &&
      (transferSyntax === '*' || transferSyntax === syntax) &&
      fits(wanted, 'application/octet-stream')
    ) {
      return {
        as: 'stored',
        contentType: `${fits(wanted, streamType) ? streamType : 'application/octet-stream'}; transfer-syntax=${syntax}`,
      };
    }
    if (compressed && fits(wanted, streamType) && wanted !== '*/*' && (transferSyntax ?? syntax) === syntax) {
      return { as: 'stored', contentType: `${streamType}; transfer-syntax=${syntax}` };
    }
    if (fits(wanted, 'application/octet-stream') && [null, '*', explicitLittleEndian].includes(transferSyntax))
      return native;
  }
  throw new NotAcceptable(
    `not acceptable: frames come as multipart/related; type="application/octet-stream"${compressed ? ` or type="${streamType}"; transfer-syntax=${syntax}` : ''}`,
  );
}
