import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';

type TagValue = string | number | boolean;

export const tagValue = new GraphQLScalarType<TagValue, TagValue>({
  name: 'TagValue',
  serialize: (value) => value as TagValue,
  parseValue: checked,
  parseLiteral: (node: ValueNode) => {
    if (node.kind !== Kind.STRING && node.kind !== Kind.INT && node.kind !== Kind.FLOAT && node.kind !== Kind.BOOLEAN)
      return checked(null);
    return checked(valueFromASTUntyped(node));
  },
});

function checked(value: unknown): TagValue {
  if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return value;
  throw new GraphQLError('TagValue: expected a text, number or boolean', { extensions: { code: 'BAD_USER_INPUT' } });
}
