import { createHash, createHmac, randomBytes } from 'node:crypto';
import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import { requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AccountStore, LoginThrottle, SessionStore } from '../ports/account-store.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { PasswordHasher } from '../ports/password-hasher.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TokenSigner } from '../ports/token-signer.ts';
import type { Transactor } from '../ports/transactor.ts';
import { maxPasswordLength, normalizedPassword } from './names.ts';
import { forgetAfterMs, nextTry } from './throttle.ts';

export interface LoginPorts {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly throttle: LoginThrottle;
  readonly hasher: PasswordHasher;
  readonly signer: TokenSigner;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** @default the system's clock */
  readonly now?: () => Date;
}

const accessTokenMs = 10 * 60_000;
/** From the login on, however often it is refreshed. */
const sessionMs = 30 * 24 * 60 * 60_000;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

/** What stands in the database for a refresh token: it is 256 random bits, so a plain hash can't be undone by trying. */
function tokenHash(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('hex');
}

/** Signing in and out. */
export function createLogin(ports: LoginPorts) {
  const { accounts, sessions, throttle, hasher, signer, secrets, audit, transactor } = ports;
  const now = ports.now ?? (() => new Date());

  async function accessToken(accountId: string, sessionId: string, sessionEnd: Date) {
    const expiresAt = new Date(Math.min(now().getTime() + accessTokenMs, sessionEnd.getTime()));
    return { accessToken: await signer.sign({ accountId, sessionId, expiresAt }), expiresAt };
  }

  const record = (action: string, accountId: string | null, actor: string, reason: string | null = null) =>
    audit.append({
      actor,
      action,
      target: `account:${accountId ?? 'unknown'}`,
      projectId: null,
      reason,
      oldValue: null,
      newValue: null,
    });

  /** The account that name and password are of; failures slow down further tries with that name (see `nextTry`). @throws UNAUTHENTICATED */
  async function checked(input: { readonly username: string; readonly password: string }) {
    const nameHash = createHmac('sha256', await secrets.key('login-throttle'))
      .update(input.username.toLowerCase())
      .digest('hex');
    await throttle.advance(nameHash, new Date(now().getTime() - forgetAfterMs), (state) => nextTry(state, now()));
    const found = await accounts.credentials(input.username);
    const usable = found && !found.disabled && input.password.length <= maxPasswordLength ? found : null;
    const password = normalizedPassword(input.password.slice(0, maxPasswordLength));
    const fits = await hasher.verify(password, usable?.passwordHash ?? null);
    if (!usable || !fits) {
      await record('login.failed', found?.accountId ?? null, 'anonymous');
      throw new HubError('UNAUTHENTICATED', 'wrong username or password');
    }
    return { usable, password, nameHash };
  }

  return {
    /** Passes for the person's own password, as at a login but without one: for what is signed. @throws UNAUTHENTICATED */
    async confirmPassword(username: string, given: string): Promise<void> {
      const { nameHash } = await checked({ username, password: given });
      await throttle.clear(nameHash);
    },

    /**
     * Tokens for a name and password. A wrong name and a wrong password get the same answer after the same work.
     * Failures slow down further tries with that name (see `nextTry`).
     * @throws UNAUTHENTICATED
     */
    async login(input: { readonly username: string; readonly password: string }): Promise<Tokens> {
      const { usable, password, nameHash } = await checked(input);
      if (hasher.needsRehash(usable.passwordHash)) {
        await accounts.setPasswordHash(usable.accountId, await hasher.hash(password));
      }
      const refreshToken = randomBytes(32).toString('base64url');
      const sessionId = newId();
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + sessionMs);
      await transactor.transact(async () => {
        const { accountId } = usable;
        await sessions.open(
          { id: sessionId, accountId, kind: 'LOGIN', holder: '', createdAt, expiresAt },
          tokenHash(refreshToken),
        );
        await throttle.clear(nameHash);
        await record('login.succeeded', usable.accountId, `account:${usable.accountId}`);
      });
      return { refreshToken, ...(await accessToken(usable.accountId, sessionId, expiresAt)) };
    },

    /**
     * New tokens for a refresh token, which is used up. One that was used before ends its session, also when it is an
     * honest client's retry: a thief and a retry look alike. Clients refresh one at a time, and keep the answer.
     * @throws UNAUTHENTICATED
     */
    async refresh(input: { readonly refreshToken: string }): Promise<Tokens> {
      const refreshToken = randomBytes(32).toString('base64url');
      // The outcome leaves the transaction as a value: an error thrown inside would undo the session's end.
      const { outcome, session } = await transactor.transact(async () => {
        const result = await sessions.rotate(tokenHash(input.refreshToken), tokenHash(refreshToken), now());
        if (result.outcome === 'REUSED' && result.session) {
          const { id, accountId } = result.session;
          await record('session.ended', accountId, 'service:hub', `refresh token used again (session ${id})`);
        }
        return result;
      });
      if (outcome !== 'ROTATED' || !session)
        throw new HubError('UNAUTHENTICATED', 'the session has ended: sign in again');
      return { refreshToken, ...(await accessToken(session.accountId, session.id, session.expiresAt)) };
    },

    /** True when the caller's session that the refresh token belongs to ended now; access tokens of it end with it. */
    async logout(actor: Actor, input: { readonly refreshToken: string }): Promise<boolean> {
      requireSignedIn(actor);
      if (actor.kind !== 'user') return false;
      return transactor.transact(async () => {
        const ended = await sessions.endByToken(actor.id, tokenHash(input.refreshToken), now());
        if (ended === null) return false;
        await record('session.ended', actor.id, actor.username, 'logout');
        return true;
      });
    },
  };
}
