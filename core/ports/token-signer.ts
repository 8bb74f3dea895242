/** What an access token says. Roles are not in it: they are read for each request, so that a change acts at once. */
export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

export interface TokenSigner {
  sign(claims: AccessClaims): Promise<string>;
  /** The claims of a token that we signed for this hub and that has not ended; else null. */
  verify(token: string): Promise<AccessClaims | null>;
}
