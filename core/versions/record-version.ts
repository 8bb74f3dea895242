import { assetChanges, changed } from '../assets/asset-changes.ts';
import { changeTags } from '../assets/change-tags.ts';
import type { Asset, AssetState, Tag } from '../assets/asset.ts';
import { nameId } from '../ids.ts';
import { actorName } from '../policy/policy.ts';
import type { ProvActivity, ProvAgent, ProvUsage } from '../provenance/activity.ts';
import { personAgent, softwareAgent } from '../provenance/agents.ts';
import { recordedInHub } from '../provenance/recorded.ts';
import { ownerIdOf, type SignedIn } from './access.ts';
import type { VersionPorts } from './ports.ts';
import { restoreTags } from './restore-tags.ts';
import { inState, sameContent, type Version, type VersionKind } from './version.ts';

/** A new state of an asset, decided and allowed. */
export interface VersionToRecord {
  readonly asset: Asset;
  /** What it is now. */
  readonly current: Version;
  readonly kind: Exclude<VersionKind, 'CREATED'>;
  readonly state: Omit<AssetState, 'assetId' | 'version'>;
  readonly comment: string;
  readonly basedOn: number;
  readonly actor: SignedIn;
  /** Other assets that it took something from. */
  readonly used?: readonly ProvUsage[];
  /** Tags that the asset shall have from now on; null or absent: those that it has. */
  readonly tags?: readonly Tag[] | null;
}

/** A version that was made, and the asset as it is since. */
export interface MadeVersion {
  readonly asset: Asset;
  readonly version: Version;
}

const methods = { CHECK_IN: 'pesscara/check-in', RESTORE: 'pesscara/restore' } as const;

/**
 * Makes the state the asset's next version: written down, in the graph, in the provenance and in the audit trail. For the holder of the
 * asset's lock, in its transaction. Answers the asset as it is then.
 */
export async function recordVersion(
  ports: Omit<VersionPorts, 'uploads' | 'tell'>,
  made: VersionToRecord,
): Promise<MadeVersion> {
  const { graph, versions, audit, softwareVersion, now = () => new Date() } = ports;
  const { asset, current, kind, state, comment, basedOn, actor, used = [], tags = null } = made;
  // Times follow numbers, also where clocks of processes differ.
  const at = new Date(Math.max(now().getTime(), current.at.getTime() + 1));
  const number = current.number + 1;
  const by = actorName(actor);
  const version = { assetId: asset.id, number, kind, ...state, comment, by, at, basedOn };
  // Nobody changes them between what is noted here and what is restored.
  await ports.tags.lockTags([asset.id]);
  const tagsBefore: readonly Tag[] = (await graph.tagsOf([asset.id])).get(asset.id) ?? [];
  // The first version is written down by the second.
  const first = current.number === 1 ? [{ ...current, tagsBefore: [] }] : [];
  await versions.append([...first, { ...version, tagsBefore }]);
  const next: AssetState = { assetId: asset.id, version: number, ...state };
  await graph.putStates([next]);
  // It may have properties that no asset of the project had before.
  await ports.propertyNames.note([inState(asset, next)]);
  await graph.recordActivity(activityOf(made, at, number, softwareVersion, used));
  const restored = tags
    ? await restoreTags(ports, {
        asset,
        now: tagsBefore,
        tags,
        by,
        reason: comment,
        at,
      })
    : [];
  if (kind === 'CHECK_IN') await changeTags(ports, [inState(asset, next)], at, () => undefined);
  await assetChanges.append(ports.feed, asset.projectId, by, [changed(asset, 'UPDATED')]);
  // Last of all, since whoever appends next waits for the end of this transaction.
  await audit.append({
    actor: by,
    action: kind === 'RESTORE' ? 'version.restored' : 'version.checked-in',
    target: `asset:${asset.id}`,
    projectId: asset.projectId,
    reason: comment,
    oldValue: { version: current.number },
    newValue: {
      version: number,
      basedOn,
      ...(sameContent(current.content, state.content) ? {} : { sha256: state.content?.sha256 ?? null }),
    },
  });
  for (const entry of restored) await audit.append(entry);
  return { asset: inState(asset, next), version: { ...version, tags: null } };
}

function activityOf(
  { asset, current, kind, basedOn, actor }: VersionToRecord,
  at: Date,
  number: number,
  methodVersion: string,
  used: readonly ProvUsage[],
): ProvActivity {
  return {
    id: nameId('version', asset.id, String(number)),
    projectId: asset.projectId,
    method: methods[kind],
    methodVersion,
    parameters: { from: kind === 'RESTORE' ? basedOn : current.number, to: number },
    reuseKey: null,
    startedAt: at,
    endedAt: at,
    runId: null,
    ...recordedInHub(actorName(actor)),
    used: [{ assetId: asset.id, role: 'base' }, ...used],
    // The asset goes on being the same node: to be made of itself would be a circle.
    generated: [],
    agents: [{ agent: agentOf(actor, methodVersion), role: 'operator' }],
  };
}

function agentOf(actor: SignedIn, version: string): ProvAgent {
  const id = ownerIdOf(actor);
  return actor.kind === 'user' ? personAgent(id, actor.username) : softwareAgent(id, version);
}
