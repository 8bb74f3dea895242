import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, compactVerify, errors, exportJWK } from 'jose';
import { canonicalJson, type JsonObject } from '../../core/json.ts';
import type { Certifier, ReadCertificate } from '../../core/ports/certifier.ts';
import { certificateType, isCompact, readCertificate } from './read-certificate.ts';

/** An Ed25519 private key in PKCS #8 (RFC 8410 §7) is these bytes and the 32 of its seed. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Certificates signed with Ed25519 (RFC 8037): whoever has the public key can verify them, and only the hub can make them. */
export class JoseCertifier implements Certifier {
  readonly #key: ReturnType<typeof createPrivateKey>;

  /** @param seed 32 bytes: `secrets.key('certificates')` */
  constructor(seed: Uint8Array) {
    this.#key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  }

  async publicKey(): Promise<JsonObject & { readonly kid: string }> {
    const jwk = await exportJWK(createPublicKey(this.#key));
    return { ...(jwk as JsonObject), alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  }

  async sign(document: JsonObject): Promise<string> {
    const jwk = await this.publicKey();
    return new CompactSign(Buffer.from(canonicalJson(document)))
      .setProtectedHeader({ alg: 'EdDSA', typ: certificateType, kid: jwk.kid, jwk: { ...jwk } })
      .sign(this.#key);
  }

  async verify(jws: string): Promise<JsonObject | null> {
    if (!isCompact(jws)) return null;
    try {
      const { payload, protectedHeader } = await compactVerify(jws, createPublicKey(this.#key), {
        algorithms: ['EdDSA'],
      });
      return protectedHeader.typ === certificateType
        ? (JSON.parse(Buffer.from(payload).toString()) as JsonObject)
        : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  read(jws: string): Promise<ReadCertificate | null> {
    return readCertificate(jws);
  }
}
