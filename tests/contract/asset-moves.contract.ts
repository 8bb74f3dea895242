import { beforeEach, describe, expect, test } from 'vitest';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { AssetMoves } from '../../core/ports/asset-moves.ts';
import type { Transactor } from '../../core/ports/transactor.ts';
import { asset, id, tree } from './asset-graph-data.ts';

export interface AssetMovesHarness extends Transactor {
  readonly graph: AssetGraph;
  readonly moves: AssetMoves;
}

export function assetMovesContract(name: string, makeHarness: () => Promise<AssetMovesHarness>): void {
  describe(`AssetMoves on ${name}`, () => {
    let harness: AssetMovesHarness;
    const made = tree('p', 2);
    const other = asset('SUBJECT', 'other', [made.project.id], { projectId: made.project.projectId });
    beforeEach(async () => {
      harness = await makeHarness();
      await harness.graph.putAssets([...made.all, other]);
    });
    const parents = async (of: string) =>
      ((await harness.graph.parentsOf([of])).get(of) ?? []).map((parent) => parent.id).toSorted();
    const exams = async (of: string) =>
      ((await harness.graph.childrenOf([of], 'EXAM')).get(of) ?? []).map((exam) => exam.id);

    test('gives an asset other parents, and back again', async () => {
      await harness.moves.setParents([{ id: made.exam.id, parentIds: [other.id] }]);
      expect(await parents(made.exam.id)).toEqual([other.id]);
      expect(await exams(made.subject.id)).toEqual([]);
      expect(await exams(other.id)).toEqual([made.exam.id]);
      expect(await parents(made.series.id)).toEqual([made.exam.id]);
      const both = [other.id, made.subject.id].toSorted();
      await harness.moves.setParents([{ id: made.exam.id, parentIds: both }]);
      expect(await parents(made.exam.id)).toEqual(both);
      await harness.moves.setParents([{ id: made.exam.id, parentIds: [made.subject.id] }]);
      expect(await parents(made.exam.id)).toEqual([made.subject.id]);
    });

    test('stays when the asset is written again with the parents that it was made with', async () => {
      await harness.moves.setParents([{ id: made.exam.id, parentIds: [other.id] }]);
      await harness.graph.putAssets(made.all);
      expect(await parents(made.exam.id)).toEqual([other.id]);
    });

    test('is seen by id in its own transaction, and gone when that is rolled back', async () => {
      await expect(
        harness.transact(async () => {
          await harness.moves.setParents([{ id: made.exam.id, parentIds: [other.id] }]);
          expect(await parents(made.exam.id)).toEqual([other.id]);
          expect(await exams(made.subject.id)).toEqual([]);
          expect(await exams(other.id)).toEqual([made.exam.id]);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect(await parents(made.exam.id)).toEqual([made.subject.id]);
    });

    test('refuses a parent or child that is not there, and none at all', async () => {
      for (const change of [
        { id: made.exam.id, parentIds: [id('none')] },
        { id: id('none'), parentIds: [other.id] },
        { id: made.exam.id, parentIds: [] },
      ]) {
        await expect(harness.moves.setParents([change])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
      expect(await parents(made.exam.id)).toEqual([made.subject.id]);
    });
  });
}
