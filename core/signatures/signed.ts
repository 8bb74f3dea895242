import { canonicalJson, sha256, type JsonObject } from '../json.ts';
import type { Certifier } from '../ports/certifier.ts';

/** How the signer showed who they are: by the password at this signing, or earlier (a session that goes on). */
export type SignedWith = 'PASSWORD' | 'SESSION';

/** SHA-256 (hex) of the document as canonical JSON (RFC 8785). */
export const hashOf = (document: JsonObject): string => sha256(canonicalJson(document));

/** True where the hub signed just this document: JWS in compact form (RFC 7515). */
export async function isSigned(
  certifier: Pick<Certifier, 'verify'>,
  document: JsonObject,
  jws: string,
): Promise<boolean> {
  const signed = await certifier.verify(jws);
  return signed !== null && canonicalJson(signed) === canonicalJson(document);
}
