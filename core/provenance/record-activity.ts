import type { Asset, AssetContent, NewAsset } from '../assets/asset.ts';
import { putAssets } from '../assets/put-assets.ts';
import { assetChanges, created } from '../assets/asset-changes.ts';
import { tagNewAssets } from '../assets/change-tags.ts';
import { requireLiving } from '../assets/living.ts';
import { requirePermitted } from '../assets/require-permitted.ts';
import { badInput, HubError } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import { canonicalJson, sha256, type Json } from '../json.ts';
import { actorName, authorize, may, permittedProjects, type Actor } from '../policy/policy.ts';
import type { ActivityLedger } from '../ports/activity-ledger.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { ContextStore } from '../ports/context-store.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { ProvActivity, ProvUsage } from './activity.ts';
import { namedAgent, personAgent, softwareAgent } from './agents.ts';
import { checkOrigins } from './origins.ts';
import {
  checkRecordInput,
  distinctUsages,
  namedDerivations,
  type NewOutput,
  type RecordActivityInput,
} from './record-input.ts';
import { contentHash, reuseKey } from './reuse-key.ts';

export interface RecordActivityPorts {
  readonly graph: AssetGraph;
  readonly objects: ObjectStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  readonly ledger: ActivityLedger;
  readonly contexts: ContextStore;
  readonly tags: TagStore;
  readonly feed: ChangeFeed;
}

type Found = ReadonlyMap<string, Asset>;

/**
 * The activity as recorded, with what it made. Needs `asset.write` in its project; what it used may be of any project that the caller may read.
 * The caller is among its agents, as operator. The same client key again answers the same activity.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT; CONFLICT for a client key used for something else, an asset that another activity
 * generated, and for what would make an asset its own ancestor; WITHDRAWN for an asset that was withdrawn; OUTSIDE_CONTEXT for a method that an asset's contexts do not permit
 */
export async function recordActivity(
  ports: RecordActivityPorts,
  actor: Actor,
  input: RecordActivityInput,
): Promise<ProvActivity> {
  authorize(actor, 'asset.write', input.projectId);
  const now = new Date();
  checkRecordInput(input, now);
  const { clientKey, ...said } = input;
  const id =
    typeof clientKey === 'string'
      ? nameId('recorded-activity', input.projectId, identityOf(actor), clientKey)
      : newId();
  const hash = sha256(canonicalJson(JSON.parse(JSON.stringify(said)) as Json));
  return ports.transactor.transact(async () => {
    const earlier = await ports.ledger.note(id, hash);
    if (earlier !== null) return recordedBefore(ports.graph, id, earlier === hash);
    const { activity, assets } = await drafted(ports, actor, input, id, now);
    await putAssets(ports.graph, assets);
    await tagNewAssets(ports, assets);
    await ports.graph.recordActivity(activity);
    await assetChanges.append(ports.feed, activity.projectId, activity.recordedBy, created(assets));
    await ports.audit.append({
      actor: activity.recordedBy,
      action: 'activity.recorded',
      target: `activity:${id}`,
      projectId: activity.projectId,
      reason: null,
      oldValue: null,
      newValue: {
        method: activity.method,
        methodVersion: activity.methodVersion,
        used: activity.used.length,
        generated: activity.generated.map(({ assetId }) => assetId).slice(0, 100),
      },
    });
    return activity;
  });
}

async function recordedBefore(graph: AssetGraph, id: string, isSame: boolean): Promise<ProvActivity> {
  if (!isSame) {
    throw new HubError('CONFLICT', 'input.clientKey: this key was used for an activity with other input', {
      field: 'input.clientKey',
    });
  }
  const known = (await graph.getActivities([id])).get(id);
  if (!known) throw new HubError('INTERNAL_SERVER_ERROR', `activity ${id} was noted and is gone`);
  return known;
}

async function drafted(
  ports: RecordActivityPorts,
  actor: Actor,
  input: RecordActivityInput,
  id: string,
  now: Date,
): Promise<{ readonly activity: ProvActivity; readonly assets: readonly NewAsset[] }> {
  const { projectId, method, methodVersion } = input;
  const parameters = input.parameters ?? {};
  const used = distinctUsages('input.used', input.used);
  const known = await readable(ports.graph, actor, idsIn(input));
  for (const [index, { assetId }] of input.used.entries()) {
    const asset = expect(known, `input.used.${String(index)}.assetId`, assetId);
    await requirePermitted(ports, actor, asset, 'METHOD', method);
  }
  const assets: NewAsset[] = [];
  const outputs: ProvUsage[] = [];
  for (const [index, { assetId, asset, role }] of input.generated.entries()) {
    const path = `input.generated.${String(index)}`;
    if (asset) {
      const made = nameId('recorded-output', id, String(index));
      assets.push({ id: made, ...(await newAsset(ports, actor, projectId, known, `${path}.asset`, asset)) });
      outputs.push({ assetId: made, role });
    } else {
      const existing = expect(known, `${path}.assetId`, assetId ?? '');
      if (existing.projectId !== projectId)
        throw badInput(`${path}.assetId`, "an asset of the activity's project", assetId);
      outputs.push({ assetId: existing.id, role });
    }
  }
  const existing = outputs.flatMap(({ assetId }) => known.get(assetId)?.id ?? []);
  await checkOrigins(ports, existing, new Set(used.map(({ assetId }) => assetId)));
  const generated = distinctUsages('input.generated', outputs);
  const key = {
    method,
    methodVersion,
    parameters,
    inputs: used.map(({ assetId, role }) => ({ role, sha256: contentHash(expect(known, 'input.used', assetId)) })),
  };
  return {
    assets,
    activity: {
      id,
      projectId,
      method,
      methodVersion,
      parameters,
      environment: input.environment ?? {},
      reuseKey: input.reusable === false || generated.length === 0 ? null : reuseKey(key),
      startedAt: input.startedAt,
      endedAt: input.endedAt,
      runId: null,
      used,
      generated,
      agents: agentsOf(actor, input),
      derivations: namedDerivations(input.derivations, outputs),
      recordedBy: actorName(actor),
      recordedAt: now,
    },
  };
}

function idsIn({ used, generated }: RecordActivityInput): readonly string[] {
  return [
    ...used.map(({ assetId }) => assetId),
    ...generated.flatMap(({ assetId, asset }) => [...(assetId ? [assetId] : []), ...(asset?.parentIds ?? [])]),
  ];
}

async function readable(graph: AssetGraph, actor: Actor, ids: readonly string[]): Promise<Found> {
  const found = await graph.getAssets([...new Set(ids)].filter(isId));
  return new Map([...found].filter(([, { projectId }]) => may(actor, 'asset.read', projectId)));
}

function expect(known: Found, field: string, id: string): Asset {
  const asset = known.get(id);
  if (asset) {
    requireLiving(field, asset);
    return asset;
  }
  throw new HubError('NOT_FOUND', `${field}: no asset that you may see`, { field, received: id.slice(0, 80) });
}

async function newAsset(
  ports: RecordActivityPorts,
  actor: Actor,
  projectId: string,
  known: Found,
  path: string,
  { kind, label, properties, parentIds, content }: NewOutput,
): Promise<Omit<NewAsset, 'id'>> {
  for (const [index, id] of parentIds.entries()) {
    const field = `${path}.parentIds.${String(index)}`;
    if (expect(known, field, id).projectId !== projectId)
      throw badInput(field, "an asset of the activity's project", id);
  }
  return {
    projectId,
    level: 'DERIVED',
    kind,
    label,
    properties: properties ?? {},
    content: content ? await storedContent(ports, actor, `${path}.content.sha256`, content) : null,
    createdBy: actorName(actor),
    parentIds: [...new Set(parentIds)],
  };
}

/** Knowing a hash is no right to its bytes: they must be those of an asset that the caller may read. */
async function storedContent(
  { graph, objects }: RecordActivityPorts,
  actor: Actor,
  field: string,
  { sha256: hash, mediaType }: { readonly sha256: string; readonly mediaType: string },
): Promise<AssetContent> {
  const holder = await graph.holderOf(hash, permittedProjects(actor, 'asset.read'));
  const sizeBytes = holder && (await objects.size(hash));
  if (sizeBytes === null)
    throw new HubError('NOT_FOUND', `${field}: no content that you may see`, { field, received: hash });
  return { sha256: hash, sizeBytes, mediaType };
}

function identityOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.id;
  return actorName(actor);
}

function agentsOf(actor: Actor, { projectId, agents }: RecordActivityInput): ProvActivity['agents'] {
  const operator = actor.kind === 'user' ? personAgent(actor.id, actor.username) : softwareAgent(actorName(actor), '1');
  return [
    { agent: operator, role: 'operator' },
    ...(agents ?? []).map(({ kind, name, version, role }) => ({
      agent: namedAgent(projectId, { kind, name, version: version ?? null }),
      role,
    })),
  ];
}
