import type { JsonObject } from '../json.ts';

/** The text of that name; empty where there is none, or something else. */
export function textAt(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
