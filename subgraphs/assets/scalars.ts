import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import type { JsonObject } from '../../core/json.ts';

type TagValue = string | number | boolean;

export const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  // A resolver that answers anything but a Date is a fault of ours, and fails here.
  serialize: (value) => (value as Date).toISOString(),
});

export const jsonObject = new GraphQLScalarType<JsonObject, JsonObject>({
  name: 'JSONObject',
  serialize: (value) => value as JsonObject,
});

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
