import { badInput, HubError, notFound } from '../errors.ts';
import { pageOf } from '../page.ts';
import { checkedText } from '../identity/names.ts';
import { isId, newId } from '../ids.ts';
import {
  actorName,
  authorize,
  authorizeOnHub,
  may,
  permittedProjects,
  refuseToken,
  requireSignedIn,
  roles as allRoles,
  type Actor,
  type Role,
} from '../policy/policy.ts';
import type { AccountStore } from '../ports/account-store.ts';
import type { Page, PageRequest } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Membership, Project, ProjectStore } from '../ports/project-store.ts';
import type { SiteStore } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';

export interface ProjectPorts {
  readonly projects: ProjectStore;
  readonly accounts: AccountStore;
  readonly sites: Pick<SiteStore, 'findSite' | 'projectSites'>;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

export interface NewProjectInput {
  readonly name: string;
  readonly title?: string | null | undefined;
  readonly irbNumber?: string | null | undefined;
}

const projectName = /^[A-Za-z0-9._-]{1,64}$/;

/** Projects and who is what in them. */
export function createProjects({ projects, accounts, sites, audit, transactor }: ProjectPorts) {
  /** Those of the projects that the caller may see. @throws UNAUTHENTICATED */
  async function projectsByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Project>> {
    requireSignedIn(actor);
    return projects.byIds(ids.filter((id) => isId(id) && may(actor, 'project.read', id)));
  }

  /** The site of that name, of those that serve the project: an administrator's to give. @throws BAD_USER_INPUT */
  async function siteOfProject(projectId: string, name: string) {
    const site = name.includes('\0') ? null : await sites.findSite(name);
    const serving = site ? await sites.projectSites([projectId]) : [];
    if (site && serving.some(({ siteId }) => siteId === site.id)) return { id: site.id, name: site.name };
    throw badInput('input.site', 'the name of a site that serves the project', name);
  }

  return {
    projectsByIds,

    /** By id or name (both, when both are given); null when there is none that the caller may see. @throws UNAUTHENTICATED, BAD_USER_INPUT */
    async project(
      actor: Actor,
      by: { readonly id?: string | null | undefined; readonly name?: string | null | undefined },
    ): Promise<Project | null> {
      requireSignedIn(actor);
      const { id = null, name = null } = by;
      if (id === null && name === null) throw badInput('id', 'an id or a name', null);
      const found = id === null ? await projects.byName(name ?? '') : (await projectsByIds(actor, [id])).get(id);
      if (!found || !may(actor, 'project.read', found.id)) return null;
      return name === null || found.name === name ? found : null;
    },

    /** A page of the projects that the caller may see. @throws UNAUTHENTICATED, BAD_USER_INPUT */
    async projects(actor: Actor, page: PageRequest): Promise<Page<Project>> {
      const visible = permittedProjects(actor, 'project.read');
      return projects.page(visible, pageOf(page.first, page.after));
    },

    /** The new project, or the one that has this name already, as it is. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
    async createProject(actor: Actor, input: NewProjectInput): Promise<Project> {
      authorizeOnHub(actor, 'project.create');
      const { name } = input;
      if (!projectName.test(name)) throw badInput('input.name', "1 to 64 letters, digits, '.', '_' or '-'", name);
      const title = checkedText('input.title', input.title ?? '', 200) || name;
      const irbNumber = checkedText('input.irbNumber', input.irbNumber ?? '', 64) || null;
      return transactor.transact(async () => {
        const project = { id: newId(), name, title, irbNumber, createdBy: actorName(actor) };
        if (await projects.insert(project)) {
          await audit.append({
            actor: actorName(actor),
            action: 'project.created',
            target: `project:${project.id}`,
            projectId: project.id,
            reason: null,
            oldValue: null,
            newValue: { name, title, irbNumber },
          });
        }
        const stored = await projects.byName(name);
        if (!stored) throw new Error('a project that was just written is gone');
        return stored;
      });
    },

    /**
     * The project, after one person's roles in it were set; none removes the person. Only owners and administrators
     * make or unmake an owner: a manager must not rise above who appointed them. `site`: the name of the site that the person works
     * at; null: none; undefined: as it was.
     * @throws UNAUTHENTICATED, NOT_FOUND (project or person), FORBIDDEN, BAD_USER_INPUT (a site that does not serve the project)
     */
    async setMember(
      actor: Actor,
      input: {
        readonly projectId: string;
        readonly username: string;
        readonly roles: readonly Role[];
        readonly site?: string | null | undefined;
      },
    ): Promise<Project> {
      const { projectId } = input;
      authorize(actor, 'project.manage', projectId);
      // A token that was found or stolen must not make itself a way to stay.
      refuseToken(actor);
      const project = (await projectsByIds(actor, [projectId])).get(projectId);
      if (!project) throw notFound('project');
      const account = await accounts.byUsername(input.username);
      if (!account) throw new HubError('NOT_FOUND', 'no account of that name', { field: 'input.username' });
      const roles = allRoles.filter((role) => input.roles.includes(role));
      const site = typeof input.site === 'string' ? await siteOfProject(projectId, input.site) : input.site;
      await transactor.transact(async () => {
        const { roles: before, site: siteBefore } = await projects.setMember({
          projectId,
          accountId: account.id,
          roles,
          site,
        });
        if (before.includes('OWNER') !== roles.includes('OWNER')) authorize(actor, 'project.own', projectId);
        const siteAfter = site === undefined ? siteBefore : site;
        const sameSite = siteBefore?.id === siteAfter?.id;
        if (sameSite && before.length === roles.length && before.every((role) => roles.includes(role))) return;
        await audit.append({
          actor: actorName(actor),
          action: 'member.set',
          target: `account:${account.id}`,
          projectId,
          reason: null,
          oldValue: { roles: before, ...(sameSite ? {} : { site: siteBefore?.name ?? null }) },
          newValue: { roles, ...(sameSite ? {} : { site: siteAfter?.name ?? null }) },
        });
      });
      return project;
    },

    /**
     * Members of each project: all of them for who may manage it, else the caller's own membership alone.
     * @throws UNAUTHENTICATED
     */
    async membersOf(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Membership[]>> {
      requireSignedIn(actor);
      const [managed, others] = [
        projectIds.filter((id) => may(actor, 'project.manage', id)),
        projectIds.filter((id) => !may(actor, 'project.manage', id)),
      ];
      const members = new Map(managed.length > 0 ? await projects.membersOf(managed) : []);
      const visible = others.filter((id) => rolesIn(actor, id).length > 0);
      const own = visible.length > 0 ? await projects.membersOf(visible) : new Map<string, readonly Membership[]>();
      for (const projectId of others) {
        const roles = rolesIn(actor, projectId);
        const site = own.get(projectId)?.find(({ accountId }) => actor.kind === 'user' && accountId === actor.id)?.site;
        members.set(
          projectId,
          actor.kind === 'user' && roles.length > 0
            ? [{ projectId, accountId: actor.id, roles, site: site ?? null }]
            : [],
        );
      }
      return members;
    },

    /** The caller's own roles in the project, highest first. @throws UNAUTHENTICATED */
    myRoles(actor: Actor, projectId: string): readonly Role[] {
      requireSignedIn(actor);
      return rolesIn(actor, projectId);
    },
  };
}
export type Projects = ReturnType<typeof createProjects>;

function rolesIn(actor: Actor, projectId: string): readonly Role[] {
  const held = actor.kind === 'user' ? actor.memberships.get(projectId) : undefined;
  return allRoles.filter((role) => held?.has(role) === true);
}
