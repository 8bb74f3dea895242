import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { canonicalJson, sha256 } from '../json.ts';
import type { TraceScope } from '../ports/withdrawal-store.ts';
import { sourcesOf } from '../provenance/derivations.ts';
import { examsAbove } from '../provenance/withdrawal.ts';
import { fatesOf, type Dependent } from './fates.ts';
import type { WithdrawalPorts } from './ports.ts';
import type { WithdrawalExtras, WithdrawalItem } from './withdrawal.ts';

/** What would happen: each asset with its fate, and what else is touched. */
export interface Listing {
  readonly items: readonly WithdrawalItem[];
  readonly extras: WithdrawalExtras;
  readonly digest: string;
  /** The assets that go, as they are. */
  readonly purged: readonly Asset[];
  readonly scope: TraceScope;
}

type Ports = Pick<WithdrawalPorts, 'graph' | 'withdrawals' | 'corrections' | 'runs'>;
const everything = { projectIds: 'ALL', asOf: null } as const;
/** Assets of one question. */
const batchSize = 5000;
const pageSize = 20_000;
const most = 500_000;

/**
 * The list for an asset as things are now. For a subject also of those that were merged into it: they are the same person. Not in a transaction that
 * has written to the graph.
 * @throws LIMIT_EXCEEDED
 */
export async function listingOf(ports: Ports, asset: Asset, purgeAlso: readonly string[]): Promise<Listing> {
  const roots = [asset, ...(await mergedInto(ports, asset))];
  const dependents = await dependentsOf(ports, roots);
  const related = await relatedOf(ports, dependents);
  const fates = fatesOf(
    roots.map(({ id }) => id),
    related.dependents,
    new Set(purgeAlso),
    related.gone,
  );
  const all = [...roots, ...dependents].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const items = all.map(({ id, projectId, level, kind }): WithdrawalItem => ({
    assetId: id,
    projectId,
    level,
    kind,
    fate: fates.get(id) ?? 'REVIEW',
  }));
  const purged = all.filter(({ id }) => fates.get(id) === 'PURGE');
  const scope = scopeOf(purged);
  const traces = await ports.withdrawals.tracesOf(scope);
  const extras = { ...traces, subjectIds: scope.subjectIds, runIds: await runsOf(ports, asset, purged) };
  const { quarantinedExams, receivedFiles, identities, clinicalRecords } = traces;
  // Not runs and check-outs: they come and go, and end in any case.
  const listed = { items: items.map(({ assetId, fate }) => [assetId, fate]) };
  const counts = { quarantinedExams, receivedFiles, identities, clinicalRecords };
  return { items, extras, purged, scope, digest: sha256(canonicalJson({ ...listed, ...counts })) };
}

/** Subjects that are this one by merges in force, over any number of steps. */
async function mergedInto({ graph, corrections }: Ports, { id, level }: Asset): Promise<readonly Asset[]> {
  if (level !== 'SUBJECT') return [];
  const known = new Set([id]);
  for (const into of known) {
    const own = (await corrections.ofSubjects([into])).get(into) ?? [];
    for (const { kind, fromId, toId, reversal } of own)
      if (kind === 'MERGE' && toId === into && reversal === null) known.add(fromId);
  }
  known.delete(id);
  return [...(await graph.getAssets([...known])).values()].filter((subject) => !subject.withdrawn);
}

/** Whatever depends on the roots, in all projects, each once. */
async function dependentsOf({ graph }: Ports, roots: readonly Asset[]): Promise<readonly Asset[]> {
  const found = new Map<string, Asset>();
  for (const root of roots) {
    for (let after: string | null = null; ;) {
      const page = await graph.dependentsOf(root.id, 'ALL', { first: pageSize, after });
      for (const each of page.items) found.set(each.id, each);
      if (found.size > most)
        throw new HubError(
          'LIMIT_EXCEEDED',
          `more than ${String(most)} assets depend on it: withdraw parts of it first`,
        );
      after = page.items.at(-1)?.id ?? null;
      if (!page.hasNextPage || after === null) break;
    }
  }
  for (const { id } of roots) found.delete(id);
  return [...found.values()];
}

/** What each is part of and was made from, and which of that was withdrawn before. */
async function relatedOf(
  { graph }: Ports,
  assets: readonly Asset[],
): Promise<{ readonly dependents: readonly Dependent[]; readonly gone: ReadonlySet<string> }> {
  const dependents: Dependent[] = [];
  const gone = new Set<string>();
  const related = new Set<string>();
  for (const batch of batchesOf(assets.map(({ id }) => id))) {
    const parents = await graph.parentsOf(batch);
    const edges = await graph.edgesAround({ entityIds: batch, activityIds: [] }, 'ANCESTORS', everything);
    const made = Map.groupBy(
      edges.filter(({ relation }) => relation === 'WAS_GENERATED_BY'),
      ({ fromId }) => fromId,
    );
    // Each once: one that made a series has made its images too.
    const activities = await graph.getActivities([...new Set([...made.values()].flat().map(({ toId }) => toId))]);
    for (const id of batch) {
      const sourceIds = (made.get(id) ?? []).flatMap(({ toId }) => {
        const activity = activities.get(toId);
        return activity ? sourcesOf(activity, id) : [];
      });
      const parentIds = (parents.get(id) ?? []).map((parent) => parent.id);
      for (const parent of parents.get(id) ?? []) if (parent.withdrawn) gone.add(parent.id);
      for (const sourceId of sourceIds) related.add(sourceId);
      dependents.push({ id, parentIds, sourceIds: [...new Set(sourceIds)] });
    }
  }
  for (const { id } of assets) related.delete(id);
  for (const batch of batchesOf([...related]))
    for (const { id, withdrawn } of (await graph.getAssets(batch)).values()) if (withdrawn) gone.add(id);
  return { dependents, gone };
}

function* batchesOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += batchSize) yield ids.slice(from, from + batchSize);
}

function scopeOf(purged: readonly Asset[]): TraceScope {
  const keyed = (level: Asset['level'], property: string) =>
    purged.flatMap(({ projectId, level: own, properties }) => {
      const key = own === level ? properties[property] : undefined;
      return typeof key === 'string' ? [{ projectId, key }] : [];
    });
  return {
    assetIds: purged.map(({ id }) => id),
    subjectIds: purged.filter(({ level }) => level === 'SUBJECT').map(({ id }) => id),
    subjects: keyed('SUBJECT', 'researchId'),
    studies: keyed('EXAM', 'studyInstanceUID'),
    series: keyed('SERIES', 'seriesInstanceUID'),
    images: keyed('IMAGE', 'sopInstanceUID'),
  };
}

/** Runs that have not ended, and work on something that goes, or on the exam of the series or image that does. */
async function runsOf({ graph, runs }: Ports, asset: Asset, purged: readonly Asset[]): Promise<readonly string[]> {
  const inFlight = await runs.inFlight();
  if (inFlight.length === 0) return [];
  const ids = new Set([...purged.map(({ id }) => id), ...(await examsAbove(graph, asset))]);
  return inFlight
    .filter(({ examId, assetIds }) => ids.has(examId) || assetIds.some((id) => ids.has(id)))
    .map(({ runId }) => runId);
}
