import { assetIds } from '../assets/asset-ids.ts';
import type { AssetCondition } from '../assets/asset-filter.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';

/** A part of a study that some projects give a right to; without UIDs, all of it. */
export interface StudyPart {
  readonly projects: readonly string[];
  readonly series?: string | null | undefined;
  readonly instance?: string | null | undefined;
}

const idsPerQuestion = 5000;

/** What the graph knows of series and images whose consent was withdrawn, and that an archive may still have. */
export function createWithdrawnParts(graph: AssetGraph) {
  async function withdrawnAmong(ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const all = [...ids];
    const gone = new Set<string>();
    for (let at = 0; at < all.length; at += idsPerQuestion)
      for (const { id, withdrawn } of (await graph.getAssets(all.slice(at, at + idsPerQuestion))).values())
        if (withdrawn) gone.add(id);
    return gone;
  }

  return {
    /** Of each part, those of its projects in which neither its series nor its image is withdrawn. */
    async living(parts: readonly StudyPart[]): Promise<readonly (readonly string[])[]> {
      const ids = new Set(parts.flatMap((part) => part.projects.flatMap((projectId) => idsOf(projectId, part))));
      const gone = await withdrawnAmong(ids);
      return parts.map((part) =>
        part.projects.filter((projectId) => !idsOf(projectId, part).some((id) => gone.has(id))),
      );
    },

    /** Those of the projects whose exam of the study has lost no series and no image. */
    async whole(projects: readonly string[], study: string): Promise<readonly string[]> {
      const found: string[] = [];
      for (const projectId of projects) {
        const within: AssetCondition = { kind: 'WITHIN', id: assetIds.exam(projectId, study), projectIds: [projectId] };
        const pixels: AssetCondition = { kind: 'IS', field: 'level', values: ['SERIES', 'IMAGE'] };
        // The living ones first: what is registered meanwhile makes the exam look incomplete, never complete.
        const living = await graph.countAssets({ kind: 'AND', of: [within, pixels] });
        const all = await graph.countAssets({ kind: 'AND', of: [within, pixels, { kind: 'WITHDRAWN_TOO' }] });
        if (all === living) found.push(projectId);
      }
      return found;
    },
  };
}

export type WithdrawnParts = ReturnType<typeof createWithdrawnParts>;

function idsOf(projectId: string, { series, instance }: StudyPart): readonly string[] {
  return [
    ...(typeof series === 'string' ? [assetIds.series(projectId, series)] : []),
    ...(typeof instance === 'string' ? [assetIds.image(projectId, instance)] : []),
  ];
}
