import type { AuditCheck } from '../../core/audit/audit-check.ts';
import type { AuditSearching } from '../../core/audit/audit-search.ts';
import type { Identity } from '../../core/identity/identity.ts';
import type { Account } from '../../core/ports/account-store.ts';
import type { Project } from '../../core/ports/project-store.ts';
import type { Projects } from '../../core/projects/projects.ts';
import { dateTime, jsonObject } from '../../schema/scalars.ts';
import { loaderOf, readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tokenResolvers } from './token-resolvers.ts';

export interface ProjectsUseCases {
  readonly identity: Identity;
  readonly projects: Projects;
  readonly auditCheck: AuditCheck & AuditSearching;
}

const projectKey = Symbol('projects');
const userKey = Symbol('users');
const membersKey = Symbol('members');

/** People, projects and memberships, and the audit trail. */
export function createProjectsSubgraph(useCases: ProjectsUseCases): SubgraphModule {
  const { identity, projects, auditCheck } = useCases;
  const projectOf = (context: HubContext, id: string): Promise<Project | null> =>
    loaderOf(context, projectKey, (ids) => projects.projectsByIds(context.actor, ids)).load(id);
  const userOf = (context: HubContext, id: string): Promise<Account | null> =>
    loaderOf(context, userKey, (ids) => identity.usersByIds(context.actor, ids)).load(id);
  const members = (context: HubContext) =>
    loaderOf(context, membersKey, (ids) => projects.membersOf(context.actor, ids));

  const tokens = tokenResolvers(identity, { userOf, projectOf });
  const resolvers = {
    DateTime: dateTime,
    JSONObject: jsonObject,
    Query: {
      ...tokens.Query,
      me: (_, _args, { actor }) => identity.me(actor),
      project: (_, { id, name }, { actor }) => projects.project(actor, { id, name }),
      projects: async (_, { first, after }, { actor }) => {
        const { items, hasNextPage, totalCount } = await projects.projects(actor, { first, after: after ?? null });
        return {
          nodes: [...items],
          edges: items.map((node) => ({ cursor: node.id, node })),
          pageInfo: { hasNextPage, endCursor: items.at(-1)?.id ?? null },
          totalCount,
        };
      },
      users: async (_, _args, { actor }) => [...(await identity.users(actor))],
      verifyAudit: (_, { since }, { actor }) => auditCheck.verify(actor, since ?? null),
      auditEntries: async (_, { filter, first, after }, { actor }) => {
        const page = await auditCheck.auditEntries(actor, filter ?? {}, first, after ?? null);
        return {
          nodes: [...page.items],
          edges: page.items.map((node) => ({ cursor: String(node.sequence), node })),
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.items.at(-1)?.sequence.toString() ?? null },
          totalCount: page.totalCount,
        };
      },
    },
    Mutation: {
      ...tokens.Mutation,
      login: (_, { input }) => identity.login(input),
      refreshToken: (_, { input }) => identity.refresh(input),
      logout: async (_, { input }, { actor }) => ({ loggedOut: await identity.logout(actor, input) }),
      addUser: async (_, { input }, { actor }) => ({ user: await identity.addUser(actor, input) }),
      createProject: async (_, { input }, { actor }) => ({ project: await projects.createProject(actor, input) }),
      setMember: async (_, { input }, context) => {
        const project = await projects.setMember(context.actor, input);
        members(context).clear(project.id);
        return { project };
      },
    },
    Project: {
      __resolveReference: ({ id }, context) => projectOf(context, id),
      members: async ({ id }, _args, context) => [...((await members(context).load(id)) ?? [])],
      myRoles: ({ id }, _args, { actor }) => [...projects.myRoles(actor, id)],
    },
    AccessToken: tokens.AccessToken,
    Member: {
      user: async ({ accountId }, _args, context) => {
        const user = await userOf(context, accountId);
        if (!user) throw new Error('a member has no visible account');
        return user;
      },
      roles: ({ roles }) => [...roles],
      site: ({ site }) => site && { id: site.id },
    },
    User: {
      __resolveReference: ({ id }, context) => userOf(context, id),
    },
  } satisfies Resolvers;
  return { name: 'projects', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
