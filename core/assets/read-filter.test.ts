import { describe, expect, test } from 'vitest';
import { nameId } from '../ids.ts';
import type { AssetFilterInput } from './asset-filter-input.ts';
import { cursorOf, readCursor, readOrder } from './asset-order.ts';
import { readFacets } from './facets.ts';
import { readFilter } from './read-filter.ts';

const [p, q, a] = [nameId('p'), nameId('q'), nameId('a')];
const read = (input: AssetFilterInput) => readFilter('filter', input, [p]).condition;
const mine = { kind: 'IS', field: 'projectId', values: [p] };

describe('a filter', () => {
  test('is the conditions that it names, within the projects of who asks', () => {
    expect(read({})).toEqual(mine);
    expect(readFilter('filter', {}, 'ALL').condition).toEqual({ kind: 'AND', of: [] });
    expect(read({ projectId: q, level: 'EXAM' })).toEqual({
      kind: 'AND',
      of: [mine, { kind: 'IS', field: 'projectId', values: [q] }, { kind: 'IS', field: 'level', values: ['EXAM'] }],
    });
  });

  test('about neighbours is within those projects as well', () => {
    expect(read({ child: { hasContent: true }, parentId: a, within: a })).toEqual({
      kind: 'AND',
      of: [
        mine,
        { kind: 'PARENT', of: { kind: 'AND', of: [mine, { kind: 'IS', field: 'id', values: [a] }] } },
        { kind: 'WITHIN', id: a, projectIds: [p] },
        { kind: 'CHILD', of: { kind: 'AND', of: [mine, { kind: 'HAS_CONTENT' }] } },
      ],
    });
  });

  test('with ids that can be none finds nothing', () => {
    expect(read({ within: 'x' })).toEqual({ kind: 'AND', of: [mine, { kind: 'OR', of: [] }] });
    expect(read({ ids: ['x', a] })).toEqual({ kind: 'AND', of: [mine, { kind: 'IS', field: 'id', values: [a] }] });
  });

  test('names its properties with the path to each', () => {
    const input = { or: [{ property: { name: 'x' } }, { parent: { not: { property: { name: 'y', eq: 1 } } } }] };
    expect(readFilter('filter', input, [p]).properties).toEqual([
      { name: 'x', field: 'filter.or[0].property.name', ofNeighbour: false },
      { name: 'y', field: 'filter.or[1].parent.not.property.name', ofNeighbour: true },
    ]);
  });

  test('names its tags and its types of relations with the path to each; the other end is within those projects as well', () => {
    const input: AssetFilterInput = {
      not: { relation: { type: 'followUpOf', toId: a, to: { tag: { name: 'x' } } } },
      relation: { direction: 'OUT' },
    };
    const { tags, relations, condition } = readFilter('filter', input, [p]);
    expect(tags).toEqual([{ name: 'x', field: 'filter.not.relation.to.tag.name' }]);
    expect(relations).toEqual([{ name: 'followUpOf', field: 'filter.not.relation.type' }]);
    const tag = { kind: 'TAG', name: 'x', comparisons: [], setBy: null, setAfter: null, setBefore: null };
    const other = { kind: 'AND', of: [mine, tag, { kind: 'IS', field: 'id', values: [a] }] };
    expect(condition).toEqual({
      kind: 'AND',
      of: [
        mine,
        { kind: 'NOT', of: { kind: 'RELATION', type: 'followUpOf', direction: 'BOTH', of: other } },
        { kind: 'RELATION', type: null, direction: 'OUT', of: mine },
      ],
    });
  });

  test.each<[AssetFilterInput, string, string]>([
    [{ text: '--' }, 'BAD_USER_INPUT', 'filter.text'],
    [{ kind: 'a\0b' }, 'BAD_USER_INPUT', 'filter.kind'],
    [{ tag: { name: 'x', gte: true } }, 'BAD_USER_INPUT', 'filter.tag.gte'],
    [{ property: { name: 'x', in: ['\uD83D'] } }, 'BAD_USER_INPUT', 'filter.property.in[0]'],
    [{ createdAt: { to: 'soon' } }, 'BAD_USER_INPUT', 'filter.createdAt.to'],
    [{ ids: Array.from({ length: 1001 }, () => a) }, 'LIMIT_EXCEEDED', 'filter.ids'],
    [{ and: Array.from({ length: 101 }, () => ({})) }, 'LIMIT_EXCEEDED', 'filter'],
  ])('%j is refused with %s at %s', (input, code, field) => {
    expect(() => read(input)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ field }) as object }) as Error,
    );
  });

  test('may be 10 deep and not 11', () => {
    const deep = (n: number) => Array.from({ length: n }).reduce<AssetFilterInput>((not) => ({ not }), {});
    expect(read(deep(9))).toBeDefined();
    expect(() => read(deep(10))).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }) as Error);
  });
});

describe('an order', () => {
  test('reads the cursors that it made', () => {
    for (const [input, value] of [
      [{ field: 'ID' }, null],
      [{ field: 'ID', direction: 'DESC' }, null],
      [{ field: 'LABEL' }, 'é"\u{1F600}'],
      [{ field: 'CREATED_AT' }, 1_750_000_000_123],
      [{ field: 'PROPERTY', property: 'x' }, true],
      [{ field: 'PROPERTY', property: 'x' }, null],
    ] as const) {
      const order = readOrder('order', input);
      expect(readCursor(order, cursorOf(order, { value, id: a }))).toEqual({ value, id: a });
    }
  });

  test('refuses the cursors of another', () => {
    const orders = [
      readOrder('order', null),
      readOrder('order', { field: 'LABEL' }),
      readOrder('order', { field: 'LABEL', direction: 'DESC' }),
      readOrder('order', { field: 'PROPERTY', property: 'x' }),
      readOrder('order', { field: 'PROPERTY', property: 'y' }),
    ];
    for (const [index, order] of orders.entries()) {
      const cursor = cursorOf(order, { value: order.by === 'ID' ? null : 'v', id: a });
      for (const [other, reader] of orders.entries()) {
        if (other !== index)
          expect(() => readCursor(reader, cursor)).toThrow(
            expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error,
          );
      }
    }
  });

  test('names a property if, and only if, it is by one', () => {
    expect(() => readOrder('order', { field: 'PROPERTY' })).toThrow('order.property');
    expect(() => readOrder('order', { field: 'ID', property: 'x' })).toThrow('order.property');
  });
});

test('a facet is of one thing', () => {
  expect(readFacets([{ tag: 't' }, { attribute: 'KIND' }], 5)).toEqual([{ by: 'TAG', name: 't' }, { by: 'KIND' }]);
  expect(() => readFacets([{ tag: 't', property: 'p' }], 5)).toThrow('fields[0]');
  expect(() => readFacets([{}], 5)).toThrow('fields[0]');
  expect(() => readFacets([], 1001)).toThrow('first');
});
