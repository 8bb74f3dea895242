import { defaultFieldResolver, getNullableType, isListType, isObjectType, type GraphQLSchema } from 'graphql';
import { HubError } from '../../core/errors.ts';

/** Items in all lists of one answer together. A page has 1000 at most, so this is a hundred large pages. */
export const defaultMaxListItems = 100_000;

/** The error that ends an operation whose lists hold too much. */
export class TooManyItems extends HubError {}

/**
 * The schema, with each list counted for its operation (its context object) as it is resolved. A text can't tell how long its lists
 * will be: eight lists of twenty within each other are 25 billion values, asked for in 200 characters. Lists are resolved level
 * by level, so counting stops such an answer before the level that could not be held in memory. The schema is changed in place.
 */
export function limitListItems(schema: GraphQLSchema, max = defaultMaxListItems): GraphQLSchema {
  const counts = new WeakMap<object, number>();
  const count = (items: unknown, context: object): unknown => {
    const found = (counts.get(context) ?? 0) + (Array.isArray(items) ? items.length : 0);
    counts.set(context, found);
    if (found <= max) return items;
    const message = `items: at most ${String(max)} items in all lists of an answer together: ask for less at a time`;
    throw new TooManyItems('LIMIT_EXCEEDED', message, { limit: 'items', allowed: max });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type))) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: object, info) => {
        const items: unknown = resolve(source, args, context, info);
        return items instanceof Promise ? items.then((found) => count(found, context)) : count(items, context);
      };
    }
  }
  return schema;
}
