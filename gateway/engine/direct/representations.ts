import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { mergeInto } from './merge.ts';
import { isOfType } from './rewrites.ts';

type Data = Record<string, unknown>;

/** The keys and required fields of an object, as its `_entities` representation; null when one of them isn't there. */
export function representationOf(
  schema: GraphQLSchema,
  object: Readonly<Data>,
  requires: readonly QueryPlanSelectionNode[],
): Data | null {
  const representation: Data = {};
  for (const selection of requires) {
    if (selection.kind === 'InlineFragment') {
      const typename = object['__typename'];
      if (
        selection.typeCondition !== undefined &&
        typeof typename === 'string' &&
        isOfType(schema, typename, selection.typeCondition)
      ) {
        const part = representationOf(schema, object, selection.selections);
        if (part) mergeInto(representation, part);
      }
      continue;
    }
    const key = selection.alias ?? selection.name;
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    if (value === undefined) return null;
    representation[key] = selection.selections ? partOf(schema, value, selection.selections) : value;
  }
  return representation;
}

function partOf(schema: GraphQLSchema, value: unknown, selections: readonly QueryPlanSelectionNode[]): unknown {
  if (Array.isArray(value)) return value.map((item) => partOf(schema, item, selections));
  return typeof value === 'object' && value !== null ? representationOf(schema, value as Data, selections) : null;
}
