import { HubError, notFound } from '../errors.ts';
import { authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { StoreResult } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import { createCopies } from './copies.ts';
import { createDoorRetrieve } from './door-retrieve.ts';
import { createDoorSearch } from './door-search.ts';
import { createListingCache } from './listings.ts';
import { createReach } from './reach.ts';
import { createStudySearch } from './search.ts';
import { askSite, type SiteStatus } from './site-status.ts';
import { createSites, type RegisterSite, type SitePorts } from './sites.ts';

export interface ArchivePorts extends SitePorts {
  readonly graph: AssetGraph;
  /** What a question to a site may take. @default 3000 */
  readonly deadlineMs?: number;
  /** Most studies that a search asks of one site. @default 5000 */
  readonly perSite?: number;
  /** What a site may take until the first byte of a retrieve. @default 60000 */
  readonly firstByteMs?: number;
}

/** The use cases of sites and their archives. */
export function createArchives(ports: ArchivePorts) {
  const { sites, graph, deadlineMs = 3000, perSite = 5000, firstByteMs = 60_000 } = ports;
  const access = createSites(ports);
  const reach = createReach({ sites, graph });
  const listings = createListingCache();
  const copies = createCopies({ sites, graph, access, deadlineMs });

  return {
    registerSite: (actor: Actor, input: RegisterSite) => access.register(actor, input),
    listSites: (actor: Actor) => access.list(actor),
    sitesByIds: (actor: Actor, ids: readonly string[]) => access.byIds(actor, ids),
    siteByName: (name: string) => access.byName(name),
    searchStudies: createStudySearch({ sites, graph, access, deadlineMs, perSite }),
    /** The hub's DICOMweb door. */
    searchAtDoor: createDoorSearch({ reach, access, listings, deadlineMs, perSite }),
    retrieveAtDoor: createDoorRetrieve({ ...ports, reach, access, firstByteMs }),
    copiesOf: (actor: Actor, level: 'EXAM' | 'SERIES', assetIds: readonly string[], stop?: AbortSignal) =>
      copies.of(actor, level, assetIds, stop),
    readableOf: (actor: Actor, level: 'EXAM' | 'SERIES', assetIds: readonly string[]) =>
      copies.readable(actor, level, assetIds),

    /** How each site answers now; a site that the actor may not see is absent. */
    async statusOf(
      actor: Actor,
      siteIds: readonly string[],
      stop?: AbortSignal,
    ): Promise<ReadonlyMap<string, SiteStatus>> {
      const visible = await access.byIds(actor, siteIds);
      const found = await sites.getSites([...visible.keys()]);
      const ask = async (site: Parameters<typeof access.open>[0]) => {
        const answer = await askSite(
          async (signal) => (await access.open(site)).searchStudies({}, 1, signal),
          deadlineMs,
          stop,
        );
        return [site.id, answer.status] as const;
      };
      return new Map(await Promise.all([...found.values()].map(ask)));
    },

    /**
     * Stores instances in a site's archive, for the worker that carries out an approval. Storing again is no error.
     * @throws FORBIDDEN for anyone but the hub's own workers, NOT_FOUND, UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED
     */
    async store(
      actor: Actor,
      siteId: string,
      instances: readonly Uint8Array[],
      signal: AbortSignal,
    ): Promise<StoreResult> {
      authorizeOnHub(actor, 'site.read');
      if (actor.kind !== 'service')
        throw new HubError('FORBIDDEN', 'images go to an archive only through quarantine and review');
      const site = (await sites.getSites([siteId])).get(siteId);
      if (!site) throw notFound('site');
      return (await access.open(site)).store(instances, signal);
    },
  };
}

export type Archives = ReturnType<typeof createArchives>;
