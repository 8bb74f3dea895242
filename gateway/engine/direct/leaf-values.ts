import type { GraphQLEnumType } from 'graphql';

/** The value as it goes into the answer; undefined when it is no value of the type. */
export type LeafCoercion = (value: unknown) => unknown;

/** How values of a leaf type are checked: an enum's values, the five scalars of GraphQL; any value of another scalar passes. */
export function leafCoercion(type: GraphQLEnumType | string | undefined): LeafCoercion {
  if (typeof type === 'object') {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (typeof value === 'string' && names.has(value) ? value : undefined);
  }
  return (type !== undefined && builtIn.get(type)) || anyValue;
}

const anyValue: LeafCoercion = (value) => value;

const builtIn: ReadonlyMap<string, LeafCoercion> = new Map<string, LeafCoercion>([
  ['String', (value) => (typeof value === 'string' ? value : undefined)],
  // Federation lets a subgraph answer an integer here; the specification serializes an ID as a string.
  ['ID', (value) => (typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined)],
  ['Boolean', (value) => (typeof value === 'boolean' ? value : undefined)],
  ['Int', (value) => (typeof value === 'number' && (value | 0) === value ? value : undefined)],
  ['Float', (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)],
]);
