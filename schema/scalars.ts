import { GraphQLError, GraphQLScalarType } from 'graphql';
import { DateTimeISOResolver, JSONObjectResolver } from 'graphql-scalars';

const asWritten = DateTimeISOResolver.toConfig();

/** A Date, as text of RFC 3339 in UTC. Named as in the SDL, whose description stands: @apollo/subgraph copies every property. */
export const dateTime = new GraphQLScalarType({
  ...asWritten,
  name: 'DateTime',
  description: undefined,
  parseValue: (value) => refused(() => asWritten.parseValue(value)),
  parseLiteral: (node, variables) => refused(() => asWritten.parseLiteral(node, variables)),
});

/** What the library refuses is a client's mistake, which it doesn't say by a code. */
function refused<T>(parse: () => T): T {
  try {
    return parse();
  } catch (caught) {
    if (!(caught instanceof GraphQLError)) throw caught;
    throw new GraphQLError(caught.message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}

/** Any JSON object; an array or a bare value is refused. */
export const jsonObject = new GraphQLScalarType({ ...JSONObjectResolver.toConfig(), description: undefined });
