import { expect, test } from 'vitest';
import type { AssetState, Tag } from '../../core/assets/asset.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { asset, id, tree } from './asset-graph-data.ts';

const content = { sha256: 'cd'.repeat(32), sizeBytes: 7, mediaType: 'text/csv' };

/** What an asset is now, and which tags it has no more. */
export function statesContract(harnessOf: () => Transactor & { readonly graph: AssetGraph }): void {
  const state = (assetId: string, version: number, more: Partial<AssetState> = {}): AssetState => ({
    assetId,
    version,
    label: `state ${String(version)}`,
    properties: { version, nested: { list: [1, null, 'é'] } },
    content: null,
    ...more,
  });
  const tag = (assetId: string, name: string, value: Tag['value']): Tag => ({
    assetId,
    name,
    value,
    setBy: 'ann',
    reason: null,
    setAt: new Date('2026-01-02T03:04:05Z'),
  });

  test('an asset is version 1 until its state is replaced, and then what the last one says', async () => {
    const { graph } = harnessOf();
    const made = tree('p', 1);
    const file = asset('DERIVED', 'f', [made.series.id], { content: { ...content, mediaType: 'text/plain' } });
    await graph.putAssets([...made.all, file]);
    const before = await graph.getAssets([made.series.id, file.id]);
    expect(before.get(file.id)?.version).toBe(1);
    await graph.putStates([state(file.id, 2, { content })]);
    await graph.putStates([state(file.id, 3), state(made.series.id, 2, { content })]);
    await graph.putStates([]);
    // Making it again is no change, as always.
    await graph.putAssets([file]);
    const after = await graph.getAssets([made.series.id, file.id]);
    const { assetId: _1, ...ofFile } = state(file.id, 3);
    const { assetId: _2, ...ofSeries } = state(made.series.id, 2, { content });
    expect(after.get(file.id)).toEqual({ ...before.get(file.id), ...ofFile });
    expect(after.get(made.series.id)).toEqual({ ...before.get(made.series.id), ...ofSeries });
    expect((await graph.childrenOf([made.series.id], 'DERIVED')).get(made.series.id)?.[0]).toEqual(after.get(file.id));
    expect((await graph.parentsOf([file.id])).get(file.id)?.[0]).toEqual(after.get(made.series.id));
    const page = await graph.findAssets({ projectIds: 'ALL', level: 'DERIVED' }, { first: 5, after: null });
    expect(page.items).toEqual([after.get(file.id)]);
  });

  test('the state of an asset that is not there is refused, and nothing is written', async () => {
    const { graph } = harnessOf();
    const project = asset('PROJECT', 'p');
    await graph.putAssets([project]);
    await expect(graph.putStates([state(project.id, 2), state(id('none'), 2)])).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect((await graph.getAssets([project.id])).get(project.id)).toMatchObject({ label: 'p', version: 1 });
  });

  test('a transaction sees its own states, and they go with it', async () => {
    const harness = harnessOf();
    const { graph } = harness;
    const made = tree('p', 1);
    await graph.putAssets(made.all);
    await expect(
      harness.transact(async () => {
        const file = asset('DERIVED', 'f', [made.series.id]);
        await graph.putAssets([file]);
        await graph.putStates([state(made.series.id, 2), state(file.id, 2)]);
        const found = await graph.getAssets([made.series.id, file.id]);
        expect([...found.values()].map(({ version }) => version)).toEqual([2, 2]);
        const [own] = (await graph.childrenOf([made.series.id], 'DERIVED')).get(made.series.id) ?? [];
        expect(own).toMatchObject({ label: 'state 2', version: 2 });
        const [series] = (await graph.childrenOf([made.exam.id], 'SERIES')).get(made.exam.id) ?? [];
        expect(series).toMatchObject({ label: 'state 2', version: 2 });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect((await graph.getAssets([made.series.id])).get(made.series.id)?.version).toBe(1);
  });

  test('of many writers at once the last to commit decides', async () => {
    const harness = harnessOf();
    const project = asset('PROJECT', 'p');
    await harness.graph.putAssets([project]);
    const committed: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        harness
          .transact(async () => {
            await harness.graph.putStates([state(project.id, n + 2)]);
          })
          .then(() => committed.push(n + 2)),
      ),
    );
    expect(committed).toHaveLength(10);
    const now = (await harness.graph.getAssets([project.id])).get(project.id);
    expect(committed).toContain(now?.version);
    expect(now?.properties['version']).toBe(now?.version);
    await harness.graph.putStates([state(project.id, 20)]);
    expect((await harness.graph.getAssets([project.id])).get(project.id)?.version).toBe(20);
  });

  test('tags that are removed are gone, from searches too, and can be set again', async () => {
    const harness = harnessOf();
    const { graph } = harness;
    const project = asset('PROJECT', 'p');
    await graph.putAssets([project]);
    await graph.putTags([tag(project.id, 'a', 1), tag(project.id, 'b', 2)]);
    await harness.transact(async () => {
      await graph.putTags([tag(project.id, 'c', 3)], [{ assetId: project.id, name: 'a' }]);
      expect((await graph.tagsOf([project.id])).get(project.id)?.map(({ name }) => name)).toEqual(['b', 'c']);
    });
    expect((await graph.tagsOf([project.id])).get(project.id)).toEqual([
      tag(project.id, 'b', 2),
      tag(project.id, 'c', 3),
    ]);
    const found = (name: string, value: number) =>
      graph.findAssets({ projectIds: 'ALL', tag: { name, value } }, { first: 5, after: null });
    expect((await found('a', 1)).totalCount).toBe(0);
    await graph.putTags([], [{ assetId: project.id, name: 'never' }]);
    await graph.putTags([tag(project.id, 'a', 4)]);
    expect((await found('a', 4)).totalCount).toBe(1);
  });
}
