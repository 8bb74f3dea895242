import type { AssetContent } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { WithdrawalStore } from '../ports/withdrawal-store.ts';

/**
 * The graph, in which no asset can be made of bytes that a withdrawal deletes at the same moment: equal bytes are one object, which somebody may
 * have stored again, and another one deleted, before the asset is written. Writing it holds off withdrawals until the commit, so what is
 * there then stays.
 */
export function guardedGraph(
  graph: AssetGraph,
  {
    objects,
    withdrawals,
    transactor,
  }: {
    readonly objects: ObjectStore;
    readonly withdrawals: Pick<WithdrawalStore, 'deletedAmong'>;
    readonly transactor: Transactor;
  },
): AssetGraph {
  const guarded = (contents: readonly (AssetContent | null)[], write: () => Promise<void>): Promise<void> => {
    const hashes = [...new Set(contents.flatMap((content) => content?.sha256 ?? []))];
    if (hashes.length === 0) return write();
    return transactor.transact(async () => {
      await write();
      for (const sha256 of await withdrawals.deletedAmong(hashes)) {
        if ((await objects.size(sha256)) !== null) continue;
        const message = 'the same bytes have just been deleted with a withdrawn asset: send them again';
        throw new HubError('UNAVAILABLE', message, { sha256 });
      }
    });
  };
  const own: Pick<AssetGraph, 'putAssets' | 'putStates'> = {
    putAssets: (assets) =>
      guarded(
        assets.map(({ content }) => content),
        () => graph.putAssets(assets),
      ),
    putStates: (states) =>
      guarded(
        states.map(({ content }) => content),
        () => graph.putStates(states),
      ),
  };
  return new Proxy(graph, {
    get(target, property) {
      if (property === 'putAssets' || property === 'putStates') return own[property];
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
