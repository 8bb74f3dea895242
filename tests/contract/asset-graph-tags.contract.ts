import { expect, test } from 'vitest';
import type { Tag, TagKey } from '../../core/assets/asset.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { id, tree } from './asset-graph-data.ts';

const setAt = new Date('2026-01-02T03:04:05Z');

/** Tags that have several values, are removed, and know their definition. */
export function tagsContract(harness: () => Transactor & { readonly graph: AssetGraph }): void {
  const [definitionId, slot] = [id('definition'), 'a'.repeat(32)];
  const tag = (assetId: string, value: Tag['value'], more: Partial<Tag> = {}): Tag => ({
    ...{ assetId, name: 'finding', value, setBy: 'ann', reason: null, setAt },
    ...more,
  });
  const keyOf = ({ assetId, name, slot: at }: Tag): TagKey => ({
    assetId,
    name,
    ...(at === undefined ? {} : { slot: at }),
  });
  const held = async (graph: AssetGraph, assetId: string) => (await graph.tagsOf([assetId])).get(assetId);
  const count = async (graph: AssetGraph, value: Tag['value']) =>
    (await graph.findAssets({ projectIds: 'ALL', tag: { name: 'finding', value } }, { first: 10, after: null }))
      .totalCount;

  test('a name has several values by slot, each with its definition, in order of slot', async () => {
    const { graph } = harness();
    const made = tree('p', 1);
    await graph.putAssets(made.all);
    const [one, two, three] = [
      tag(made.exam.id, 'x'),
      tag(made.exam.id, 'y', { slot, definitionId }),
      tag(made.exam.id, 2, { slot: 'b', reason: 'seen' }),
    ];
    await graph.putTags([three, two, one]);
    expect(await held(graph, made.exam.id)).toEqual([one, two, three]);
    const changed = { ...two, setBy: 'bob', definitionId: id('another') };
    await graph.putTags([changed]);
    expect(await held(graph, made.exam.id)).toEqual([one, changed, three]);
    expect(await count(graph, 'y')).toBe(1);
    await graph.putTags([tag(made.exam.id, 'x')]);
    expect(await held(graph, made.exam.id)).toEqual([one, changed, three]);
  });

  test('what is removed is gone, alone, until it is set again; removing what is not there is nothing', async () => {
    const { graph } = harness();
    const made = tree('p', 1);
    await graph.putAssets(made.all);
    const [one, two, other] = [tag(made.exam.id, 'x'), tag(made.exam.id, 'y', { slot }), tag(made.series.id, 'x')];
    await graph.putTags([one, two, other]);
    await graph.putTags([], [keyOf(two), { assetId: made.exam.id, name: 'none' }]);
    expect(await held(graph, made.exam.id)).toEqual([one]);
    expect([await count(graph, 'x'), await count(graph, 'y')]).toEqual([2, 0]);
    await graph.putTags([two], [keyOf(one)]);
    expect(await held(graph, made.exam.id)).toEqual([two]);
    expect(await held(graph, made.series.id)).toEqual([other]);
    expect([await count(graph, 'x'), await count(graph, 'y')]).toEqual([1, 1]);
  });

  test('a transaction sees its own removals and values', async () => {
    const { graph, ...around } = harness();
    const made = tree('p', 1);
    await graph.putAssets(made.all);
    const [one, two] = [tag(made.exam.id, 'x'), tag(made.exam.id, 'y', { slot, definitionId })];
    await graph.putTags([one]);
    await around.transact(async () => {
      await graph.putTags([two], [keyOf(one)]);
      expect(await held(graph, made.exam.id)).toEqual([two]);
      await graph.putTags([one], [keyOf(two)]);
      expect(await held(graph, made.exam.id)).toEqual([one]);
      await graph.putTags([two]);
      expect(await held(graph, made.exam.id)).toEqual([one, two]);
    });
    expect(await held(graph, made.exam.id)).toEqual([one, two]);
  });
}
