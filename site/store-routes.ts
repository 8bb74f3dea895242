import type { FastifyInstance } from 'fastify';
import type { DicomJson } from '../core/dicom/dicom-json.ts';
import { parseMediaType, parseMultipart } from '../core/dicomweb/multipart.ts';
import { resourceAddress } from '../core/dicomweb/resource-path.ts';
import { badInput, HubError } from '../core/errors.ts';
import type { SiteFolder, Stored } from '../core/ports/site-folder.ts';
import { acceptedOf, choose } from '../core/dicomweb/accept.ts';
import { jsonBytes, readRequest } from './request.ts';
import { instanceAddress } from './retrieve-routes.ts';

export interface StoreLimits {
  readonly maxInstanceBytes: number;
  readonly maxRequestBytes: number;
  readonly maxParts: number;
}

/** Failure Reason (0008,1197), PS3.18 Table I.2-2. */
const reasons = { 'not-dicom': 0xc000, 'other-study': 0xa900, 'other-content': 0x0111, 'not-written': 0x0110 } as const;

/** Has status 415, which the catalogue of codes doesn't. */
export class UnsupportedMediaType extends HubError {
  constructor(received: string) {
    super('UNSUPPORTED', 'expected multipart/related; type="application/dicom"', { received: received.slice(0, 80) });
  }
}

/** STOW-RS (PS3.18 §10.5): an instance is acknowledged when it is durable. One part is held in memory at a time. */
export function addStoreRoutes(app: FastifyInstance, prefix: string, folder: SiteFolder, limits: StoreLimits): void {
  for (const path of ['/studies', '/studies/:study']) {
    app.post(prefix + path, async (request, reply) => {
      const { scope, query, base } = readRequest(request, prefix);
      const type = choose(acceptedOf(request.headers.accept, query), ['application/dicom+json', 'application/json']);
      const boundary = boundaryOf(request.headers['content-type'] ?? '');
      const outcomes: Stored[] = [];
      try {
        const body = bounded(request.body as AsyncIterable<Uint8Array>, limits.maxRequestBytes);
        for await (const part of parseMultipart(body, boundary, { maxPartBytes: limits.maxInstanceBytes })) {
          if (outcomes.length >= limits.maxParts)
            throw new HubError('TOO_LARGE', `more than ${String(limits.maxParts)} parts`);
          const partType = parseMediaType(part.headers.get('content-type') ?? 'application/dicom').type;
          if (partType !== 'application/dicom') throw new UnsupportedMediaType(partType);
          outcomes.push(await folder.store(part.body, scope.study ?? null));
        }
      } finally {
        // Also what came before an error stays, so it must be durable: the client may not send it again.
        await folder.flush();
      }
      if (outcomes.length === 0) throw badInput('body', 'at least one instance', 'none');
      const stored = outcomes.filter((outcome) => outcome.ok).length;
      const status = stored === outcomes.length ? 200 : stored > 0 ? 202 : 409;
      return reply
        .code(status)
        .type(type)
        .send(jsonBytes(answerOf(outcomes, resourceAddress(base, scope), base)));
    });
  }
}

function boundaryOf(contentType: string): string {
  const { type, parameters } = parseMediaType(contentType);
  if (
    type !== 'multipart/related' ||
    (parameters.get('type') ?? 'application/dicom').toLowerCase() !== 'application/dicom'
  )
    throw new UnsupportedMediaType(contentType);
  const boundary = parameters.get('boundary') ?? '';
  if (boundary === '') throw badInput('content-type', 'a boundary parameter', 'none');
  return boundary;
}

async function* bounded(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.byteLength;
    if (total > most) throw new HubError('TOO_LARGE', `the request is over the limit of ${String(most)} bytes`);
    yield chunk;
  }
}

/** PS3.18 Annex I: Referenced SOP Sequence (0008,1199) and Failed SOP Sequence (0008,1198). */
function answerOf(outcomes: readonly Stored[], address: string, base: string): DicomJson {
  const uid = (value: string | null) => (value === null || value === '' ? { vr: 'UI' } : { vr: 'UI', Value: [value] });
  const stored = outcomes.flatMap((outcome) =>
    outcome.ok
      ? [
          {
            '00081150': uid(outcome.sopClassUID),
            '00081155': uid(outcome.instance.sopInstanceUID),
            '00081190': { vr: 'UR', Value: [instanceAddress(outcome.instance, base)] },
          },
        ]
      : [],
  );
  const failed = outcomes.flatMap((outcome) =>
    outcome.ok
      ? []
      : [
          {
            '00081150': uid(outcome.sopClassUID),
            '00081155': uid(outcome.sopInstanceUID),
            '00081197': { vr: 'US', Value: [reasons[outcome.failure]] },
          },
        ],
  );
  return {
    '00081190': { vr: 'UR', Value: [address] },
    ...(failed.length > 0 && { '00081198': { vr: 'SQ', Value: failed } }),
    ...(stored.length > 0 && { '00081199': { vr: 'SQ', Value: stored } }),
  };
}
