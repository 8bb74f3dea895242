/** What no store takes as JSON, and where it stands. */
export interface NotPlain {
  readonly path: readonly string[];
  readonly expected: string;
  readonly received: string;
}

/** Values within values that are kept at most; as many as the public door takes in variables. */
const maxDepth = 100;

/**
 * The first thing in a value, which a person or a program wrote, that is no JSON or that no database keeps: numbers that are not finite, texts
 * with NUL or half a surrogate pair, and what is too deep, as what holds itself is. Null when there is none.
 */
export function notPlainIn(value: unknown, depth = 0): NotPlain | null {
  if (typeof value === 'string') return wrongText(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? null : { path: [], expected: 'a finite number', received: String(value) };
  if (typeof value !== 'object' || value === null) return null;
  if (depth === maxDepth)
    return { path: [], expected: `values within values, at most ${String(maxDepth)} deep`, received: 'more' };
  if (!Array.isArray(value) && !isPlainObject(value))
    return {
      path: [],
      expected: 'a text, a number, true, false, null, a list or an object',
      received: 'something else, as bytes or a time',
    };
  for (const [key, item] of Object.entries(value)) {
    // A key that is wrong itself is not told.
    const wrongKey = wrongText(key);
    if (wrongKey) return wrongKey;
    const found = notPlainIn(item, depth + 1);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  return null;
}

/** Also one without a prototype, as GraphQL makes of what is written in a query. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function wrongText(text: string): NotPlain | null {
  const expected = 'text of whole characters without NUL';
  if (text.includes('\0')) return { path: [], expected, received: 'a NUL (U+0000)' };
  return text.isWellFormed() ? null : { path: [], expected, received: 'half of a surrogate pair' };
}
