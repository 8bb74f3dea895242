import { assetIds } from '../assets/asset-ids.ts';
import { notFound } from '../errors.ts';
import { authorize, permittedProjects, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { SiteStore, StoredSite } from '../ports/site-store.ts';

/** The sites whose archives a caller may ask, and for which of their projects. */
export interface Reach {
  /** By name. */
  readonly sites: readonly StoredSite[];
  /** By id of the site: those of its projects whose assets the caller may read. */
  readonly projects: ReadonlyMap<string, readonly string[]>;
}

/** A study that a site says it has. */
export interface Sighting {
  readonly siteId: string;
  readonly studyInstanceUID: string;
}

export interface ReachPorts {
  readonly sites: SiteStore;
  readonly graph: AssetGraph;
}

/** What a caller may see of the archives. */
export function createReach({ sites, graph }: ReachPorts) {
  return {
    /**
     * Of all projects in which the actor may read assets, or of one; of all their sites, or of one by its id or name.
     * @throws UNAUTHENTICATED, NOT_FOUND (also for a site of none of these projects), FORBIDDEN
     */
    async of(
      actor: Actor,
      { projectId, site }: { readonly projectId?: string; readonly site?: string | null } = {},
    ): Promise<Reach> {
      if (projectId !== undefined) authorize(actor, 'asset.read', projectId);
      const scope = projectId === undefined ? permittedProjects(actor, 'asset.read') : [projectId];
      const pairs = await sites.projectSites(scope);
      const known = [...(await sites.getSites([...new Set(pairs.map((pair) => pair.siteId))])).values()];
      const chosen = known.filter((one) => site === undefined || site === null || one.id === site || one.name === site);
      if (chosen.length === 0 && typeof site === 'string') throw notFound('site');
      return {
        sites: chosen.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        projects: new Map(
          chosen.map(({ id }) => [id, pairs.filter((pair) => pair.siteId === id).map((pair) => pair.projectId)]),
        ),
      };
    },

    /**
     * Of these studies at these sites, those that the caller may see, each with the projects for it. An archive may be shared
     * by several projects and hold what is none's, so its own word is not enough: the study is an Exam of a project that the
     * site serves, whose assets the caller may read, and whose consent was not withdrawn.
     */
    async visible(reach: Reach, sightings: readonly Sighting[]): Promise<(sighting: Sighting) => readonly string[]> {
      // An id is a digest: each is made once.
      const examIds = new Map<string, Map<string, string>>();
      for (const { siteId, studyInstanceUID } of sightings)
        for (const projectId of reach.projects.get(siteId) ?? []) {
          const ofProject = examIds.get(projectId) ?? new Map<string, string>();
          if (ofProject.size === 0) examIds.set(projectId, ofProject);
          if (!ofProject.has(studyInstanceUID))
            ofProject.set(studyInstanceUID, assetIds.exam(projectId, studyInstanceUID));
        }
      const exams = await graph.getAssets([...examIds.values()].flatMap((ofProject) => [...ofProject.values()]));
      return ({ siteId, studyInstanceUID }) =>
        (reach.projects.get(siteId) ?? []).filter((projectId) => {
          const id = examIds.get(projectId)?.get(studyInstanceUID);
          const exam = id === undefined ? undefined : exams.get(id);
          return exam?.projectId === projectId && exam.withdrawn === undefined;
        });
    },
  };
}

export type ReachOf = ReturnType<typeof createReach>;
