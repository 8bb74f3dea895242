import { tokenState, type AccessTokens } from '../../core/identity/access-tokens.ts';
import type { Account } from '../../core/ports/account-store.ts';
import type { Project } from '../../core/ports/project-store.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';

export interface TokenLoads {
  readonly userOf: (context: HubContext, id: string) => Promise<Account | null>;
  readonly projectOf: (context: HubContext, id: string) => Promise<Project | null>;
}

/** Personal access tokens. */
export function tokenResolvers(
  identity: Pick<AccessTokens, 'accessTokens' | 'createAccessToken' | 'revokeAccessToken'>,
  { userOf, projectOf }: TokenLoads,
) {
  return {
    Query: {
      accessTokens: async (_, { ofEveryone, first, after }, { actor }) => {
        const page = await identity.accessTokens(actor, ofEveryone, first, after ?? null);
        return {
          nodes: [...page.items],
          edges: page.items.map((node) => ({ cursor: node.id, node })),
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.items.at(-1)?.id ?? null },
          totalCount: page.totalCount,
        };
      },
    },
    Mutation: {
      createAccessToken: async (_, { input }, { actor }) => {
        const { token, secret } = await identity.createAccessToken(actor, input);
        return { accessToken: token, secret };
      },
      revokeAccessToken: async (_, { input }, { actor }) => ({
        accessToken: await identity.revokeAccessToken(actor, input.id),
      }),
    },
    AccessToken: {
      user: async ({ accountId }, _args, context) => {
        const user = await userOf(context, accountId);
        if (!user) throw new Error('an access token has no visible account');
        return user;
      },
      projects: async ({ projectIds }, _args, context) => {
        if (projectIds === null) return null;
        const found = await Promise.all(projectIds.map((id) => projectOf(context, id)));
        return found.filter((project) => project !== null);
      },
      state: (token) => tokenState(token),
    },
  } satisfies Pick<Resolvers, 'Query' | 'Mutation' | 'AccessToken'>;
}
