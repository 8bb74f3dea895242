import { calculateJwkThumbprint, compactVerify, EmbeddedJWK, errors } from 'jose';
import type { JsonObject } from '../../core/json.ts';
import type { ReadCertificate } from '../../core/ports/certifier.ts';

export const certificateType = 'pesscara-certificate+jws';

/** Whether it is written in the one way that there is: base64url has several texts for some bytes, and decoders pass over foreign characters. */
export function isCompact(jws: string): boolean {
  const parts = jws.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/** See `Certifier.read`; needs no hub and no key. Whether the key is one to trust, its fingerprint tells. */
export async function readCertificate(jws: string): Promise<ReadCertificate | null> {
  if (!isCompact(jws)) return null;
  try {
    const { payload, protectedHeader } = await compactVerify(jws, EmbeddedJWK, { algorithms: ['EdDSA'] });
    const { typ, jwk } = protectedHeader;
    if (typ !== certificateType || !jwk) return null;
    const document = JSON.parse(Buffer.from(payload).toString()) as JsonObject;
    return { document, fingerprint: await calculateJwkThumbprint(jwk) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
