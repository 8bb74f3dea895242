import { isScalar, visit, type Document, type Node } from 'yaml';

/** Something wrong in a text that can be read, and the characters where it stands. */
export interface WrongNode {
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** Keys that stand twice in a map, and aliases without an anchor before them, in the order of the text. */
export function wrongNodes(document: Document): readonly WrongNode[] {
  const found: WrongNode[] = [];
  const anchors = new Set<string>();
  const note = ({ range }: Node, message: string): void => {
    found.push({ pos: [range?.[0] ?? 0, range?.[1] ?? 0], message });
  };
  const noteAnchor = ({ anchor }: { readonly anchor?: string }): void => {
    if (anchor !== undefined) anchors.add(anchor);
  };
  visit(document, {
    Value: (_, node) => {
      noteAnchor(node);
    },
    Map: (_, map) => {
      noteAnchor(map);
      const keys = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        // 1 and '1' are one key of an object.
        const name = String(key.value);
        if (keys.has(name)) note(key, 'Map keys must be unique');
        keys.add(name);
      }
    },
    Alias: (_, alias) => {
      if (!anchors.has(alias.source)) note(alias, 'Aliases need an anchor before them');
    },
  });
  return found.toSorted((a, b) => a.pos[0] - b.pos[0]);
}
