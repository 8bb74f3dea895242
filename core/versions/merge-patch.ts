import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What the patch makes of the target: null takes a member away, an object goes on inside, anything else replaces (RFC 7396 §2). */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const members = new Map<string, Json>(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const earlier = members.get(name);
    if (value === null) members.delete(name);
    else if (isJsonObject(value)) members.set(name, mergePatch(isJsonObject(earlier) ? earlier : {}, value));
    else members.set(name, value);
  }
  return Object.fromEntries(members);
}
