import { defaultFieldResolver, getNullableType, isListType, isObjectType, type GraphQLSchema } from 'graphql';
import { HubError } from '../../core/errors.ts';

/** Items in all lists of one answer together. A page has 1000 at most, so this is fifty large pages. */
const defaultMaxListItems = 50_000;

/**
 * A limit on what the lists of an answer hold together. A text can't tell how long its lists will be: eight lists of twenty within
 * each other are 25 billion values, asked for in 200 characters. Lists are resolved level by level, so counting them as they come
 * stops such an answer before the level that no memory could hold.
 */
export class ListItems {
  readonly #max: number;
  readonly #counts = new WeakMap<object, number>();

  constructor(max = defaultMaxListItems) {
    this.#max = max;
  }

  /** The schema, changed in place: each list is counted for its operation (its context object), and is empty beyond the limit. */
  countedIn(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        if (!isListType(getNullableType(field.type))) continue;
        const resolve = field.resolve ?? defaultFieldResolver;
        field.resolve = (source, args, context: object, info) => {
          // Not an error each: there would be as many as there are lists.
          if (this.#isOver(context)) return [];
          const items: unknown = resolve(source, args, context, info);
          return items instanceof Promise
            ? items.then((found) => this.#take(found, context))
            : this.#take(items, context);
        };
      }
    }
    return schema;
  }

  /** Why the answer of that operation, which lacks what was beyond the limit, must not go out; null when nothing was. */
  refusal(context: object): HubError | null {
    if (!this.#isOver(context)) return null;
    const max = String(this.#max);
    const message = `items: at most ${max} items in all lists of an answer together: ask for less at a time`;
    return new HubError('LIMIT_EXCEEDED', message, { limit: 'items', allowed: this.#max });
  }

  #isOver(context: object): boolean {
    return (this.#counts.get(context) ?? 0) > this.#max;
  }

  #take(items: unknown, context: object): unknown {
    if (!Array.isArray(items)) return items;
    if (this.#isOver(context)) return [];
    this.#counts.set(context, (this.#counts.get(context) ?? 0) + items.length);
    return this.#isOver(context) ? [] : items;
  }
}
