import type { JsonObject } from '../json.ts';

/** Signs documents of the hub for ever, so that others can tell, without the hub, that they are its own and unchanged. */
export interface Certifier {
  /** The document as a JWS in compact form (RFC 7515), which holds the public key too. */
  sign(document: JsonObject): Promise<string>;
  /** The document of a JWS that this hub signed; null for anything else. */
  verify(jws: string): Promise<JsonObject | null>;
  /** The public key as a JWK (RFC 7517): which hub it is. */
  publicKey(): Promise<JsonObject>;
}
