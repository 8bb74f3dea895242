import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { writeDicom } from '../core/dicom/write-dicom.ts';
import type { ArchiveScope } from '../core/dicomweb/qido-query.ts';
import { resourceAddress } from '../core/dicomweb/resource-path.ts';
import { notFound } from '../core/errors.ts';
import { bulkDataPrefix, type SiteFolder, type SiteInstance } from '../core/ports/site-folder.ts';
import { acceptedOf, choose, fits, NotAcceptable, type Accepted } from '../core/dicomweb/accept.ts';
import { multipartChunks, type StreamPart } from './multipart-stream.ts';
import { readRequest } from './request.ts';
import { sendChunks, type OnCut } from './send-chunks.ts';
import { sendStream } from './send-stream.ts';

const paths = [
  '/studies/:study',
  '/studies/:study/series/:series',
  '/studies/:study/series/:series/instances/:instance',
] as const;

/** @throws NOT_FOUND */
export async function findInstances(folder: SiteFolder, scope: ArchiveScope): Promise<readonly SiteInstance[]> {
  const instances = await folder.instances(scope);
  if (instances.length === 0)
    throw notFound(scope.instance !== undefined ? 'instance' : scope.series !== undefined ? 'series' : 'study');
  return instances;
}

/** WADO-RS: instances as they are stored, and their metadata (PS3.18 §10.4). `onCut` is told why an answer under way was cut short. */
export function addRetrieveRoutes(app: FastifyInstance, prefix: string, folder: SiteFolder, onCut: OnCut): void {
  for (const path of paths) {
    app.get(prefix + path, async (request, reply) => {
      const { scope, query, base } = readRequest(request, prefix);
      const instances = await findInstances(folder, scope);
      const { single, sendable } = negotiate(
        acceptedOf(request.headers.accept, query),
        instances,
        scope.instance !== undefined,
      );
      const [first] = sendable;
      // Known to be there before the answer begins, so that what can't be sent has its proper status.
      const located = first && (await folder.locate(first));
      if (single && located) {
        // What is told of it is that of the file that is sent, which may have come since it was looked up.
        const { body, ...part } = partOf(folder, located, base);
        await sendChunks(reply, { status: 200, ...part, chunks: body() }, onCut);
        return;
      }
      const answer = multipartChunks(
        'application/dicom',
        sendable.map((instance, index) => partOf(folder, index === 0 && located ? located : instance, base)),
      );
      const status = sendable.length < instances.length ? 206 : 200;
      await sendChunks(reply, { status, ...answer }, onCut);
    });

    app.get(`${prefix}${path}/metadata`, async (request, reply) => {
      const { scope, query, base } = readRequest(request, prefix);
      const type = choose(acceptedOf(request.headers.accept, query), ['application/dicom+json', 'application/json']);
      const instances = await findInstances(folder, scope);
      const text = Readable.from(metadataText(instances, base), { objectMode: false });
      return sendStream(reply, type, text, onCut);
    });
  }
}

interface Negotiated {
  readonly single: boolean;
  readonly sendable: readonly SiteInstance[];
}

/**
 * What can be sent as the client wants it. Files are sent as they are stored, so an instance in another transfer
 * syntax than the one named is left out (206), and when that leaves none, nothing is acceptable. A client that names no
 * syntax gets what is stored. @throws 406
 */
function negotiate(accepted: readonly Accepted[], instances: readonly SiteInstance[], isInstance: boolean): Negotiated {
  let best: Negotiated | null = null;
  for (const { type, partType, transferSyntax } of accepted) {
    const single = isInstance && type === 'application/dicom';
    const fitting = single || type === '*/*' || (partType !== null && fits(partType, 'application/dicom'));
    if (!fitting) continue;
    const sendable = instances.filter(
      (instance) => transferSyntax === null || transferSyntax === '*' || transferSyntax === instance.transferSyntaxUID,
    );
    if (sendable.length > (best?.sendable.length ?? 0)) best = { single, sendable };
  }
  if (best) return best;
  const stored = [...new Set(instances.map((instance) => instance.transferSyntaxUID))].slice(0, 5).join(', ');
  throw new NotAcceptable(
    `not acceptable: this resource comes as multipart/related; type="application/dicom", in the transfer syntax it is stored in (${stored})`,
  );
}

function partOf(folder: SiteFolder, instance: SiteInstance, base: string): StreamPart {
  return {
    contentType: `application/dicom; transfer-syntax=${instance.transferSyntaxUID}`,
    location: instanceAddress(instance, base),
    sizeBytes: instance.isPart10 ? instance.sizeBytes : null,
    body: () => (instance.isPart10 ? folder.content(instance) : completed(folder.content(instance))),
  };
}

/** Files of old without preamble or meta information get them: `application/dicom` means PS3.10. */
async function* completed(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  // Copied, because each is good only until the next.
  yield writeDicom(readDicom(Buffer.concat(await Array.fromAsync(content, (chunk) => Buffer.from(chunk)))));
}

export function instanceAddress(instance: SiteInstance, base: string): string {
  return resourceAddress(base, {
    study: instance.studyInstanceUID,
    series: instance.seriesInstanceUID,
    instance: instance.sopInstanceUID,
  });
}

function* metadataText(instances: readonly SiteInstance[], base: string): Generator<string, void, undefined> {
  let separator = '[';
  for (const instance of instances) {
    const metadata = instance.metadata();
    // It has gone since the answer began.
    if (metadata === '{}') continue;
    // In JSON text a quote within a value is escaped, so this can only be the member's name.
    const text = metadata.replaceAll(
      `"BulkDataURI":"${bulkDataPrefix}`,
      `"BulkDataURI":"${instanceAddress(instance, base)}/bulkdata/`,
    );
    yield separator + text;
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}
