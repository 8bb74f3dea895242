import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Actor } from '../../core/policy/policy.ts';
import { asError, HubError } from '../../core/errors.ts';
import { createContext, type SubgraphModule } from '../../schema/subgraph.ts';

/** A subgraph's schema alone, as the gateway asks it. */
export function schemaOf({ typeDefs, resolvers }: SubgraphModule): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
}

export interface Answer {
  readonly data: Record<string, unknown> | null;
  /** Codes of the errors: a HubError's, else the error's message. */
  readonly codes: readonly string[];
}

/** One operation on a subgraph's schema, as that actor. */
export async function ask(
  schema: GraphQLSchema,
  actor: Actor,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const contextValue = createContext(actor, 'test', new AbortController().signal);
  const { data, errors = [] } = await graphql({ schema, source, variableValues: variables, contextValue });
  return {
    // Without prototypes' traps and Dates, as a client would get it.
    data: data ? (JSON.parse(JSON.stringify(data)) as Record<string, unknown>) : null,
    codes: errors.map(({ originalError, message }) =>
      originalError instanceof HubError ? originalError.code : asError(originalError ?? message).message,
    ),
  };
}

/** What `_entities` answers for the reference, with these fields. */
export async function entity(
  schema: GraphQLSchema,
  actor: Actor,
  type: string,
  id: string,
  fields: string,
): Promise<{ readonly entity: unknown; readonly codes: readonly string[] }> {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`;
  const { data, codes } = await ask(schema, actor, source, { of: [{ __typename: type, id }] });
  return { entity: (data?.['_entities'] as unknown[] | undefined)?.[0] ?? null, codes };
}
