import { GraphQLScalarType } from 'graphql';
import { DateTimeISOResolver, JSONObjectResolver, JSONResolver } from 'graphql-scalars';

/** A Date, as text of RFC 3339 in UTC. Named as in the SDL, whose description stands: @apollo/subgraph copies every property. */
export const dateTime = new GraphQLScalarType({
  ...DateTimeISOResolver.toConfig(),
  name: 'DateTime',
  description: undefined,
});

/** Any JSON object; an array or a bare value is refused. */
export const jsonObject = new GraphQLScalarType({ ...JSONObjectResolver.toConfig(), description: undefined });

/** Any JSON value. */
export const json = new GraphQLScalarType({ ...JSONResolver.toConfig(), description: undefined });
