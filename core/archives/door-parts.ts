import { assetIds } from '../assets/asset-ids.ts';
import type { RetrieveResource } from '../dicomweb/resource-path.ts';
import { textIn, uidTags } from '../dicomweb/rows.ts';
import type { Archive } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { StoredSite } from '../ports/site-store.ts';
import type { Asking } from './asking.ts';
import { listAll } from './listings.ts';
import type { WithdrawnParts } from './withdrawn-parts.ts';

type Scope = RetrieveResource['scope'];

/** Why a site's copy of a part is, or is not, for the caller. */
export type PartRight =
  | {
      readonly kind: 'given';
      /** That give the right. */
      readonly projects: readonly string[];
      /** Whether the graph says that it is of the study; else the archive must. */
      readonly isRegistered: boolean;
    }
  | { readonly kind: 'refused'; readonly status: 404 | 410 }
  /** The site did not say whether it still has what was withdrawn. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface DoorPartPorts {
  readonly graph: AssetGraph;
  readonly asking: Asking;
  readonly withdrawn: WithdrawnParts;
}

const mostInstances = 20_000;

/** Which parts of a study that a caller may see are the caller's: those that are of it, and hold nothing that was withdrawn. */
export function createDoorParts({ graph, asking, withdrawn }: DoorPartPorts) {
  async function isRegistered(projects: readonly string[], { study, series, instance }: Scope): Promise<boolean> {
    if (series === undefined) return true;
    for (const projectId of projects) {
      const chain = [
        assetIds.exam(projectId, study),
        assetIds.series(projectId, series),
        ...(instance === undefined ? [] : [assetIds.image(projectId, instance)]),
      ];
      const below = chain.slice(1);
      const parents = await graph.parentsOf(below);
      if (below.every((id, index) => parents.get(id)?.some((parent) => parent.id === chain[index]) === true))
        return true;
    }
    return false;
  }

  return {
    /** Of what these projects give a right to: the study of `scope`, at that site. */
    async rightTo(site: StoredSite, projects: readonly string[], scope: Scope, stop: AbortSignal): Promise<PartRight> {
      const [living = []] = await withdrawn.living([{ ...scope, projects }]);
      if (living.length === 0) return { kind: 'refused', status: 404 };
      const given = async (some: readonly string[]): Promise<PartRight> => ({
        kind: 'given',
        projects: some,
        isRegistered: await isRegistered(some, scope),
      });
      if (scope.instance !== undefined) return given(living);
      const whole = await withdrawn.whole(living, scope.study);
      if (whole.length > 0) return given(whole);
      // Something of it is withdrawn: the site's bytes pass as they come, so they may hold none of that.
      const of = scope.series === undefined ? '' : `/series/${scope.series}`;
      const search = {
        path: `studies/${scope.study}${of}/instances`,
        parameters: [['includefield', uidTags.series] as const],
      };
      const limits = { most: mostInstances, withinMs: asking.deadlineOf(site) / 2 };
      const { value, status, isRefusal } = await asking.ask(
        site,
        (archive, signal) => listAll(archive, search, uidTags.instance, limits, signal),
        stop,
      );
      if (value === null && isRefusal !== true) return { kind: 'unknown', why: status.error ?? 'unknown' };
      if (value === null || value.truncated) return { kind: 'refused', status: 410 };
      const rows = await withdrawn.living(
        value.rows.map((row) => ({
          projects: living,
          series: textIn(row, uidTags.series) ?? scope.series,
          instance: textIn(row, uidTags.instance),
        })),
      );
      const clean = living.filter((projectId) => rows.every((some) => some.includes(projectId)));
      return clean.length > 0 ? given(clean) : { kind: 'refused', status: 410 };
    },
  };
}

export type DoorParts = ReturnType<typeof createDoorParts>;

/**
 * Whether the archive says that the series and instance belong to the study: it need not look at the study of the path, and the
 * right is to the study.
 */
export async function saysItBelongs(
  archive: Archive,
  { study, series, instance }: Scope,
  signal: AbortSignal,
): Promise<boolean> {
  if (series === undefined) return true;
  const [path, tag, uid] =
    instance === undefined
      ? [`studies/${study}/series`, uidTags.series, series]
      : [`studies/${study}/series/${series}/instances`, uidTags.instance, instance];
  const parameters = [[tag, uid] as const, ['includefield', `${uidTags.study},${uidTags.series}`] as const];
  const { rows } = await archive.search({ path, parameters, limit: 1, offset: 0 }, signal);
  return rows.some(
    (row) =>
      textIn(row, tag) === uid &&
      (textIn(row, uidTags.study) ?? study) === study &&
      (textIn(row, uidTags.series) ?? series) === series,
  );
}
