type Data = Record<string, unknown>;
type Step = string | number;

/** The objects at a plan's path (`@` goes into each item of a list), nulls left out, in order. */
export function objectsAt(root: unknown, path: readonly Step[]): Data[] {
  const found: Data[] = [];
  gather(root, path, 0, found);
  return found;
}

function gather(value: unknown, path: readonly Step[], at: number, found: Data[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    const next = path[at] === '@' ? at + 1 : at;
    for (const item of value) gather(item, path, next, found);
    return;
  }
  const step = path[at];
  if (step === undefined) found.push(value as Data);
  else if (Object.hasOwn(value, step)) gather((value as Data)[step], path, at + 1, found);
}

/** The response path of each object at a plan's path. Only errors need it, so it is found when one comes. */
export function responsePathsAt(root: unknown, path: readonly Step[]): Map<Data, Step[]> {
  const paths = new Map<Data, Step[]>();
  const walk = (value: unknown, at: number, here: readonly Step[]): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      const next = path[at] === '@' ? at + 1 : at;
      for (const [index, item] of value.entries()) walk(item, next, [...here, index]);
      return;
    }
    const step = path[at];
    if (step === undefined) {
      if (!paths.has(value as Data)) paths.set(value as Data, [...here]);
    } else if (Object.hasOwn(value, step)) {
      walk((value as Data)[step], at + 1, [...here, step]);
    }
  };
  walk(root, 0, []);
  return paths;
}
