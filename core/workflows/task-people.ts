import type { AccountStore } from '../ports/account-store.ts';
import type { ProjectStore } from '../ports/project-store.ts';
import type { SiteStore } from '../ports/site-store.ts';
import type { SigningPeople } from '../signatures/confirm-person.ts';
import type { WorkflowPorts } from './ports.ts';

/** What workflows ask of accounts and members. */
export function taskPeople({
  identity,
  accounts,
  sites,
  projects,
}: {
  readonly identity: Pick<SigningPeople, 'confirmPassword'>;
  readonly accounts: Pick<AccountStore, 'byIds'>;
  readonly sites: Pick<SiteStore, 'getSites' | 'projectSites'>;
  readonly projects: Pick<ProjectStore, 'membersOf' | 'sitesOf'>;
}): Pick<WorkflowPorts, 'members' | 'people'> {
  return {
    async members(projectId) {
      const members = (await projects.membersOf([projectId])).get(projectId) ?? [];
      const known = await accounts.byIds(
        members.map(({ accountId }) => accountId),
        null,
      );
      return members.map(({ accountId, roles, site }) => {
        const username = known.get(accountId)?.username;
        return { userId: accountId, roles, site: site?.name ?? null, ...(username === undefined ? {} : { username }) };
      });
    },
    people: {
      confirmPassword: (username, password) => identity.confirmPassword(username, password),
      byIds: (ids) => accounts.byIds(ids, null),
      sitesOf: (accountId) => projects.sitesOf(accountId),
      async sitesOfProject(projectId) {
        const serving = await sites.projectSites([projectId]);
        const known = await sites.getSites(serving.map(({ siteId }) => siteId));
        return [...known.values()].map(({ name }) => name).toSorted();
      },
    },
  };
}
