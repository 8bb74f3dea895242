import type { JsonObject } from '../json.ts';

/** A document that somebody signed. */
export interface ReadCertificate {
  readonly document: JsonObject;
  /** Which key: its thumbprint (RFC 7638), SHA-256 as base64url. */
  readonly fingerprint: string;
}

/** Signs documents of the hub for ever, so that others can tell, without the hub, that they are its own and unchanged. */
export interface Certifier {
  /** The document as a JWS in compact form (RFC 7515), which holds the public key too. */
  sign(document: JsonObject): Promise<string>;
  /** The document of a JWS that this hub signed; null for anything else. */
  verify(jws: string): Promise<JsonObject | null>;
  /** What a JWS says by the public key in it, whoever's that is; null where that key did not sign it. */
  read(jws: string): Promise<ReadCertificate | null>;
  /** The public key as a JWK (RFC 7517): which hub it is. */
  publicKey(): Promise<JsonObject>;
}
