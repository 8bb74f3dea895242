import { Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';

/** A supergraph, ready to plan operations. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The whole, with join directives and inaccessible elements. */
  readonly schema: GraphQLSchema;
  readonly plannerSchema: Schema;
  /** The whole as federation-internals has it. */
  readonly planner: QueryPlanner;
  /** URLs of the subgraphs by name, as the SDL's `join__graph` has them. */
  readonly urls: ReadonlyMap<string, string>;
}

/**
 * The supergraph of that SDL (Federation 2).
 * @throws Error when it is no supergraph
 */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl);
  const plannerSchema = supergraph.apiSchema();
  return {
    sdl,
    apiSchema: plannerSchema.toGraphQLJSSchema(),
    schema: supergraph.schema.toGraphQLJSSchema(),
    plannerSchema,
    // Far below the planner's own 10,000: beyond this it takes the best plan found so far instead of blocking the process.
    planner: new QueryPlanner(supergraph, { debug: { maxEvaluatedPlans: 1000 } }),
    urls: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
  };
}
