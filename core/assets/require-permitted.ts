import { HubError } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ContextStore } from '../ports/context-store.ts';
import { factsOf } from './condition.ts';
import type { PermitKind } from './context.ts';
import { contextRoles, contextsFor, decide, type ContextAsset, type Refusal } from './permission.ts';

/** What decisions of contexts need. */
export interface ContextPorts {
  readonly graph: AssetGraph;
  readonly contexts: ContextStore;
}

/** Why the contexts refuse it on the asset; null when they permit it. */
export async function refusalsOf(
  { graph, contexts: store }: ContextPorts,
  actor: Actor,
  asset: ContextAsset,
  kind: PermitKind,
  name: string,
): Promise<readonly Refusal[] | null> {
  const deciding = contextsFor(await store.contexts([asset.projectId]), asset);
  if (deciding.length === 0) return null;
  const tags = (await graph.tagsOf([asset.id])).get(asset.id) ?? [];
  const roles = contextRoles(actor, asset.projectId);
  const decision = decide(deciding, asset, factsOf(asset, tags), roles, kind, name);
  return decision.permitted ? null : decision.refusals;
}

/**
 * Passes when the contexts of the asset's project permit the actor the method or workflow on it. What the policy says is asked
 * elsewhere, before: who is told of contexts may see the asset.
 * @throws OUTSIDE_CONTEXT whose `rules` say of each context why it refuses
 */
export async function requirePermitted(
  ports: ContextPorts,
  actor: Actor,
  asset: ContextAsset,
  kind: PermitKind,
  name: string,
): Promise<void> {
  const rules = await refusalsOf(ports, actor, asset, kind, name);
  if (rules === null) return;
  const reasons = rules.map(({ context, why }) => `${context}: ${why}`).join('; ');
  const message = `no context permits the ${kind.toLowerCase()} ${name} on this asset (${reasons})`;
  throw new HubError('OUTSIDE_CONTEXT', message, { kind, name, assetId: asset.id, rules });
}
