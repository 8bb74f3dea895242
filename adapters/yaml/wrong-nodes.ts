import { isAlias, isMap, isScalar, visit, type Document, type Node, type YAMLMap } from 'yaml';

/** Something wrong in a text that can be read, and the characters where it stands. */
export interface WrongNode {
  readonly pos: readonly [number, number];
  readonly message: string;
}

/**
 * Keys that stand twice in a map or are no text, aliases without an anchor before them, and more aliases than permitted, in the order of
 * the text.
 */
export function wrongNodes(document: Document, maxAliases: number): readonly WrongNode[] {
  const found: WrongNode[] = [];
  /** Each anchor so far, with the name that it has as a key; null for no text. */
  const anchors = new Map<string, string | null>();
  const keysOf = new WeakMap<YAMLMap, Set<string>>();
  let aliases = 0;
  const note = ({ range }: Node, message: string): void => {
    found.push({ pos: [range?.[0] ?? 0, range?.[1] ?? 0], message });
  };
  visit(document, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, isScalar(node) ? nameOf(node.value) : null);
    },
    Pair: (_, { key }, path) => {
      const map = path.at(-1);
      if (!isMap(map)) return;
      const name = isAlias(key) ? (anchors.get(key.source) ?? null) : isScalar(key) ? nameOf(key.value) : null;
      if (name === null) {
        if (!isAlias(key) || anchors.has(key.source)) note((key ?? map) as Node, 'Map keys must be text');
        return;
      }
      const keys = keysOf.get(map) ?? new Set<string>();
      keysOf.set(map, keys);
      if (keys.has(name)) note(key as Node, 'Map keys must be unique');
      keys.add(name);
    },
    Alias: (_, alias) => {
      aliases += 1;
      if (aliases === maxAliases + 1) note(alias, `at most ${String(maxAliases)} aliases`);
      if (!anchors.has(alias.source)) note(alias, 'Aliases need an anchor before them');
    },
  });
  return found.toSorted((a, b) => a.pos[0] - b.pos[0]);
}

/** What it is as a key of an object: 1 and '1' are one key. */
function nameOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
