import type { Account, Principal } from './account-store.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** A personal access token, without its secret. */
export interface AccessToken {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** Null: each project of the person. */
  readonly projectIds: readonly string[] | null;
  readonly readOnly: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Up to ten minutes behind; null before the first use. */
  readonly lastUsedAt: Date | null;
  /** Null while nobody revoked it. */
  readonly revokedAt: Date | null;
}

export type NewAccessToken = Omit<AccessToken, 'lastUsedAt' | 'revokedAt'>;

/** Whom a token stands for, as of now. */
export interface TokenPrincipal {
  readonly token: AccessToken;
  readonly account: Account;
  readonly memberships: Principal['memberships'];
  /** The person's account was disabled. */
  readonly disabled: boolean;
}

/** Personal access tokens, which it knows by their hashes alone. */
export interface AccessTokenStore {
  /** Also forgets the person's tokens that ended before `forgetBefore`. */
  insert(token: NewAccessToken, hash: string, forgetBefore: Date): Promise<void>;
  /** Tokens of the account that are good at that time. Holds other inserts of the account's back until the transaction's end. */
  countGood(accountId: string, now: Date): Promise<number>;
  /** Whom the token of that hash stands for, whether it is still good or not; null when there is none. One query. */
  principal(hash: string): Promise<TokenPrincipal | null>;
  /** Notes a use, unless one after `unlessAfter` is noted already. */
  noteUse(id: string, at: Date, unlessAfter: Date): Promise<void>;
  /** Tokens of the account, or of all with null, in order of id (which is that of making). */
  page(accountId: string | null, page: PageRequest): Promise<Page<AccessToken>>;
  byId(id: string): Promise<AccessToken | null>;
  /** False when it was revoked before. */
  revoke(id: string, now: Date): Promise<boolean>;
}
