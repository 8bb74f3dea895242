import type { Json, JsonObject } from '../json.ts';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the patch makes of the target: null takes a member away, an object goes on inside, anything else replaces (RFC 7396 §2). */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const members = new Map<string, Json>(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const earlier = members.get(name);
    if (value === null) members.delete(name);
    else if (isObject(value)) members.set(name, mergePatch(isObject(earlier) ? earlier : {}, value));
    else members.set(name, value);
  }
  return Object.fromEntries(members);
}
