import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { SiteStore } from '../ports/site-store.ts';
import type { Asking } from './asking.ts';
import type { SiteStatus } from './site-status.ts';

/** One site's copy of an exam or series. */
export interface ArchivedCopy {
  readonly siteId: string;
  readonly status: SiteStatus;
  /** Null when the site did not answer; 0 when it has none. */
  readonly instanceCount: number | null;
}

export interface CopyPorts {
  readonly sites: SiteStore;
  readonly graph: AssetGraph;
  readonly asking: Asking;
}

interface Wanted {
  readonly assetId: string;
  readonly projectId: string;
  readonly uid: string;
}

/** Where the pixels of exams and series are. */
export function createCopies({ sites, graph, asking }: CopyPorts) {
  /** Exams or series that exist and that the actor may read, with the UID that the graph knows (never the caller's). */
  async function readable(
    actor: Actor,
    level: 'EXAM' | 'SERIES',
    assetIds: readonly string[],
  ): Promise<readonly Wanted[]> {
    const assets = await graph.getAssets(assetIds);
    return [...assets.values()].flatMap((asset) => {
      const uid = asset.properties[level === 'EXAM' ? 'studyInstanceUID' : 'seriesInstanceUID'];
      if (asset.level !== level || typeof uid !== 'string' || !may(actor, 'asset.read', asset.projectId)) return [];
      return [{ assetId: asset.id, projectId: asset.projectId, uid }];
    });
  }

  return {
    /** Of these exams or series, those that the actor may read. */
    async readable(
      actor: Actor,
      level: 'EXAM' | 'SERIES',
      assetIds: readonly string[],
    ): Promise<ReadonlyMap<string, true>> {
      requireSignedIn(actor);
      return new Map((await readable(actor, level, assetIds)).map((one) => [one.assetId, true]));
    },

    /**
     * The copies of each exam or series at the sites of its project, by name of the site; an id that the actor may not
     * read is absent. Each site is asked once, whatever the number of ids.
     */
    async of(
      actor: Actor,
      level: 'EXAM' | 'SERIES',
      assetIds: readonly string[],
      stop?: AbortSignal,
    ): Promise<ReadonlyMap<string, readonly ArchivedCopy[]>> {
      requireSignedIn(actor);
      const wanted = await readable(actor, level, assetIds);
      const pairs = await sites.projectSites([...new Set(wanted.map((one) => one.projectId))]);
      const known = await sites.getSites([...new Set(pairs.map((pair) => pair.siteId))]);
      const asked = await Promise.all(
        [...known.values()]
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map(async (site) => {
            const projects = new Set(pairs.filter((pair) => pair.siteId === site.id).map((pair) => pair.projectId));
            const here = wanted.filter((one) => projects.has(one.projectId));
            const uids = [...new Set(here.map((one) => one.uid))];
            const of = level === 'EXAM' ? { studyInstanceUIDs: uids } : { seriesInstanceUIDs: uids };
            const { status, value } = await asking.ask(
              site,
              (archive, signal) => archive.countInstances(of, signal),
              stop,
            );
            return { site, status, counts: value, assetIds: new Set(here.map((one) => one.assetId)) };
          }),
      );
      return new Map(
        wanted.map(({ assetId, uid }) => [
          assetId,
          asked
            .filter((answer) => answer.assetIds.has(assetId))
            .map(({ site, status, counts }) => ({
              siteId: site.id,
              status,
              instanceCount: counts === null ? null : (counts.get(uid) ?? 0),
            })),
        ]),
      );
    },
  };
}
