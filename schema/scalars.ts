import { GraphQLError, GraphQLScalarType } from 'graphql';
import { DateTimeISOResolver, JSONObjectResolver, JSONResolver } from 'graphql-scalars';

const instant = DateTimeISOResolver.toConfig();

/** A Date, as text of RFC 3339 in UTC. Named as in the SDL, whose description stands: @apollo/subgraph copies every property. */
export const dateTime = new GraphQLScalarType({
  ...instant,
  name: 'DateTime',
  description: undefined,
  parseValue: (value) => {
    try {
      return instant.parseValue(value);
    } catch (cause) {
      const message = 'DateTime: expected an instant as 2026-01-31T12:00:00Z';
      throw new GraphQLError(message, { originalError: cause as Error, extensions: { code: 'BAD_USER_INPUT' } });
    }
  },
});

/** Any JSON object; an array or a bare value is refused. */
export const jsonObject = new GraphQLScalarType({
  ...JSONObjectResolver.toConfig(),
  description: undefined,
  parseValue: (value) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new GraphQLError('JSONObject: expected an object', { extensions: { code: 'BAD_USER_INPUT' } });
  },
});

/** Any JSON value. */
export const json = new GraphQLScalarType({ ...JSONResolver.toConfig(), description: undefined });
