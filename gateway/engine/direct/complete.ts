import { GraphQLError, isObjectType } from 'graphql';
import type { ObjectShape, SelectionShape, ValueShape } from './selection-shape.ts';

/** Says that a value broke a non-null promise, so that the object or list around it is null. */
const broken = Symbol('broken');

/** The answer's data: null when a non-null promise was broken up to the root. */
export interface Completed {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

/**
 * Shapes what the subgraphs answered into what the client asked for, in one pass: picks the fields in order, checks leaf
 * values, and lets nulls travel up to the next nullable place (GraphQL specification, sections 6.4.3 and 6.4.4).
 */
export function completeResponse(
  shape: SelectionShape,
  merged: Readonly<Record<string, unknown>>,
  introspection: Readonly<Record<string, unknown>>,
): Completed {
  const completion = new Completion(introspection);
  const data = completion.object(shape.ofDeclared, merged, 0);
  return { data: data === broken ? null : (data as Record<string, unknown>), errors: completion.errors };
}

class Completion {
  readonly errors: GraphQLError[] = [];
  readonly #introspection: Readonly<Record<string, unknown>>;
  /** Where we are; entries from `depth` on are left over from siblings. */
  readonly #path: (string | number)[] = [];

  constructor(introspection: Readonly<Record<string, unknown>>) {
    this.#introspection = introspection;
  }

  object(shape: ObjectShape, input: Readonly<Record<string, unknown>>, depth: number): unknown {
    const output: Record<string, unknown> = {};
    for (const field of shape.fields) {
      const { key } = field;
      if (field.source === 'subgraphs') {
        this.#path[depth] = key;
        const value = this.#value(
          field.value,
          field.inherited && !Object.hasOwn(input, key) ? undefined : input[key],
          depth + 1,
        );
        if (value === broken) return broken;
        output[key] = value;
      } else if (field.source === 'introspection') {
        output[key] = this.#introspection[key];
      } else {
        // An abstract type here means that no subgraph said the concrete one.
        if (!isObjectType(shape.type)) return broken;
        output[key] = shape.type.name;
      }
    }
    return output;
  }

  #value(shape: ValueShape, value: unknown, depth: number): unknown {
    if (value === null || value === undefined) {
      if (!shape.nonNull) return null;
      // Each subgraph keeps its own promises: so one of them knows an object that another has not, or does not show to this caller.
      return this.#fail(shape, depth, 'a part of the answer is not there, or not for you to see', 'NOT_FOUND');
    }
    if (shape.leaf) {
      const leaf = shape.leaf(value);
      return leaf === undefined
        ? this.#fail(shape, depth, 'A subgraph answered a value that is not of the type.')
        : leaf;
    }
    if (shape.item) {
      if (!Array.isArray(value)) return this.#fail(shape, depth, 'A subgraph answered something else than a list.');
      return this.#list(shape, shape.item, value, depth);
    }
    if (!shape.selection || typeof value !== 'object' || Array.isArray(value)) {
      return this.#fail(shape, depth, 'A subgraph answered something else than an object.');
    }
    const input = value as Readonly<Record<string, unknown>>;
    const typename = Object.hasOwn(input, '__typename') ? input['__typename'] : undefined;
    const fields = typeof typename === 'string' ? shape.selection.of(typename) : shape.selection.ofDeclared;
    if (!fields) return this.#fail(shape, depth, 'A subgraph answered an object of a type that the API does not have.');
    const output = this.object(fields, input, depth);
    return output === broken && !shape.nonNull ? null : output;
  }

  #list(shape: ValueShape, item: ValueShape, values: readonly unknown[], depth: number): unknown {
    const output = new Array<unknown>(values.length);
    for (let index = 0; index < values.length; index += 1) {
      this.#path[depth] = index;
      const value = this.#value(item, values[index], depth + 1);
      if (value === broken) return shape.nonNull ? broken : null;
      output[index] = value;
    }
    return output;
  }

  #fail(shape: ValueShape, depth: number, message: string, code = 'INVALID_SUBGRAPH_ANSWER'): unknown {
    this.errors.push(new GraphQLError(message, { path: this.#path.slice(0, depth), extensions: { code } }));
    return shape.nonNull ? broken : null;
  }
}
