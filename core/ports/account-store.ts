import type { Role } from '../policy/policy.ts';

/** A person (or a site's service) who can sign in. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly isAdministrator: boolean;
  readonly createdAt: Date;
}

export interface NewAccount extends Omit<Account, 'createdAt'> {
  readonly passwordHash: string;
}

export interface Credentials {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly disabled: boolean;
}

/** Who an access token stands for, as of now. */
export interface Principal {
  readonly account: Account;
  readonly sessionKind: SessionKind;
  readonly memberships: ReadonlyMap<string, ReadonlySet<Role>>;
}

/** Names are compared without regard to case. */
export interface AccountStore {
  /** False, and nothing written, when the name is taken. */
  insert(account: NewAccount): Promise<boolean>;
  credentials(username: string): Promise<Credentials | null>;
  byUsername(username: string): Promise<Account | null>;
  setPasswordHash(accountId: string, passwordHash: string): Promise<void>;
  /** All accounts, by name. */
  list(): Promise<readonly Account[]>;
  /** Those of the accounts that `visibleTo` may see: itself and members of the same projects; all of them with null. */
  byIds(ids: readonly string[], visibleTo: string | null): Promise<ReadonlyMap<string, Account>>;
  /** Null when the account is disabled, or the session ended or does not exist. One query. */
  principal(accountId: string, sessionId: string, now: Date): Promise<Principal | null>;
  /** The account with its memberships as of now, whatever its sessions; null when it is disabled or gone. One query. */
  standing(accountId: string): Promise<Omit<Principal, 'sessionKind'> | null>;
}

/** LOGIN: a person's; OPERATOR: of the command line on the hub's own machine. */
export type SessionKind = 'LOGIN' | 'OPERATOR';

export interface NewSession {
  readonly id: string;
  readonly accountId: string;
  readonly kind: SessionKind;
  /** Which machine's operator; '' for a login. */
  readonly holder: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface RefreshOutcome {
  /** ROTATED: the old token is used, the new one stands. REUSED: the old one had been used before; the session has now ended. */
  readonly outcome: 'ROTATED' | 'REUSED' | 'REFUSED';
  /** Null when REFUSED: no such token, or its session has ended. */
  readonly session: { readonly id: string; readonly accountId: string; readonly expiresAt: Date } | null;
}

/** Sessions and their refresh tokens, which it knows by their hashes alone. */
export interface SessionStore {
  /** Opens a session and forgets the account's expired ones; the first refresh token's hash may be null (it has none). */
  open(session: NewSession, tokenHash: string | null): Promise<void>;
  /** Uses up the old token for the new one, in one step: of two at a time, one is REUSED. */
  rotate(oldHash: string, newHash: string, now: Date): Promise<RefreshOutcome>;
  /** Ends the account's session that ever had this token; its id, or null when there was none to end. */
  endByToken(accountId: string, tokenHash: string, now: Date): Promise<string | null>;
  /** Ends the operator sessions of a holder. */
  endOperator(holder: string, now: Date): Promise<void>;
}

/** Tries to log in with one name. */
export interface ThrottleState {
  readonly failures: number;
  readonly lastTryAt: Date;
  readonly blockedUntil: Date;
}

/** Failed logins per name, kept over restarts. */
export interface LoginThrottle {
  /**
   * Replaces the state of a name by what `next` makes of it, one caller at a time; `next` gets null for a name without
   * failures. Names whose last try was before `forgetBefore` may be forgotten.
   */
  advance(nameHash: string, forgetBefore: Date, next: (state: ThrottleState | null) => ThrottleState): Promise<void>;
  /** Forgets the failures of a name: a login succeeded. */
  clear(nameHash: string): Promise<void>;
}
