import { roles as allRoles, type Actor, type Role } from '../policy/policy.ts';
import type { Asset } from './asset.ts';
import { whyNot, type ConditionFacts } from './condition.ts';
import type { Context, PermitKind } from './context.ts';

/** Why one context does not permit something. */
export interface Refusal {
  readonly context: string;
  readonly revision: number;
  readonly why: string;
}

/** `permittedBy` without any context: none restricts the asset. */
export type Decision =
  | { readonly permitted: true; readonly permittedBy: readonly Context[] }
  | { readonly permitted: false; readonly refusals: readonly Refusal[] };

/** What of an asset contexts look at, beside its tags. */
export type ContextAsset = Pick<Asset, 'id' | 'projectId' | 'level' | 'kind' | 'properties'>;
type Placed = Pick<Asset, 'projectId' | 'level' | 'kind'>;

/** The contexts that decide about such an asset. */
export function contextsFor(contexts: readonly Context[], asset: Placed): readonly Context[] {
  return contexts.filter(
    ({ projectId, level, kind }) =>
      projectId === asset.projectId && level === asset.level && (kind === null || kind === asset.kind),
  );
}

/** Roles that contexts compare: those held in the project; all for administrators, and for the hub's own services. */
export function contextRoles(actor: Actor, projectId: string): ReadonlySet<Role> {
  if (actor.kind === 'service' || (actor.kind === 'user' && actor.isAdministrator)) return new Set(allRoles);
  return actor.kind === 'user' ? (actor.memberships.get(projectId) ?? new Set()) : new Set();
}

/** Whether the contexts permit it: one of those for the asset must, where there are any. */
export function decide(
  contexts: readonly Context[],
  asset: Placed,
  facts: ConditionFacts,
  roles: ReadonlySet<Role>,
  kind: PermitKind,
  name: string,
): Decision {
  const deciding = contextsFor(contexts, asset);
  const looked = deciding.map((context) => ({ context, why: refusalOf(context, facts, roles, kind, name) }));
  const permittedBy = looked.filter(({ why }) => why === null).map(({ context }) => context);
  if (deciding.length === 0 || permittedBy.length > 0) return { permitted: true, permittedBy };
  const refusals = looked.map(({ context, why }) => ({
    context: context.name,
    revision: context.revision,
    why: why ?? '',
  }));
  return { permitted: false, refusals };
}

function refusalOf(
  { permits, condition }: Context,
  facts: ConditionFacts,
  roles: ReadonlySet<Role>,
  kind: PermitKind,
  name: string,
): string | null {
  const named = permits.filter((permit) => permit.kind === kind && (permit.name === name || permit.name === '*'));
  if (named.length === 0) return `it does not permit the ${kind.toLowerCase()} ${name}`;
  if (!named.some((permit) => permit.roles.some((role) => roles.has(role)))) {
    return `it permits that to ${[...new Set(named.flatMap((permit) => permit.roles))].join(', ')} alone`;
  }
  return whyNot(condition, facts);
}
