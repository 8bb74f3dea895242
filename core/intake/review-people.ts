import { projectActions, type Role } from '../policy/policy.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { Membership } from '../ports/project-store.ts';
import type { ReviewPeople } from './ports.ts';

const reviewing: ReadonlySet<Role> = new Set(projectActions['intake.review']);

/** What reviews ask of accounts and members. */
export function reviewPeople({
  identity,
  accounts,
  membersOf,
  tell,
}: {
  readonly identity: Pick<ReviewPeople, 'confirmPassword'>;
  readonly accounts: Pick<AccountStore, 'byIds'>;
  readonly membersOf: (projectId: string) => Promise<readonly Pick<Membership, 'accountId' | 'roles'>[]>;
  readonly tell: (accountId: string, about: string, text: string) => Promise<void>;
}): ReviewPeople {
  const byIds: ReviewPeople['byIds'] = (ids) => accounts.byIds(ids, null);
  return {
    confirmPassword: (username, password) => identity.confirmPassword(username, password),
    byIds,
    async reviewersOf(projectId) {
      const members = await membersOf(projectId);
      const able = members.filter(({ roles }) => roles.some((role) => reviewing.has(role)));
      const people = await byIds(able.map(({ accountId }) => accountId));
      return [...people.values()].toSorted((a, b) => (a.username < b.username ? -1 : 1));
    },
    async tell(accountIds, about, text) {
      for (const id of [...accountIds].toSorted()) await tell(id, about, text);
    },
  };
}
