import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { Change } from '../ports/change-feed.ts';
import type { Ingestion, IngestionCounts, ReceivedFile, ReceivedState } from './intake.ts';
import { pageOf } from '../page.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';

/** Reading what came in. File names may hold patients' data: all of it needs `intake.read`. */
export function createIngestions({ intake }: IntakePorts, progress: Progress) {
  async function visible(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Ingestion>> {
    requireSignedIn(actor);
    const found = await intake.getIngestions(ids.filter(isId));
    return new Map([...found].filter(([, ingestion]) => may(actor, 'intake.read', ingestion.projectId)));
  }

  async function one(actor: Actor, id: string): Promise<Ingestion> {
    requireSignedIn(actor);
    const ingestion = isId(id) ? (await intake.getIngestions([id])).get(id) : undefined;
    if (!ingestion || !may(actor, 'project.read', ingestion.projectId)) throw notFound('ingestion');
    authorize(actor, 'intake.read', ingestion.projectId);
    return ingestion;
  }

  return {
    /** Of these ids, the ingestions that the actor may see. */
    ingestionsByIds: visible,

    /** The newest first, at most `first`. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async ingestionsOfProject(actor: Actor, projectId: string, first: number): Promise<readonly Ingestion[]> {
      authorize(actor, 'intake.read', projectId);
      return intake.ingestionsOfProject(projectId, pageOf(first, null).first);
    },

    /** Counts of those that the actor may see. */
    async countsByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, IngestionCounts>> {
      return intake.countsOf([...(await visible(actor, ids)).keys()]);
    },

    /** Files in order of arrival (of one state, or of all when null). @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async filesOf(
      actor: Actor,
      ingestionId: string,
      state: ReceivedState | null,
      first: number,
      after?: string | null,
    ): Promise<Page<ReceivedFile>> {
      const ingestion = await one(actor, ingestionId);
      return intake.filesOf(ingestion.id, state, pageOf(first, after));
    },

    /** Changes of the ingestion's counts: after the cursor (null: from now on) until `signal` aborts. @throws NOT_FOUND, FORBIDDEN */
    async ingestionChanges(
      actor: Actor,
      ingestionId: string,
      after: string | null,
      signal: AbortSignal,
    ): Promise<AsyncIterable<Change>> {
      const ingestion = await one(actor, ingestionId);
      return progress.changes(ingestion.id, after, signal);
    },
  };
}
