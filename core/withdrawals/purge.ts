import type { NewJob } from '../ports/job-queue.ts';
import { certificateOf } from './certificate.ts';
import type { WithdrawalPorts } from './ports.ts';
import type { WithdrawnObject } from './withdrawal.ts';

/** Objects of one transaction, during which nobody writes to the graph. */
const batchSize = 10;
/** What makes it fail (a store that is away) passes. */
const attempts = 2000;

/** The job that deletes the bytes of what was withdrawn. */
export function purgeJob(withdrawalId: string): NewJob {
  return { queue: 'purge', key: `purge:${withdrawalId}`, payload: { withdrawalId }, attempts };
}

/**
 * Deletes what nothing else needs, sees that it is gone, and writes the certificate. Cut off anywhere, it goes on from there: an object is
 * noted before it is deleted, and deleting it twice is deleting it once.
 */
export async function purge(ports: WithdrawalPorts, withdrawalId: string, signal: AbortSignal): Promise<void> {
  const { withdrawals, transactor } = ports;
  const withdrawal = (await withdrawals.get([withdrawalId])).get(withdrawalId);
  if (withdrawal?.state !== 'CARRIED_OUT') return;
  for (let isDone = false; !isDone;) {
    signal.throwIfAborted();
    isDone = await transactor.transact(() => purgeSome(ports, withdrawalId));
  }
  await transactor.transact(() => complete(ports, withdrawalId));
}

/** True when nothing was left to do. */
async function purgeSome(ports: WithdrawalPorts, withdrawalId: string): Promise<boolean> {
  // Who makes an asset of bytes that are in the store commits before this, or finds them deleted (guarded-graph.ts).
  await ports.tombstones.hold();
  const pending = await ports.withdrawals.pendingObjects(withdrawalId, batchSize);
  for (const object of new Map(pending.map((one) => [one.sha256, one])).values()) {
    if (await isShared(ports, object)) await ports.withdrawals.settleObject(withdrawalId, object, 'KEPT');
    else {
      const sizeBytes = object.sizeBytes ?? (await ports.objects.size(object.sha256));
      await ports.objects.delete(object.sha256);
      if ((await ports.objects.size(object.sha256)) !== null)
        throw new Error(`the object ${object.sha256} is still there after it was deleted`);
      await ports.withdrawals.settleObject(withdrawalId, { ...object, sizeBytes }, 'DELETED');
    }
  }
  return pending.length === 0;
}

/** Deletes those of the objects that withdrawals delete and that were stored once more, if nothing needs them. */
export async function dropWithdrawn(
  ports: Pick<WithdrawalPorts, 'graph' | 'withdrawals' | 'objects' | 'tombstones' | 'transactor'>,
  hashes: readonly string[],
): Promise<void> {
  await ports.transactor.transact(async () => {
    await ports.tombstones.hold();
    for (const sha256 of await ports.withdrawals.deletedAmong(hashes))
      if (!(await isShared(ports, { sha256, what: 'CONTENT' }))) await ports.objects.delete(sha256);
  });
}

/** Deletes bytes of erased versions that nothing else needs. Cut off anywhere, it goes on from there. */
export async function purgeErased(
  ports: Pick<WithdrawalPorts, 'graph' | 'withdrawals' | 'objects' | 'tombstones' | 'transactor'>,
  signal: AbortSignal,
): Promise<void> {
  for (let isDone = false; !isDone;) {
    signal.throwIfAborted();
    isDone = await ports.transactor.transact(async () => {
      await ports.tombstones.hold();
      const pending = await ports.withdrawals.pendingErased(batchSize);
      for (const sha256 of pending) {
        const isKept = await isShared(ports, { sha256, what: 'CONTENT' });
        if (!isKept) await ports.objects.delete(sha256);
        await ports.withdrawals.settleErased(sha256, isKept ? 'KEPT' : 'DELETED');
      }
      return pending.length === 0;
    });
  }
}

async function isShared(
  { graph, withdrawals }: Pick<WithdrawalPorts, 'graph' | 'withdrawals'>,
  { sha256, what }: Pick<WithdrawnObject, 'sha256' | 'what'>,
): Promise<boolean> {
  return (what !== 'SEALED' && (await graph.holderOf(sha256, 'ALL')) !== null) || withdrawals.isNeeded(sha256);
}

async function complete(ports: WithdrawalPorts, withdrawalId: string): Promise<void> {
  const { withdrawals, audit, certifier } = ports;
  const withdrawal = await withdrawals.lock(withdrawalId);
  if (withdrawal?.state !== 'CARRIED_OUT') return;
  const objects = await withdrawals.objectsOf(withdrawalId);
  const deleted = objects.filter(({ state }) => state === 'DELETED').length;
  await audit.append({
    actor: 'service:purge',
    action: 'withdrawal.completed',
    target: `asset:${withdrawal.assetId}`,
    projectId: withdrawal.projectId,
    reason: null,
    oldValue: null,
    newValue: { withdrawal: withdrawalId, deleted, kept: objects.length - deleted },
  });
  const at = new Date();
  const document = await certificateOf(ports, withdrawal, objects, at);
  await withdrawals.complete(withdrawalId, at, { document, jws: await certifier.sign(document) });
}
