import type { JsonObject } from '../json.ts';
import type { WithdrawalPorts } from './ports.ts';
import type { Withdrawal, WithdrawalItem, WithdrawnObject } from './withdrawal.ts';

const pageSize = 5000;

/** Why something of what was withdrawn is there all the same. */
const kept = {
  tombstones:
    'ids, levels, projects, parents and provenance edges of these assets, so that the lineage of others stays whole',
  activities: 'methods with their parameters, times and agents, which are of the work and not of the person',
  audit:
    'the audit trail, which nobody can change (21 CFR 11.10(e)); it holds no identity of a person, but tags and clinical facts as they were set',
  sharedContent: 'bytes that another asset has too',
  reviewed: 'assets in which there is something of others too; derived ones are flagged for review',
} as const;

/**
 * What a certificate says, in the transaction that completes the withdrawal and after its last audit entry. It holds ids, hashes, numbers, names of
 * sites and of those who decided, and the reason that they gave.
 */
export async function certificateOf(
  ports: Pick<WithdrawalPorts, 'withdrawals' | 'auditHead' | 'softwareVersion'>,
  withdrawal: Withdrawal,
  objects: readonly WithdrawnObject[],
  completedAt: Date,
): Promise<JsonObject> {
  const { id, projectId, assetId, level, reason, listDigest, preparedBy, preparedAt, carriedOut, extras } = withdrawal;
  const owned = Map.groupBy(objects, ({ ownerId }) => ownerId);
  const items = await allItems(ports, id);
  const listed = new Set(items.map((item) => item.assetId));
  const shown = ({ sha256, sizeBytes, what, state }: WithdrawnObject) => ({ sha256, sizeBytes, what, state });
  const named = (item: WithdrawalItem) => {
    const { assetId: of, projectId: within, level: own, kind } = item;
    return { id: of, project: within, level: own, kind };
  };
  const head = await ports.auditHead();
  return {
    type: 'PESSCARA certificate of withdrawal',
    version: 1,
    withdrawal: id,
    asset: { id: assetId, project: projectId, level },
    reason,
    prepared: { by: preparedBy, at: preparedAt.toISOString(), listDigest },
    carriedOut: carriedOut && { ...carriedOut, at: carriedOut.at.toISOString() },
    completedAt: completedAt.toISOString(),
    withdrawn: items
      .filter(({ fate }) => fate === 'PURGE')
      .map((item) => ({ ...named(item), objects: (owned.get(item.assetId) ?? []).map(shown) })),
    // As they came, and de-identified before they were assets: named by the file.
    ofReceivedFiles: objects.filter(({ ownerId }) => !listed.has(ownerId)).map(shown),
    erased: { ...(await ports.withdrawals.erasedOf(id)), runs: extras.runIds.length },
    kept: {
      reasons: { ...kept },
      assets: items.filter(({ fate }) => fate === 'REVIEW').map(named),
      objects: [...new Set(objects.filter(({ state }) => state === 'KEPT').map(({ sha256 }) => sha256))],
    },
    toBeRemovedBySites: extras.sites.map((site) => ({ ...site })),
    hub: { software: 'PESSCARA', version: ports.softwareVersion },
    auditTrail: { ...head },
  };
}

async function allItems(
  { withdrawals }: Pick<WithdrawalPorts, 'withdrawals'>,
  id: string,
): Promise<readonly WithdrawalItem[]> {
  const all: WithdrawalItem[] = [];
  for (let after: string | null = null; ;) {
    const page = await withdrawals.itemsOf(id, 'ALL', null, { first: pageSize, after });
    all.push(...page.items);
    after = page.items.at(-1)?.assetId ?? null;
    if (!page.hasNextPage || after === null) return all;
  }
}
