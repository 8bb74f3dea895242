type Data = Record<string, unknown>;

/**
 * Merges what a subgraph answered into what is known of the object: objects field by field, lists item by item, else the newer
 * value. `__proto__`, which JSON may hold as a key, is left out.
 */
export function mergeInto(target: Data, source: Readonly<Data>): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const value = source[key];
    if (value === undefined) continue;
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    target[key] = merged(known, value);
  }
}

function merged(known: unknown, value: unknown): unknown {
  if (typeof known !== 'object' || known === null || typeof value !== 'object' || value === null || known === value)
    return value;
  if (Array.isArray(known)) {
    if (!Array.isArray(value)) return value;
    const list = known as unknown[];
    for (const [index, item] of (value as unknown[]).entries()) list[index] = merged(list[index], item);
    return list;
  }
  if (Array.isArray(value)) return value;
  mergeInto(known as Data, value as Data);
  return known;
}
