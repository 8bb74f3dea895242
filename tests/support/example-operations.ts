import {
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  getNamedType,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';

const scalars: Readonly<Record<string, string>> = {
  ID: '"018f0000-0000-7000-8000-000000000000"',
  String: '"text"',
  Int: '1',
  Float: '1',
  Boolean: 'true',
  JSONObject: '{}',
  TagValue: '"text"',
  DateTime: '"2026-01-02T03:04:05Z"',
};

/** A literal that the type accepts, with the fields that it requires. */
function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
  }
  const literal = scalars[type.name];
  if (literal === undefined) throw new Error(`no example of the scalar ${type.name}`);
  return literal;
}

/** For each field of a root type one operation that is valid, by the field's name; without federation's own. */
export function exampleOperations(
  root: GraphQLObjectType | null | undefined,
  operation: 'query' | 'mutation' | 'subscription',
): ReadonlyMap<string, string> {
  const fields = Object.values(root?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
  return new Map(
    fields.map(({ name, args, type }) => {
      const given = args.filter(({ type: of }) => isNonNullType(of));
      const list = given.map((each) => `${each.name}: ${literalOf(each.type)}`).join(', ');
      const selection = isCompositeType(getNamedType(type)) ? ' { __typename }' : '';
      return [name, `${operation} { ${name}${list === '' ? '' : `(${list})`}${selection} }`];
    }),
  );
}
