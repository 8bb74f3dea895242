import { HubError, notFound } from '../errors.ts';
import { authorizeOnHub, permittedProjects, type Actor } from '../policy/policy.ts';
import type { StoreResult } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { SiteLooks, StoredSite } from '../ports/site-store.ts';
import { createAsking } from './asking.ts';
import { probe, type SiteCapability } from './capabilities.ts';
import { createCircuits, type CircuitOptions } from './circuits.ts';
import { createCopies } from './copies.ts';
import { createDoorParts } from './door-parts.ts';
import { createDoorRetrieve } from './door-retrieve.ts';
import { createDoorSearch } from './door-search.ts';
import { createGrants, type SiteGrant } from './grants.ts';
import { createListingCache } from './listings.ts';
import { createSiteListings } from './site-listings.ts';
import { createReach } from './reach.ts';
import { createStudySearch } from './search.ts';
import { createSeriesSearch } from './series.ts';
import { createSiteHealth, type SiteHealth } from './site-health.ts';
import type { RegisterSite } from './site-input.ts';
import type { SiteStatus } from './site-status.ts';
import { createSites, type SitePorts } from './sites.ts';
import { createWithdrawnParts } from './withdrawn-parts.ts';

export interface ArchivePorts extends SitePorts {
  readonly graph: AssetGraph;
  readonly looks: SiteLooks;
  /** What a question to a site may take that has no deadline of its own. @default 3000 */
  readonly deadlineMs?: number;
  /** Most studies that a search asks of one site. @default 5000 */
  readonly perSite?: number;
  /** What a site may take until the first byte of a retrieve. @default 60000 */
  readonly firstByteMs?: number;
  readonly circuit?: CircuitOptions;
}

/** Of one instance in an archive. */
export interface InstanceUids {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
}

/** The use cases of sites and their archives. */
export function createArchives(ports: ArchivePorts) {
  const { sites, graph, deadlineMs = 3000, perSite = 5000, firstByteMs = 60_000 } = ports;
  const access = createSites(ports);
  const circuits = createCircuits(ports.circuit);
  const asking = createAsking({ access, circuits, deadlineMs });
  const reach = createReach({ sites, graph });
  const listOf = createSiteListings({ asking, listings: createListingCache(), perSite });
  const withdrawn = createWithdrawnParts(graph);
  const parts = createDoorParts({ graph, asking, withdrawn });
  const copies = createCopies({ sites, graph, asking });
  const grants = createGrants(ports);
  const health = createSiteHealth({ looks: ports.looks, asking, circuits });

  return {
    registerSite: (actor: Actor, input: RegisterSite) => access.register(actor, input),
    listSites: (actor: Actor) => access.list(actor),
    sitesByIds: (actor: Actor, ids: readonly string[]) => access.byIds(actor, ids),
    siteByName: (name: string) => access.byName(name),
    grantSite: async (actor: Actor, grant: SiteGrant) => access.shown(actor, await grants.grant(actor, grant)),
    revokeSite: async (actor: Actor, grant: SiteGrant) => access.shown(actor, await grants.revoke(actor, grant)),
    ...createSeriesSearch({ reach, asking, withdrawn }),
    searchStudies: createStudySearch({ reach, listOf }),
    /** The hub's DICOMweb door. */
    searchAtDoor: createDoorSearch({ reach, listOf, withdrawn }),
    retrieveAtDoor: createDoorRetrieve({ ...ports, reach, access, circuits, parts, firstByteMs }),
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
      const ask = async (site: StoredSite) => {
        const answer = await asking.askAnyhow(site, (archive, signal) => archive.searchStudies({}, 1, signal), stop);
        return [site.id, answer.status] as const;
      };
      return new Map(await Promise.all([...found.values()].map(ask)));
    },

    /** How each site has been of late; a site that the actor may not see is absent. */
    async healthOf(actor: Actor, siteIds: readonly string[]): Promise<ReadonlyMap<string, SiteHealth>> {
      return health.of([...(await access.byIds(actor, siteIds)).keys()]);
    },

    /** The projects that each site serves, of those that the actor may read; a site that the actor may not see is absent. */
    async projectsOf(actor: Actor, siteIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      const visible = await access.byIds(actor, siteIds);
      const pairs = await sites.projectSites(permittedProjects(actor, 'project.read'));
      return new Map(
        [...visible.keys()].map((id) => [
          id,
          pairs.filter(({ siteId }) => siteId === id).map(({ projectId }) => projectId),
        ]),
      );
    },

    /** What a site's archive can do, tried now, for who may register sites; null when it does not answer. @throws FORBIDDEN, NOT_FOUND */
    async capabilitiesOf(actor: Actor, siteId: string, stop?: AbortSignal): Promise<readonly SiteCapability[] | null> {
      authorizeOnHub(actor, 'site.manage');
      const site = (await sites.getSites([siteId])).get(siteId);
      if (!site) throw notFound('site');
      return (await asking.askAnyhow(site, probe, stop)).value;
    },

    lookAtSites: () => health.lookAround(),
    /** Looks at all sites from time to time, in turns with the hub's other processes. */
    watchSites: (onError: (error: unknown) => void) => health.watch(onError),

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

    /**
     * An instance as a site's archive has it, for the worker that makes sure of what it stored.
     * @throws FORBIDDEN for anyone but the hub's own workers, NOT_FOUND, UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED
     */
    async heldInstance(actor: Actor, siteId: string, uids: InstanceUids, signal: AbortSignal): Promise<Uint8Array> {
      if (actor.kind !== 'service') throw new HubError('FORBIDDEN', 'an archive is asked for images at its door');
      const site = (await sites.getSites([siteId])).get(siteId);
      if (!site) throw notFound('site');
      const archive = await access.open(site);
      return archive.retrieveInstance(uids.study, uids.series, uids.instance, signal);
    },
  };
}

export type Archives = ReturnType<typeof createArchives>;
