import { randomBytes } from 'node:crypto';
import { badInput, HubError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { actorName, authorizeOnHub, mayOnHub, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Account, AccountStore } from '../ports/account-store.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { PasswordHasher } from '../ports/password-hasher.ts';
import type { Transactor } from '../ports/transactor.ts';
import {
  checkedText,
  checkedUsername,
  checkPassword,
  maxPasswordLength,
  minPasswordLength,
  normalizedPassword,
} from './names.ts';

export interface AccountPorts {
  readonly accounts: AccountStore;
  readonly hasher: PasswordHasher;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly displayName?: string | null | undefined;
  readonly isAdministrator?: boolean | undefined;
}

export interface FirstAdministrator {
  readonly username: string;
  /** Made up just now, to be printed once; null when it was given or the account existed. */
  readonly password: string | null;
  readonly isWeak: boolean;
}

/** The first administrator's name. */
export const administratorName = 'admin';

/** Accounts of people. */
export function createAccounts({ accounts, hasher, audit, transactor }: AccountPorts) {
  /** False when the name is taken. */
  async function insert(by: string, user: NewUser & { readonly id: string }): Promise<boolean> {
    const displayName = checkedText('input.displayName', user.displayName ?? '', 200) || user.username;
    const isAdministrator = user.isAdministrator ?? false;
    const passwordHash = await hasher.hash(normalizedPassword(user.password));
    return transactor.transact(async () => {
      if (
        !(await accounts.insert({ id: user.id, username: user.username, displayName, isAdministrator, passwordHash }))
      ) {
        return false;
      }
      await audit.append({
        actor: by,
        action: 'user.created',
        target: `account:${user.id}`,
        projectId: null,
        reason: null,
        oldValue: null,
        newValue: { username: user.username, displayName, isAdministrator },
      });
      return true;
    });
  }

  return {
    /** The new account. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFLICT when the name is taken (in any case) */
    async addUser(actor: Actor, input: NewUser): Promise<Account> {
      authorizeOnHub(actor, 'user.manage');
      const username = checkedUsername('input.username', input.username);
      checkPassword('input.password', input.password, username);
      const id = newId();
      if (!(await insert(actorName(actor), { ...input, id }))) {
        throw new HubError('CONFLICT', `there is an account ${username} already`, { field: 'input.username' });
      }
      const account = (await accounts.byIds([id], null)).get(id);
      if (!account) throw new Error('an account that was just written is gone');
      return account;
    },

    /** All accounts, by name. @throws UNAUTHENTICATED, FORBIDDEN */
    async users(actor: Actor): Promise<readonly Account[]> {
      authorizeOnHub(actor, 'user.manage');
      return accounts.list();
    },

    /** The caller's own account. @throws UNAUTHENTICATED, also for a service, which is no person */
    async me(actor: Actor): Promise<Account> {
      requireSignedIn(actor);
      const own = actor.kind === 'user' ? (await accounts.byIds([actor.id], null)).get(actor.id) : undefined;
      if (!own) throw new HubError('UNAUTHENTICATED', 'sign in as a person first');
      return own;
    },

    /** Those of the accounts that the caller may see: their own and those of people who share a project; administrators see all. */
    async usersByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
      requireSignedIn(actor);
      const visibleTo = mayOnHub(actor, 'user.manage') || actor.kind !== 'user' ? null : actor.id;
      return accounts.byIds(ids.filter(isId), visibleTo);
    },

    /**
     * Creates the account `admin` on a first start: with the given password, else with one that is made up and answered
     * this once. Later the given password is ignored: a variable forgotten in some file must not undo a change.
     * `isWeak` says that the given password is shorter than addUser would take: the operator's own choice, worth a warning.
     * @throws BAD_USER_INPUT when the given password is empty or over the limit
     */
    async ensureAdministrator(given: string | null): Promise<FirstAdministrator> {
      const username = administratorName;
      if (await accounts.byUsername(username)) return { username, password: null, isWeak: false };
      if (given !== null && (given.length === 0 || given.length > maxPasswordLength)) {
        throw badInput('PESSCARA_ADMIN_PASSWORD', `1 to ${String(maxPasswordLength)} characters`, given.length);
      }
      const password = given ?? randomBytes(15).toString('base64url');
      const user = { id: newId(), username, password, displayName: 'Administrator', isAdministrator: true };
      // Of two processes that start at the same time one makes the account; the other has nothing to tell.
      const isOurs = await insert('service:hub', user);
      return {
        username,
        password: isOurs && given === null ? password : null,
        isWeak: isOurs && password.length < minPasswordLength,
      };
    },
  };
}
