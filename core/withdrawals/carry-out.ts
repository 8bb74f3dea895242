import { assetChanges, changed, type ChangedAsset } from '../assets/asset-changes.ts';
import type { Asset } from '../assets/asset.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import { protocolJobs } from '../protocols/protocol-jobs.ts';
import { examsToCheck } from './check-protocols.ts';
import type { Listing } from './listing.ts';
import type { WithdrawalPorts } from './ports.ts';
import { purgeJob } from './purge.ts';
import type { Withdrawal, WithdrawnObject } from './withdrawal.ts';

/**
 * Makes what the list says true, in the ambient transaction, which holds the graph alone: tombstones, traces erased, runs ended, flags, messages,
 * and the job that deletes the bytes. Of nothing that goes is anything read any more when it commits.
 */
export async function carryOut(
  ports: WithdrawalPorts,
  actor: Actor,
  withdrawal: Withdrawal,
  listing: Listing,
  passwordConfirmed: boolean,
): Promise<void> {
  const { graph, tombstones, withdrawals, corrections, audit, jobs } = ports;
  const { id, projectId, assetId, reason } = withdrawal;
  const { items, purged, scope, extras } = listing;
  const [at, by] = [new Date(), actorName(actor)];
  // All of them before anything that their workers hold as well: topics, rows of their steps.
  await ports.lockRuns(extras.runIds);
  // What the graph is asked for comes before what it is told.
  const parents = await graph.parentsOf(purged.filter(({ level }) => level === 'IMAGE').map((image) => image.id));
  const toCheck = await examsToCheck(graph, purged);
  await withdrawals.carryOut(id, { by, at, passwordConfirmed });
  const { erased, objects } = await withdrawals.erase(scope);
  await withdrawals.addObjects(id, [...purged.flatMap(contentOf), ...objects], erased);
  const withdrawn = { at, reason, withdrawalId: id };
  await tombstones.put(
    purged.map(({ id: of, projectId: within, level, kind, createdAt, createdBy }) => ({
      ...{ id: of, projectId: within, level, kind, createdAt, createdBy, withdrawn },
    })),
  );
  const flagged = items.filter(({ fate, level }) => fate === 'REVIEW' && level === 'DERIVED');
  await corrections.flag(
    flagged.map((item) => ({
      ...{ assetId: item.assetId, projectId: item.projectId, correctionId: null, withdrawalId: id, since: at },
    })),
  );
  await jobs.enqueue([
    purgeJob(id),
    ...(toCheck.length === 0 ? [] : [protocolJobs.exams(toCheck, `withdrawal:${id}`)]),
  ]);
  // Topics of the feed in their order: of assets, of people, of runs.
  for (const [within, gone] of inOrder(Map.groupBy(purged, (asset) => asset.projectId)))
    await assetChanges.append(ports.feed, within, by, removed(gone, parents));
  await tellManagers(ports, withdrawal, listing, by);
  for (const runId of extras.runIds) await ports.cancelRun(runId, 'consent for what it works on was withdrawn');
  await audit.append({
    actor: by,
    action: 'withdrawal.carried-out',
    target: `asset:${assetId}`,
    projectId,
    reason,
    oldValue: { listDigest: listing.digest },
    newValue: { withdrawal: id, purged: purged.length, flagged: flagged.length, passwordConfirmed, ...erased },
  });
}

function contentOf({ id, content }: Asset): readonly Omit<WithdrawnObject, 'state'>[] {
  if (content === null) return [];
  return [{ sha256: content.sha256, sizeBytes: content.sizeBytes, ownerId: id, what: 'CONTENT' }];
}

/** Images by how many of each series, as when they came. */
function removed(gone: readonly Asset[], parents: ReadonlyMap<string, readonly Asset[]>): readonly ChangedAsset[] {
  const images = Map.groupBy(
    gone.filter(({ level }) => level === 'IMAGE'),
    ({ id }) => parents.get(id)?.[0]?.id ?? id,
  );
  return [
    ...gone.filter(({ level }) => level !== 'IMAGE').map((asset) => changed(asset, 'REMOVED')),
    ...[...images].map(([assetId, { length: count }]): ChangedAsset => ({
      assetId,
      level: 'IMAGE',
      kind: null,
      change: 'REMOVED',
      count,
    })),
  ];
}

/** In each project that lost something or has something to look at; those of other projects may not see the withdrawal itself. */
async function tellManagers(
  { managersOf, tell }: WithdrawalPorts,
  { id }: Withdrawal,
  { items }: Listing,
  by: string,
): Promise<void> {
  const messages: { readonly accountId: string; readonly about: string; readonly text: string }[] = [];
  for (const [projectId, own] of inOrder(Map.groupBy(items, (item) => item.projectId))) {
    const gone = own.filter(({ fate }) => fate === 'PURGE').length;
    const text = `${by} carried out a withdrawal of consent: ${String(gone)} assets of a project of yours are gone, ${String(own.length - gone)} stay and have something of others in them.`;
    const about = `withdrawal ${id} in ${projectId}`;
    for (const accountId of await managersOf(projectId)) messages.push({ accountId, about, text });
  }
  // By person, whichever the project: who writes to several people does so in one order.
  for (const { accountId, about, text } of messages.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1)))
    await tell(accountId, about, text);
}

function inOrder<T>(byProject: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...byProject].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
