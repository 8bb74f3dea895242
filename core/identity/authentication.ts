import { HubError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { NextTurn } from '../next-turn.ts';
import { anonymous, type Actor } from '../policy/policy.ts';
import type { AccountStore, SessionStore } from '../ports/account-store.ts';
import type { TokenSigner } from '../ports/token-signer.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { AccessTokens } from './access-tokens.ts';
import { administratorName } from './accounts.ts';
import { isTokenText } from './token-text.ts';

export interface AuthenticationPorts {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly signer: TokenSigner;
  readonly transactor: Transactor;
  /** Who holds a personal access token. @throws UNAUTHENTICATED */
  readonly holderOf: AccessTokens['holderOf'];
  readonly now?: () => Date;
}

/** How an operator's acts are named in audit and provenance. */
const operatorName = `${administratorName} (local operator)`;
const operatorMs = 365 * 24 * 60 * 60_000;

const refused = () => new HubError('UNAUTHENTICATED', 'the access token is not valid (any more): sign in again');

/** From an access token to who asks. */
export function createAuthentication({
  accounts,
  sessions,
  signer,
  transactor,
  holderOf,
  now = () => new Date(),
}: AuthenticationPorts) {
  /** An event goes to all subscriptions of a person at the same time. */
  const standings = new NextTurn<Awaited<ReturnType<AccountStore['standing']>>>();

  /**
   * Who asks, and when the token ends (null for nobody): a WebSocket must be closed then.
   * `authorization` is an `Authorization` header's value, or the token alone; null or empty is the anonymous actor.
   * The account, its session and its memberships are read each time, so that a change acts on the next request.
   * @throws UNAUTHENTICATED
   */
  async function authenticateWithExpiry(
    authorization: string | null,
  ): Promise<{ readonly actor: Actor; readonly expiresAt: Date | null }> {
    const token = authorization?.trim().replace(/^bearer\s+/i, '') ?? '';
    if (token === '') return { actor: anonymous, expiresAt: null };
    if (isTokenText(token)) return holderOf(token);
    const claims = await signer.verify(token);
    const principal = claims && (await accounts.principal(claims.accountId, claims.sessionId, now()));
    if (!principal) throw refused();
    const { account, memberships } = principal;
    return {
      actor: {
        kind: 'user',
        id: account.id,
        username: principal.sessionKind === 'OPERATOR' ? operatorName : account.username,
        isAdministrator: account.isAdministrator,
        memberships,
        sessionId: claims.sessionId,
      },
      expiresAt: claims.expiresAt,
    };
  }

  return {
    authenticateWithExpiry,

    /** Who asks; see `authenticateWithExpiry`. @throws UNAUTHENTICATED */
    async authenticate(authorization: string | null): Promise<Actor> {
      return (await authenticateWithExpiry(authorization)).actor;
    },

    /**
     * The same caller with the roles of now, for what goes on longer than a request (a subscription asks for each event).
     * Anonymous when the account is disabled or gone.
     */
    async refreshActor(actor: Actor): Promise<Actor> {
      if (actor.kind !== 'user') return actor;
      const standing = await standings.ask(actor.id, () => accounts.standing(actor.id));
      if (!standing) return anonymous;
      return { ...actor, isAdministrator: standing.account.isAdministrator, memberships: standing.memberships };
    },

    /** The person of that account with the roles of now, for a link that was given to them; anonymous when it is disabled or gone. */
    async actorOf(accountId: string): Promise<Actor> {
      const standing = isId(accountId) ? await accounts.standing(accountId) : null;
      if (!standing) return anonymous;
      const { account, memberships } = standing;
      const { id, username, isAdministrator } = account;
      return { kind: 'user', id, username, isAdministrator, memberships };
    },

    /**
     * An access token of the account `admin` for the command line on the hub's own machine; whoever can read the file
     * that the caller writes it to (mode 0600) is the operator. It is good until the next one of the same holder
     * (name the data folder's host when several gateways share a database), a year at most.
     * @throws CONFLICT when `ensureAdministrator` has not run
     */
    async issueOperatorToken(holder = 'local'): Promise<string> {
      const account = await accounts.byUsername(administratorName);
      if (!account) throw new HubError('CONFLICT', `there is no account ${administratorName} yet`);
      const createdAt = now();
      const session = {
        id: newId(),
        accountId: account.id,
        kind: 'OPERATOR' as const,
        holder,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + operatorMs),
      };
      await transactor.transact(async () => {
        await sessions.endOperator(holder, createdAt);
        await sessions.open(session, null);
      });
      return signer.sign({ accountId: account.id, sessionId: session.id, expiresAt: session.expiresAt });
    },

    /** Ends the holder's operator token, at an orderly stop. */
    async endOperatorToken(holder = 'local'): Promise<void> {
      await sessions.endOperator(holder, now());
    },
  };
}
