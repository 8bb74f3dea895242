import { beforeEach, describe, expect, test } from 'vitest';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { RelationDirection, RelationGraph } from '../../core/ports/relation-graph.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { relationId, type Relation } from '../../core/relations/relation.ts';
import { fc } from '../support/fast-check.ts';
import { asset, id } from './asset-graph-data.ts';

export interface RelationHarness extends Transactor {
  readonly graph: AssetGraph;
  readonly relations: RelationGraph;
}

const page = { first: 100, after: null };
const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => asset('DERIVED', name, [id('PROJECT p')]));
const [a, b, c] = nodes.map((node) => node.id) as [string, string, string];
const inOrder = (relations: readonly Relation[]) => relations.toSorted((x, y) => (x.id < y.id ? -1 : 1));

function relation(from: string, to: string, type = 'partnerOf', more: Partial<Relation> = {}): Relation {
  const typeId = id(`type ${type}`);
  return {
    ...{ id: relationId(typeId, from, to), typeId, type, fromId: from, toId: to },
    ...{ setBy: 'ann', reason: null, setAt: new Date('2026-01-02T03:04:05.678Z') },
    ...more,
  };
}

export function relationGraphContract(name: string, makeHarness: () => Promise<RelationHarness>): void {
  describe(`RelationGraph on ${name}`, () => {
    let harness: RelationHarness;
    let relations: RelationGraph;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ relations } = harness);
      await harness.graph.putAssets([
        asset('PROJECT', 'p'),
        asset('PROJECT', 'q', [], { projectId: id('q') }),
        ...nodes,
        asset('SUBJECT', 'far', [id('PROJECT q')], { projectId: id('q') }),
      ]);
    });

    const of = async (assetId: string, direction: RelationDirection, more = {}) =>
      (await relations.relationsOf([assetId], { direction, projectIds: 'ALL', ...more }, page)).get(assetId)?.items;

    test('gives back what was put, from both ends', async () => {
      const one = relation(a, b, 'partnerOf', { reason: 'seen' });
      await relations.putRelations([one]);
      expect(await relations.getRelations([one.id, id('none'), 'x'])).toEqual(new Map([[one.id, one]]));
      expect(await of(a, 'OUT')).toEqual([one]);
      expect(await of(a, 'IN')).toEqual([]);
      expect(await of(b, 'IN')).toEqual([one]);
      expect(await of(b, 'BOTH')).toEqual([one]);
      expect(await of(c, 'BOTH')).toEqual([]);
    });

    test('writing again changes nothing; the two directions are two relations', async () => {
      const pair = [relation(a, b), relation(b, a)];
      await relations.putRelations(pair);
      await relations.putRelations(pair);
      expect(await of(a, 'BOTH')).toEqual(inOrder(pair));
      expect(await of(a, 'OUT')).toEqual([pair[0]]);
    });

    test('one taken away is gone, may be taken away again, and can be put again', async () => {
      const one = relation(a, b);
      await relations.putRelations([one]);
      await relations.removeRelations([one]);
      await relations.removeRelations([one]);
      expect(await relations.getRelations([one.id])).toEqual(new Map());
      expect(await of(b, 'BOTH')).toEqual([]);
      const again = { ...one, setBy: 'bob', setAt: new Date('2026-02-01T00:00:00Z') };
      await relations.putRelations([again]);
      expect(await of(b, 'IN')).toEqual([again]);
    });

    test('belongs to the transaction around it', async () => {
      const one = relation(a, b);
      await expect(
        harness.transact(async () => {
          await relations.putRelations([one]);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect(await of(a, 'OUT')).toEqual([]);
    });

    test('finds by type, and only those whose other end is in the projects', async () => {
      const far = relation(a, id('SUBJECT far'), 'sameAs');
      const near = relation(a, b);
      await relations.putRelations([far, near]);
      expect(await of(a, 'OUT', { type: 'sameAs' })).toEqual([far]);
      expect(await of(a, 'OUT', { type: 'none' })).toEqual([]);
      expect(await of(a, 'OUT', { projectIds: [nodes[0]?.projectId ?? ''] })).toEqual([near]);
      expect(await of(a, 'OUT', { projectIds: [] })).toEqual([]);
    });

    test('pages in order of id, each once, with the whole count, for several assets at once', async () => {
      const all = nodes.slice(1).map((node) => relation(a, node.id));
      await relations.putRelations(all);
      const query = { direction: 'BOTH', projectIds: 'ALL' } as const;
      const read: Relation[] = [];
      for (let after: string | null = null, more = true; more;) {
        const found = await relations.relationsOf([a, b], query, { first: 3, after });
        const own = found.get(a);
        expect(own?.totalCount).toBe(4);
        expect(found.get(b)?.totalCount).toBe(1);
        read.push(...(own?.items ?? []));
        more = own?.hasNextPage ?? false;
        after = read.at(-1)?.id ?? null;
      }
      expect(read).toEqual(inOrder(all));
      expect((await relations.relationsOf([a], query, { first: 0, after: null })).get(a)).toMatchObject({
        items: [],
        hasNextPage: true,
      });
      await expect(relations.relationsOf([a], query, { first: 1, after: 'x' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    });

    test('says which assets others reach by a type, whatever was put and taken away', async () => {
      const place = fc.nat({ max: nodes.length - 1 });
      const change = fc.record({ from: place, to: place, type: fc.constantFrom('x', 'y'), put: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 12 }), place, place, async (changes, first, last) => {
          const nodeAt = (n: number) => nodes[n]?.id ?? '';
          const everything = nodes.flatMap((from) =>
            nodes.flatMap((to) => ['x', 'y'].map((type) => relation(from.id, to.id, type))),
          );
          await relations.removeRelations(everything);
          const there = new Map<string, Relation>();
          for (const { from, to, type, put } of changes) {
            const one = relation(nodeAt(from), nodeAt(to), type);
            await (put ? relations.putRelations([one]) : relations.removeRelations([one]));
            if (put) there.set(one.id, one);
            else there.delete(one.id);
          }
          const reached = new Set([nodeAt(first)]);
          for (let size = 0; size !== reached.size;) {
            size = reached.size;
            for (const { type, fromId, toId } of there.values())
              if (type === 'x' && reached.has(fromId)) reached.add(toId);
          }
          const found = await relations.reaches(id('type x'), nodeAt(first), nodeAt(last));
          expect(found).toBe(reached.has(nodeAt(last)));
        }),
        { numRuns: 25 },
      );
    });
  });
}
