import type { Asset } from '../assets/asset.ts';
import { assetChanges, changed } from '../assets/asset-changes.ts';
import { nameId, newId } from '../ids.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { personAgent, softwareAgent } from '../provenance/agents.ts';
import { recordedInHub } from '../provenance/recorded.ts';
import type { Correction, CorrectionKind, CorrectionMove } from './correction.ts';
import { derivedBelow } from './derived-below.ts';
import type { CorrectionPorts } from './ports.ts';

export interface Decision {
  readonly actor: Actor;
  readonly kind: CorrectionKind;
  readonly from: Pick<Asset, 'id' | 'projectId'>;
  readonly to: Pick<Asset, 'id'>;
  readonly moved: readonly CorrectionMove[];
  readonly reason: string;
}

/** The activity's method, and what the audit trail calls it. */
const names = {
  MERGE: { method: 'merge-subjects', action: 'subject.merged' },
  SPLIT: { method: 'split-subject', action: 'subject.split' },
  MOVE: { method: 'move-exam', action: 'exam.moved' },
} as const;

/** A correction with its moves, flags, activity and audit entry, in the ambient transaction. */
export async function carryOut(ports: CorrectionPorts, decision: Decision): Promise<Correction> {
  const { actor, kind, from, to, moved, reason } = decision;
  const { projectId } = from;
  const [id, madeAt] = [newId(), new Date()];
  const correction: Correction = {
    ...{ id, projectId, kind, fromId: from.id, toId: to.id, reason },
    ...{ madeBy: actorName(actor), madeAt, activityId: nameId('correction', id), reversal: null },
  };
  const movedIds = moved.map(({ assetId }) => assetId);
  // What the graph is asked for comes before what it is told: see AssetMoves.
  const flagged = await derivedBelow(ports.graph, movedIds);
  await ports.corrections.add(correction, moved);
  await ports.corrections.flag(
    flagged.map((assetId) => ({ assetId, correctionId: id, withdrawalId: null, projectId, since: madeAt })),
  );
  await ports.moves.setParents(moved.map(({ assetId, toParents }) => ({ id: assetId, parentIds: toParents })));
  await ports.graph.recordActivity(
    activityOf(ports, actor, correction, correction.activityId, names[kind].method, movedIds, madeAt),
  );
  await tell(ports, projectId, actor, movedIds);
  await ports.audit.append({
    actor: actorName(actor),
    action: names[kind].action,
    target: `asset:${from.id}`,
    projectId,
    reason,
    oldValue: { subject: from.id, assets: movedIds },
    newValue: { correction: id, subject: to.id, flagged: flagged.length },
  });
  return correction;
}

/** The same way back. `moves` are all of the correction's, those of later arrivals too. */
export async function carryBack(
  ports: CorrectionPorts,
  actor: Actor,
  correction: Correction,
  moves: readonly CorrectionMove[],
  reason: string,
): Promise<Correction> {
  const at = new Date();
  const activityId = nameId('correction reversed', correction.id);
  const reversal = { by: actorName(actor), at, reason, activityId };
  const movedIds = moves.map(({ assetId }) => assetId);
  const { id, projectId } = correction;
  const flagged = await derivedBelow(ports.graph, movedIds);
  await ports.corrections.reverse(id, reversal);
  await ports.corrections.flag(
    flagged.map((assetId) => ({ assetId, correctionId: id, withdrawalId: null, projectId, since: at })),
  );
  await ports.moves.setParents(moves.map(({ assetId, fromParents }) => ({ id: assetId, parentIds: fromParents })));
  await ports.graph.recordActivity(
    activityOf(ports, actor, correction, activityId, 'reverse-correction', movedIds, at),
  );
  await tell(ports, projectId, actor, movedIds);
  await ports.audit.append({
    actor: actorName(actor),
    action: 'subject.correctionReversed',
    target: `asset:${correction.fromId}`,
    projectId,
    reason,
    oldValue: { correction: id, subject: correction.toId },
    newValue: { subject: correction.fromId, assets: movedIds },
  });
  return { ...correction, reversal };
}

/** Tells those who watch the project's assets. */
async function tell(
  { graph, feed }: CorrectionPorts,
  projectId: string,
  actor: Actor,
  movedIds: readonly string[],
): Promise<void> {
  const moved = await graph.getAssets(movedIds);
  const changes = [...moved.values()].map((asset) => changed(asset, 'RELATED'));
  await assetChanges.append(feed, projectId, actorName(actor), changes);
}

function activityOf(
  { softwareVersion }: CorrectionPorts,
  actor: Actor,
  { id, projectId, fromId, toId, kind, reason }: Correction,
  activityId: string,
  method: string,
  movedIds: readonly string[],
  at: Date,
): ProvActivity {
  const person = actor.kind === 'user' ? [personAgent(actor.id, actor.username)] : [];
  return {
    id: activityId,
    projectId,
    method: `pesscara/${method}`,
    methodVersion: softwareVersion,
    parameters: { correction: id, kind, from: fromId, to: toId, reason },
    reuseKey: null,
    startedAt: at,
    endedAt: at,
    runId: null,
    used: [
      { assetId: fromId, role: 'from' },
      { assetId: toId, role: 'to' },
      ...movedIds.map((assetId) => ({ assetId, role: 'moved' })),
    ],
    generated: [],
    ...recordedInHub(actorName(actor)),
    agents: [
      { agent: softwareAgent('PESSCARA', softwareVersion), role: 'software' },
      ...person.map((agent) => ({ agent, role: 'decidedBy' })),
    ],
  };
}
