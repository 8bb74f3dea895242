import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { Tag } from '../assets/asset.ts';
import type { Json, JsonObject } from '../json.ts';
import { diffOf, tagDifferences } from './diff.ts';

const state = (properties: JsonObject, label = 'a', sha256: string | null = null) => ({
  label,
  properties,
  content: sha256 === null ? null : { sha256, sizeBytes: 1, mediaType: 'text/plain' },
});

/** The object with what stands at the pointer replaced, or removed. */
function changed(object: JsonObject, names: readonly string[], value: Json, remove: boolean): JsonObject {
  const [name = '', ...rest] = names;
  const members = new Map(Object.entries(object));
  if (rest.length > 0) members.set(name, changed((members.get(name) ?? {}) as JsonObject, rest, value, remove));
  else if (remove) members.delete(name);
  else members.set(name, value);
  return Object.fromEntries(members);
}

describe('diffOf', () => {
  test('names what came, went and changed by JSON pointer, deep inside too', () => {
    const old = { kept: 1, gone: null, 'a/b~c': 1, deep: { list: [1], x: 'y', same: {} } };
    const now = { kept: 1, 'a/b~c': 2, come: false, deep: { list: [1, 2], x: 'y', same: {} } };
    expect(diffOf(state(old), state(now, 'b', 'ff'))).toEqual({
      label: { old: 'a', new: 'b' },
      properties: [
        { change: 'CHANGED', path: '/a~1b~0c', old: 1, new: 2 },
        { change: 'ADDED', path: '/come', old: null, new: false },
        { change: 'CHANGED', path: '/deep/list', old: [1], new: [1, 2] },
        { change: 'REMOVED', path: '/gone', old: null, new: null },
      ],
      content: { old: null, new: { sha256: 'ff', sizeBytes: 1, mediaType: 'text/plain' } },
    });
    expect(diffOf(state(old), state(old))).toEqual({ label: null, properties: [], content: null });
  });

  test('what it names, done to the old properties, gives the new ones', () => {
    const objects = fc
      .dictionary(fc.string(), fc.jsonValue())
      .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
    fc.assert(
      fc.property(objects, objects, (old, now) => {
        const made = diffOf(state(old), state(now)).properties.reduce((object, { change, path, new: value }) => {
          const names = path.split('/').slice(1);
          return changed(
            object,
            names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')),
            value,
            change === 'REMOVED',
          );
        }, old);
        expect(made).toEqual(now);
      }),
    );
  });
});

describe('tagDifferences', () => {
  const tag = (name: string, value: Tag['value']): Tag => ({
    assetId: 'a',
    name,
    value,
    setBy: 'ann',
    reason: null,
    setAt: new Date(0),
  });

  test('tells values that came, went and changed, also of several of one name', () => {
    const old = [tag('a', 1), tag('b', 'x'), tag('many', 1), tag('many', 2), tag('same', true)];
    const now = [tag('b', 'y'), tag('c', false), tag('many', 2), tag('many', 3), tag('same', true)];
    expect(tagDifferences(old, now)).toEqual([
      { change: 'REMOVED', name: 'a', old: 1, new: null },
      { change: 'CHANGED', name: 'b', old: 'x', new: 'y' },
      { change: 'ADDED', name: 'c', old: null, new: false },
      { change: 'REMOVED', name: 'many', old: 1, new: null },
      { change: 'ADDED', name: 'many', old: null, new: 3 },
    ]);
  });
});
