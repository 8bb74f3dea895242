import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { fatesOf, type Dependent } from './fates.ts';

const made = (id: string, parentIds: readonly string[], sourceIds: readonly string[] = []): Dependent => ({
  ...{ id, parentIds, sourceIds },
});
const none = new Set<string>();
const purged = (fates: ReadonlyMap<string, string>) =>
  [...fates].flatMap(([id, fate]) => (fate === 'PURGE' ? [id] : [])).toSorted();

test('what is part of it goes, and what was made of nothing else; what has something of others stays', () => {
  const dependents = [
    made('exam', ['subject']),
    made('shared exam', ['subject', 'twin']),
    made('series', ['exam'], ['received']),
    made('report', ['project'], ['series']),
    made('registered', ['exam'], ['series', 'atlas']),
    made('table', ['project'], ['report', 'report of another']),
    made('plot', ['project'], ['table']),
  ];
  const fates = (also = none, gone = none) => purged(fatesOf(['subject'], dependents, also, gone));
  expect(fates()).toEqual(['exam', 'registered', 'report', 'series', 'subject']);
  expect(fates(new Set(['table']))).toEqual([
    ...['exam', 'plot', 'registered', 'report', 'series', 'subject', 'table'],
  ]);
  expect(fates(none, new Set(['report of another', 'twin']))).toContain('plot');
  expect(fates(none, new Set(['twin']))).toContain('shared exam');
});

test('whatever the graph, an asset goes exactly when it is named, or nothing of what it is in or made of stays', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `a${String(n)}`);
  const some = fc.subarray(ids, { maxLength: 3 });
  const graph = fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), parentIds: some, sourceIds: some })));
  fc.assert(
    fc.property(graph, some, some, some, (all, roots, also, gone) => {
      const dependents = all.filter(({ id }) => !roots.includes(id));
      const fates = fatesOf(roots, dependents, new Set(also), new Set(gone));
      expect([...fates.keys()].toSorted()).toEqual([...new Set([...roots, ...ids])].toSorted());
      const goes = (id: string) => fates.get(id) === 'PURGE' || gone.includes(id);
      for (const { id, parentIds, sourceIds } of dependents) {
        const within = [parentIds, sourceIds].some((list) => list.length > 0 && list.every(goes));
        // Of a circle that nothing leads into, nothing goes.
        if (fates.get(id) === 'PURGE') expect(within || also.includes(id)).toBe(true);
        else expect(within || also.includes(id)).toBe(false);
      }
    }),
  );
});
