import { badInput } from '../../core/errors.ts';
import type { CreateUploadInput } from '../../core/uploads/uploads.ts';
import type { Checksum } from '../../core/uploads/append.ts';

/** The version of https://tus.io/protocols/resumable-upload that this door speaks. */
export const tusVersion = '1.0.0';
export const tusExtensions = 'creation,termination,checksum,expiration';
export const offsetType = 'application/offset+octet-stream';

const algorithms = ['sha1', 'sha256'] as const;
export const checksumAlgorithms = algorithms.join(',');

type Header = string | readonly string[] | undefined;

/** A whole number of bytes from a header. @throws BAD_USER_INPUT */
export function bytesIn(name: string, value: Header): number {
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value)) throw badInput(name, 'a number of bytes', value);
  return Number(value);
}

/** Upload-Metadata: `key base64, key base64, ...`; a key without a value is the empty text. @throws BAD_USER_INPUT */
function metadataIn(value: Header): ReadonlyMap<string, string> {
  const pairs = typeof value === 'string' && value.trim() !== '' ? value.split(',') : [];
  return new Map(
    pairs.map((pair) => {
      const [, key, encoded = ''] = /^ *([^ ,]+)(?: +([A-Za-z0-9+/]*={0,2}))? *$/.exec(pair) ?? [];
      if (key === undefined) throw badInput('Upload-Metadata', 'keys, each with its value in base64', 'something else');
      return [key, Buffer.from(encoded, 'base64').toString('utf8')] as const;
    }),
  );
}

/** What a creation request asks for. `filename` and `filetype` are the names that tus clients use. @throws BAD_USER_INPUT */
export function creationIn(headers: Readonly<Record<string, Header>>): CreateUploadInput {
  const metadata = metadataIn(headers['upload-metadata']);
  return {
    projectId: metadata.get('projectId') ?? '',
    fileName: metadata.get('filename') ?? metadata.get('fileName') ?? '',
    mediaType: metadata.get('filetype') ?? metadata.get('mediaType') ?? null,
    sizeBytes: bytesIn('Upload-Length', headers['upload-length']),
    sha256: metadata.get('sha256') ?? null,
  };
}

/** Upload-Checksum: `algorithm base64`; null without one. @throws BAD_USER_INPUT */
export function checksumIn(value: Header): Checksum | null {
  if (value === undefined) return null;
  const [, name, encoded = ''] = /^([a-z0-9]+) +([A-Za-z0-9+/]+={0,2})$/.exec(String(value)) ?? [];
  const algorithm = algorithms.find((known) => known === name);
  if (!algorithm) throw badInput('Upload-Checksum', `one of ${checksumAlgorithms}, and the checksum in base64`, value);
  return { algorithm, digest: Buffer.from(encoded, 'base64') };
}
