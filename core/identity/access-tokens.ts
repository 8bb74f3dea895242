import { badInput, HubError, notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { pageOf } from '../page.ts';
import { actorName, authorizeOnHub, may, mayOnHub, requirePerson, type Actor, type Person } from '../policy/policy.ts';
import type { AccessToken, AccessTokenStore } from '../ports/access-token-store.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Transactor } from '../ports/transactor.ts';
import { newTokenText, tokenTextHash } from './token-text.ts';
import { WrongTokens } from './wrong-tokens.ts';

export interface AccessTokenPorts {
  readonly accessTokens: AccessTokenStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  readonly now?: () => Date;
}

export interface NewTokenInput {
  readonly name: string;
  /** @default in 90 days */
  readonly expiresAt?: Date | null | undefined;
  /** Null: each project of the person. */
  readonly projectIds?: readonly string[] | null | undefined;
  readonly readOnly?: boolean | null | undefined;
}

const dayMs = 24 * 60 * 60_000;
const longestDays = 366;
const usualDays = 90;
/** Ended tokens are listed for so long. */
const listedDays = 90;
const maxGood = 100;
const maxProjects = 100;
/** A use is noted once in so long. */
const noteMs = 10 * 60_000;
/** No parentheses or line breaks: the name stands in the audit trail beside the person's. */
const nameForm = /^[\p{L}\p{N}][\p{L}\p{N} ._@/-]{0,63}$/u;

const refused = () =>
  new HubError('UNAUTHENTICATED', 'the access token is not valid (any more): it ended, was revoked, or never was one');

/** ACTIVE, or why a token is not good any more. */
export function tokenState(token: AccessToken, now = new Date()): 'ACTIVE' | 'EXPIRED' | 'REVOKED' {
  if (token.revokedAt) return 'REVOKED';
  return now < token.expiresAt ? 'ACTIVE' : 'EXPIRED';
}

/** Personal access tokens: for programs that act for a person, for longer than a session. */
export function createAccessTokens({ accessTokens, audit, transactor, now = () => new Date() }: AccessTokenPorts) {
  const wrong = new WrongTokens();
  const facts = ({
    name,
    projectIds,
    readOnly,
    expiresAt,
    accountId,
  }: Omit<AccessToken, 'lastUsedAt' | 'revokedAt'>) => ({
    ...{ name, accountId, projectIds, readOnly },
    expiresAt: expiresAt.toISOString(),
  });
  const record = (
    by: string,
    action: string,
    id: string,
    reason: string | null,
    oldValue: JsonObject | null,
    newValue: JsonObject | null,
  ) => audit.append({ actor: by, action, target: `access-token:${id}`, projectId: null, reason, oldValue, newValue });

  return {
    /**
     * A new token of the caller, and its secret, which is answered this once and kept nowhere.
     * @throws UNAUTHENTICATED, FORBIDDEN for a token, BAD_USER_INPUT, NOT_FOUND for a project that the caller doesn't see, CONFLICT
     * when there are 100 good ones already
     */
    async createAccessToken(
      actor: Actor,
      input: NewTokenInput,
    ): Promise<{ readonly token: AccessToken; readonly secret: string }> {
      requirePerson(actor);
      const createdAt = now();
      const token = {
        id: newId(),
        accountId: actor.id,
        name: checkedName(input.name),
        projectIds: checkedProjects(actor, input.projectIds ?? null),
        readOnly: input.readOnly ?? false,
        createdAt,
        expiresAt: checkedEnd(createdAt, input.expiresAt ?? null),
      };
      const secret = newTokenText();
      await transactor.transact(async () => {
        if ((await accessTokens.countGood(actor.id, createdAt)) >= maxGood)
          throw new HubError('CONFLICT', `you have ${String(maxGood)} access tokens: revoke one first`);
        const forgetBefore = new Date(createdAt.getTime() - listedDays * dayMs);
        await accessTokens.insert(token, tokenTextHash(secret) ?? '', forgetBefore);
        await record(actorName(actor), 'access-token.created', token.id, null, null, facts(token));
      });
      return { token: { ...token, lastUsedAt: null, revokedAt: null }, secret };
    },

    /**
     * The caller's tokens, or those of all people, in order of making; also those that ended in the last 90 days.
     * @throws UNAUTHENTICATED, FORBIDDEN for a token, and for all people's without being an administrator; BAD_USER_INPUT
     */
    async accessTokens(
      actor: Actor,
      ofEveryone: boolean,
      first: number,
      after: string | null,
    ): Promise<Page<AccessToken>> {
      requirePerson(actor);
      if (ofEveryone) authorizeOnHub(actor, 'user.manage');
      return accessTokens.page(ofEveryone ? null : actor.id, pageOf(first, after));
    },

    /**
     * The token as revoked: from now on no process of the hub takes it. Once more is no error.
     * @throws UNAUTHENTICATED, FORBIDDEN for a token, NOT_FOUND for another's, save for administrators
     */
    async revokeAccessToken(actor: Actor, id: string): Promise<AccessToken> {
      requirePerson(actor);
      return transactor.transact(async () => {
        const token = isId(id) ? await accessTokens.byId(id) : null;
        if (!token || (token.accountId !== actor.id && !mayOnHub(actor, 'user.manage'))) throw notFound('access token');
        if (await accessTokens.revoke(id, now()))
          await record(actorName(actor), 'access-token.revoked', id, null, facts(token), null);
        return (await accessTokens.byId(id)) ?? token;
      });
    },

    /**
     * Who holds the token, with the roles of now, and when it ends. The store is asked each time: revoked, it is refused from the next
     * request on, by each process.
     * @throws UNAUTHENTICATED
     */
    holderOf: async (text: string): Promise<{ readonly actor: Person; readonly expiresAt: Date }> => {
      const hash = tokenTextHash(text);
      if (hash === null) throw refused();
      const at = now();
      wrong.check(hash, at);
      const found = await accessTokens.principal(hash);
      if (!found || found.disabled || tokenState(found.token, at) !== 'ACTIVE') {
        // Somewhere a program goes on with it, or somebody found it: worth an entry, though not one for each try.
        if (wrong.note(hash, at) && found)
          await record('anonymous', 'access-token.refused', found.token.id, null, null, null);
        throw refused();
      }
      const { token, account, memberships } = found;
      if (token.lastUsedAt === null || at.getTime() - token.lastUsedAt.getTime() > noteMs)
        await accessTokens.noteUse(token.id, at, new Date(at.getTime() - noteMs));
      const { id, username, isAdministrator } = account;
      const { name, readOnly, projectIds } = token;
      const limits = { id: token.id, name, readOnly, projectIds: projectIds === null ? null : new Set(projectIds) };
      return {
        actor: { kind: 'user', id, username, isAdministrator, memberships, token: limits },
        expiresAt: token.expiresAt,
      };
    },
  };
}
export type AccessTokens = ReturnType<typeof createAccessTokens>;

function checkedName(name: string): string {
  const text = name.trim();
  if (!nameForm.test(text))
    throw badInput('input.name', "1 to 64 letters, digits, spaces, '.', '_', '@', '/' or '-'", name);
  return text;
}

function checkedEnd(from: Date, given: Date | null): Date {
  if (given === null) return new Date(from.getTime() + usualDays * dayMs);
  const ms = given.getTime() - from.getTime();
  if (!(ms > 0 && ms <= longestDays * dayMs))
    throw badInput('input.expiresAt', 'a time to come, within a year', given.toISOString());
  return given;
}

function checkedProjects(actor: Person, ids: readonly string[] | null): readonly string[] | null {
  if (ids === null) return null;
  if (ids.length === 0 || ids.length > maxProjects)
    throw badInput('input.projectIds', `1 to ${String(maxProjects)} projects; without it, all of yours`, ids.length);
  for (const id of ids) if (!isId(id) || !may(actor, 'project.read', id)) throw notFound('project');
  return [...new Set(ids)];
}
