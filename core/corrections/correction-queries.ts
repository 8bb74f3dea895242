import type { KnownAsset } from '../assets/asset-use-cases.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { Correction, CorrectionMove, ReviewFlag } from './correction.ts';
import type { CorrectionPorts } from './ports.ts';

export interface CorrectionQueries {
  /** In order of time. A project that the actor may not see has none. @throws BAD_USER_INPUT for a page that can't be */
  correctionsOf(actor: Actor, projectId: string, first: number, after?: string | null): Promise<Page<Correction>>;
  /** Corrections from or to each subject that the actor may read, oldest first. */
  correctionsOfSubjects(
    actor: Actor,
    subjects: readonly KnownAsset[],
  ): Promise<ReadonlyMap<string, readonly Correction[]>>;
  getCorrections(ids: readonly string[]): Promise<ReadonlyMap<string, Correction>>;
  movesOf(correctionIds: readonly string[]): Promise<ReadonlyMap<string, readonly CorrectionMove[]>>;
  /** Why each asset should be looked at again. */
  reviewFlagsOf(actor: Actor, assets: readonly KnownAsset[]): Promise<ReadonlyMap<string, readonly ReviewFlag[]>>;
  /** Ids of what should be looked at again in a project, in order. @throws BAD_USER_INPUT for a page that can't be */
  toReview(actor: Actor, projectId: string, first: number, after?: string | null): Promise<Page<string>>;
  /** Somebody has looked at it. @throws NOT_FOUND, FORBIDDEN */
  clearReviewFlags(actor: Actor, assetId: string, reason: string | null | undefined): Promise<void>;
}

export function createCorrectionQueries({ graph, corrections, audit, transactor }: CorrectionPorts): CorrectionQueries {
  const readable = (actor: Actor, assets: readonly KnownAsset[]) => {
    requireSignedIn(actor);
    return assets.filter(({ projectId }) => may(actor, 'asset.read', projectId)).map(({ id }) => id);
  };
  const isVisible = (actor: Actor, projectId: string) => {
    requireSignedIn(actor);
    return isId(projectId) && may(actor, 'asset.read', projectId);
  };
  const empty = { items: [], hasNextPage: false, totalCount: 0 };
  return {
    correctionsOf: async (actor, projectId, first, after) => {
      const page = pageOf(first, after);
      return isVisible(actor, projectId) ? corrections.ofProject(projectId, page) : empty;
    },
    correctionsOfSubjects: async (actor, subjects) => corrections.ofSubjects(readable(actor, subjects)),
    getCorrections: (ids) => corrections.get(ids),
    movesOf: (ids) => corrections.movesOf(ids),
    reviewFlagsOf: async (actor, assets) => corrections.flagsOf(readable(actor, assets)),
    toReview: async (actor, projectId, first, after) => {
      const page = pageOf(first, after);
      return isVisible(actor, projectId) ? corrections.flaggedOf(projectId, page) : empty;
    },
    clearReviewFlags: async (actor, assetId, reason) => {
      requireSignedIn(actor);
      await transactor.transact(async () => {
        const asset = (await graph.getAssets([assetId])).get(assetId);
        if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
        authorize(actor, 'asset.write', asset.projectId);
        const cleared = await corrections.clearFlags(assetId);
        if (cleared === 0) return;
        await audit.append({
          actor: actorName(actor),
          action: 'review.cleared',
          target: `asset:${assetId}`,
          projectId: asset.projectId,
          reason: reason ?? null,
          oldValue: { flags: cleared },
          newValue: null,
        });
      });
    },
  };
}
