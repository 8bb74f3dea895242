import type { FetchDataRewrite } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

type Data = Record<string, unknown>;

/** True when an object of that type name is one of the type named by the condition. */
export function isOfType(schema: GraphQLSchema, typename: string, condition: string): boolean {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const wanted = schema.getType(condition);
  if (!type || !wanted || !isAbstractType(wanted)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}

/** Applies a plan's rewrites in place: a `__typename` set for an interface object, a key renamed where aliases would collide. */
export function applyRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  data: unknown,
): void {
  for (const rewrite of rewrites ?? []) {
    const field = rewrite.path.at(-1);
    if (field !== undefined) applyAt(schema, rewrite, rewrite.path, 0, field, data);
  }
}

const typeStep = '... on ';

function applyAt(
  schema: GraphQLSchema,
  rewrite: FetchDataRewrite,
  path: readonly string[],
  at: number,
  field: string,
  data: unknown,
): void {
  if (Array.isArray(data)) {
    for (const item of data) applyAt(schema, rewrite, path, at, field, item);
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  const object = data as Data;
  const step = path[at];
  if (at === path.length - 1 || step === undefined) {
    rewriteField(object, field, rewrite);
  } else if (step.startsWith(typeStep)) {
    const typename = object['__typename'];
    if (typeof typename !== 'string' || isOfType(schema, typename, step.slice(typeStep.length))) {
      applyAt(schema, rewrite, path, at + 1, field, object);
    }
  } else if (Object.hasOwn(object, step)) {
    applyAt(schema, rewrite, path, at + 1, field, object[step]);
  }
}

function rewriteField(object: Data, field: string, rewrite: FetchDataRewrite): void {
  if (rewrite.kind === 'ValueSetter') {
    object[field] = rewrite.setValueTo as unknown;
  } else if (Object.hasOwn(object, field) && object[field] !== undefined) {
    object[rewrite.renameKeyTo] = object[field];
    object[field] = undefined;
  }
}
