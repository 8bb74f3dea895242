import type { FastifyRequest } from 'fastify';
import { authorityOf } from '../core/dicomweb/authority.ts';
import { badInput } from '../core/errors.ts';
import type { ArchiveScope } from '../core/dicomweb/qido-query.ts';

/** What every route of the site may ask of its request. */
export interface SiteRequest {
  readonly scope: ArchiveScope;
  readonly query: URLSearchParams;
  /** Address of the DICOMweb service as the client wrote it, without a slash at the end. */
  readonly base: string;
  readonly parameter: (name: string) => string;
}

/** @throws BAD_USER_INPUT for a UID that is none: what reaches the folder is digits and dots */
export function readRequest(request: FastifyRequest, prefix: string): SiteRequest {
  const parameters = request.params as Readonly<Record<string, string | undefined>>;
  const uid = (name: string): string | undefined => {
    const value = parameters[name];
    if (value !== undefined && !/^[0-9.]{1,64}$/.test(value)) throw badInput(name, 'a UID', value);
    return value;
  };
  const [study, series, instance] = [uid('study'), uid('series'), uid('instance')];
  const search = request.url.indexOf('?');
  return {
    scope: {
      ...(study !== undefined && { study }),
      ...(series !== undefined && { series }),
      ...(instance !== undefined && { instance }),
    },
    query: new URLSearchParams(search < 0 ? '' : request.url.slice(search + 1)),
    base: `${request.protocol}://${authorityOf(request)}${prefix}`,
    parameter: (name) => parameters[name] ?? '',
  };
}

/** JSON as bytes: of text, fastify would add a charset to the media type, which `application/dicom+json` doesn't have and clients trip over. */
export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
