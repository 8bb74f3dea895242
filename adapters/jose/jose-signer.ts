import { errors, jwtVerify, SignJWT } from 'jose';
import type { AccessClaims, TokenSigner } from '../../core/ports/token-signer.ts';

const issuer = 'pesscara';
const audience = 'pesscara/door';

const mostVerified = 10_000;

/** Access tokens as signed JWTs (RFC 7519): HS256 with a key of this hub alone, so no other hub's token is good here. */
export class JoseSigner implements TokenSigner {
  readonly #key: Uint8Array;
  readonly #now: () => Date;
  /** Tokens whose signature was found good: a caller brings the same one with each request, and checking takes a trip to another thread. */
  readonly #verified = new Map<string, AccessClaims>();

  /** @param key 32 bytes: `secrets.key('tokens')` */
  constructor(key: Uint8Array, now: () => Date = () => new Date()) {
    this.#key = key;
    this.#now = now;
  }

  sign(claims: AccessClaims): Promise<string> {
    return new SignJWT({ sid: claims.sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(claims.accountId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(this.#now())
      .setExpirationTime(claims.expiresAt)
      .sign(this.#key);
  }

  async verify(token: string): Promise<AccessClaims | null> {
    const known = this.#verified.get(token);
    if (known && known.expiresAt > this.#now()) return known;
    this.#verified.delete(token);
    const claims = await this.#verify(token);
    if (claims) {
      const [oldest] = this.#verified.size < mostVerified ? [] : this.#verified.keys();
      if (oldest !== undefined) this.#verified.delete(oldest);
      this.#verified.set(token, claims);
    }
    return claims;
  }

  async #verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify<{ sid?: unknown }>(token, this.#key, {
        issuer,
        audience,
        algorithms: ['HS256'],
        typ: 'at+jwt',
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: this.#now(),
      });
      const { sub, sid, exp } = payload;
      if (sub === undefined || typeof sid !== 'string' || exp === undefined) return null;
      return { accountId: sub, sessionId: sid, expiresAt: new Date(exp * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
