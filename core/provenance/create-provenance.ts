import type { Asset } from '../assets/asset.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import { isId } from '../ids.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { ProvActivity } from './activity.ts';
import { sourcesOf } from './derivations.ts';
import { createProvenanceExports, type ExportPorts, type ProvenanceExports } from './export.ts';
import { checkPageQuery, lineagePageOf, type LineagePage, type LineagePageQuery } from './lineage-page.ts';
import { recordActivity, type RecordActivityPorts } from './record-activity.ts';
import type { RecordActivityInput } from './record-input.ts';
import { reusableResult, type ReusableQuery, type ReusableResult } from './reusable-result.ts';
import { touchedAssets, withdrawalImpactOf, type WithdrawalImpact } from './withdrawal.ts';

export type ProvenancePorts = RecordActivityPorts & ExportPorts;
type KnownAsset = Pick<Asset, 'id' | 'projectId'>;

/** What a person may do with provenance beyond reading single activities. */
export interface ProvenanceUseCases extends ProvenanceExports {
  /** See `recordActivity`. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT */
  recordActivity(actor: Actor, input: RecordActivityInput): Promise<ProvActivity>;
  /** A page of the lineage of each asset that the actor may read, by id. @throws BAD_USER_INPUT, LIMIT_EXCEEDED */
  lineagePagesOf(
    actor: Actor,
    assets: readonly KnownAsset[],
    query: LineagePageQuery,
  ): Promise<ReadonlyMap<string, LineagePage>>;
  /** PROV-O wasDerivedFrom: what each asset was directly made from, as far as the actor may read. */
  derivationsOf(actor: Actor, assets: readonly KnownAsset[]): Promise<ReadonlyMap<string, readonly Asset[]>>;
  /** Null for an asset that is invisible or absent. */
  withdrawalImpact(actor: Actor, assetId: string): Promise<WithdrawalImpact | null>;
  /** A page of the assets of an impact. @throws NOT_FOUND, BAD_USER_INPUT */
  touchedAssets(actor: Actor, asset: KnownAsset, first: number, after: string | null): Promise<Page<Asset>>;
  /** See `reusableResult`. @throws NOT_FOUND, BAD_USER_INPUT */
  reusableResult(actor: Actor, query: ReusableQuery): Promise<ReusableResult | null>;
}

export function createProvenance(ports: ProvenancePorts): ProvenanceUseCases {
  const { graph } = ports;
  const readable = (actor: Actor) => {
    requireSignedIn(actor);
    return ({ projectId }: { readonly projectId: string }) => may(actor, 'asset.read', projectId);
  };
  const assetOf = async (actor: Actor, id: string): Promise<Asset | null> => {
    const isReadable = readable(actor);
    const asset = isId(id) ? (await graph.getAssets([id])).get(id) : undefined;
    return asset && isReadable(asset) ? asset : null;
  };
  return {
    ...createProvenanceExports(ports),
    recordActivity: (actor, input) => recordActivity(ports, actor, input),
    lineagePagesOf: async (actor, assets, query) => {
      const known = assets.filter(readable(actor));
      checkPageQuery(query);
      const projectIds = permittedProjects(actor, 'asset.read');
      const pages = new Map<string, LineagePage>();
      // One after the other: each is several questions to the graph, and a list may ask for a thousand.
      for (const asset of known) pages.set(asset.id, await lineagePageOf(graph, asset, projectIds, query));
      return pages;
    },
    derivationsOf: async (actor, assets) => {
      const isReadable = readable(actor);
      const known = assets.filter(isReadable);
      const generations = await graph.generationOf(known.map(({ id }) => id));
      const sources = new Map(
        [...generations]
          .filter(([, activity]) => isReadable(activity))
          .map(([id, activity]) => [id, sourcesOf(activity, id)] as const),
      );
      const found = await graph.getAssets([...new Set([...sources.values()].flat())]);
      return new Map(
        known.map(({ id }) => {
          const all = (sources.get(id) ?? []).flatMap((source) => found.get(source) ?? []);
          return [id, all.filter(isReadable)];
        }),
      );
    },
    withdrawalImpact: async (actor, assetId) => {
      const asset = await assetOf(actor, assetId);
      return asset && withdrawalImpactOf(ports, actor, asset);
    },
    touchedAssets: (actor, asset, first, after) => touchedAssets(ports, actor, asset, first, after),
    reusableResult: (actor, query) => reusableResult(graph, actor, query),
  };
}
