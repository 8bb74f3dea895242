import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import {
  actorName,
  authorize,
  may,
  requireSignedIn,
  roles as allRoles,
  type Actor,
  type Role,
} from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { AssetLevel } from './asset.ts';
import { checkedCondition, conditionJson, type ConditionInput } from './check-condition.ts';
import { checkCount, checkedName } from './check-definition.ts';
import { factsOf } from './condition.ts';
import type { Context, Permit, PermitKind } from './context.ts';
import { contextRoles, contextsFor, decide, type ContextAsset } from './permission.ts';
import { requirePermitted, type ContextPorts } from './require-permitted.ts';
import { checkRevision, stale } from './tag-definitions.ts';

export interface PutContextInput {
  readonly projectId: string;
  readonly name: string;
  readonly level: AssetLevel;
  readonly kind?: string | null | undefined;
  readonly when: ConditionInput;
  readonly permits: readonly Permit[];
  readonly expectedRevision?: number | null | undefined;
}

export interface RemoveContextInput {
  readonly projectId: string;
  readonly name: string;
  readonly expectedRevision?: number | null | undefined;
}

/** A method or workflow that is permitted, and the contexts that permit it: none where none restricts. Of a method, `*` is any. */
export interface PermittedName {
  readonly name: string;
  readonly contexts: readonly Context[];
}

export interface ContextUseCases {
  /** Makes the context, or changes it. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT */
  putContext(actor: Actor, input: PutContextInput): Promise<Context>;
  /** It decides no more. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
  removeContext(actor: Actor, input: RemoveContextInput): Promise<Context>;
  /** Those of each project that the actor may read, in order of name. */
  contextsOf(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Context[]>>;
  /** What the actor may do with each asset, by the policy and by contexts, in order of name. */
  permittedOn(
    actor: Actor,
    assets: readonly ContextAsset[],
    kind: PermitKind,
  ): Promise<ReadonlyMap<string, readonly PermittedName[]>>;
  /** Passes when contexts permit it; the policy is the caller's to ask. @throws OUTSIDE_CONTEXT */
  requirePermitted(actor: Actor, asset: ContextAsset, kind: PermitKind, name: string): Promise<void>;
}

export interface ContextUseCasePorts extends ContextPorts {
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** Names of the workflows of each project that the actor may start, as far as the workflows themselves say. */
  readonly workflowNames: (
    projectIds: readonly string[],
    actor: Actor,
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
}

/** Of a project: each decision looks at all. */
const maxContexts = 200;
/** Who may do such a thing at all. */
const actionOf = { METHOD: 'asset.write', WORKFLOW: 'workflow.run' } as const;

export function createContexts(ports: ContextUseCasePorts): ContextUseCases {
  const { contexts: store, graph, audit, transactor, workflowNames } = ports;

  async function write(actor: Actor, context: Context, before: Context | null, action: string): Promise<Context> {
    if (!(await store.putContext(context))) throw stale(null, context.revision);
    await audit.append({
      actor: actorName(actor),
      action,
      target: `context:${context.name}`,
      projectId: context.projectId,
      reason: null,
      oldValue: before && !before.removed ? jsonOf(before) : null,
      newValue: context.removed ? null : jsonOf(context),
    });
    return context;
  }

  return {
    putContext: async (actor, input) => {
      const { projectId, level, expectedRevision } = input;
      authorize(actor, 'project.manage', projectId);
      const name = checkedName('input.name', input.name);
      const kind = input.kind ?? null;
      if (kind !== null && (level !== 'DERIVED' || kind === '' || kind.length > 100))
        throw badInput('input.kind', 'a kind of derived assets, at the level DERIVED alone', kind);
      const condition = checkedCondition('input.when', input.when);
      const permits = checkedPermits(input.permits);
      return transactor.transact(async () => {
        const before = await store.context(projectId, name);
        checkRevision(expectedRevision, before?.revision ?? 0);
        checkCount('input.name', (await store.contexts([projectId])).length, maxContexts);
        const changed = { removed: false, changedAt: new Date(), changedBy: actorName(actor) };
        const revision = (before?.revision ?? 0) + 1;
        const context = { projectId, name, level, kind, revision, condition, permits, ...changed };
        return write(actor, context, before, 'context.set');
      });
    },
    removeContext: async (actor, { projectId, name, expectedRevision }) => {
      authorize(actor, 'project.manage', projectId);
      return transactor.transact(async () => {
        const before = await store.context(projectId, name);
        if (!before) throw notFound('context');
        checkRevision(expectedRevision, before.revision);
        if (before.removed) return before;
        const changed = { removed: true, changedAt: new Date(), changedBy: actorName(actor) };
        return write(actor, { ...before, ...changed, revision: before.revision + 1 }, before, 'context.removed');
      });
    },
    contextsOf: async (actor, projectIds) => {
      requireSignedIn(actor);
      const readable = projectIds.filter((id) => isId(id) && may(actor, 'asset.read', id));
      const contexts = Map.groupBy(await store.contexts(readable), ({ projectId }) => projectId);
      return new Map(readable.map((id) => [id, contexts.get(id) ?? []]));
    },
    permittedOn: async (actor, assets, kind) => {
      requireSignedIn(actor);
      const able = assets.filter(({ projectId }) => may(actor, actionOf[kind], projectId));
      const projectIds = [...new Set(able.map(({ projectId }) => projectId))];
      const contexts = await store.contexts(projectIds);
      const tags = await graph.tagsOf(able.map(({ id }) => id));
      const workflows =
        kind === 'WORKFLOW' ? await workflowNames(projectIds, actor) : new Map<string, readonly string[]>();
      return new Map(
        able.map((asset) => {
          const deciding = contextsFor(contexts, asset);
          const facts = factsOf(asset, tags.get(asset.id) ?? []);
          const roles = contextRoles(actor, asset.projectId);
          const names = kind === 'WORKFLOW' ? (workflows.get(asset.projectId) ?? []) : methodsOf(deciding);
          const permitted = names.flatMap((name): readonly PermittedName[] => {
            const decision = decide(deciding, asset, facts, roles, kind, name);
            return decision.permitted ? [{ name, contexts: decision.permittedBy }] : [];
          });
          return [asset.id, permitted];
        }),
      );
    },
    requirePermitted: (actor, asset, kind, name) => requirePermitted(ports, actor, asset, kind, name),
  };
}

/** Nobody has a list of all methods: those that contexts name, or any. */
function methodsOf(contexts: readonly Context[]): readonly string[] {
  if (contexts.length === 0) return ['*'];
  const named = contexts.flatMap(({ permits }) => permits.filter(({ kind }) => kind === 'METHOD'));
  return [...new Set(named.map(({ name }) => name))].toSorted();
}

const mostPermits = 200;

function checkedPermits(permits: readonly Permit[]): readonly Permit[] {
  if (permits.length > mostPermits) throw badInput('input.permits', `at most ${String(mostPermits)}`, permits.length);
  return permits.map(({ kind, name, roles }, index) => {
    const at = `input.permits.${String(index)}`;
    if (name === '' || name.length > 200 || name.includes('\0'))
      throw badInput(`${at}.name`, "1 to 200 characters, or '*' for each", name);
    const named: readonly Role[] = allRoles.filter((role) => roles.includes(role));
    if (named.length === 0) throw badInput(`${at}.roles`, 'at least one role', 'none');
    return { kind, name, roles: named };
  });
}

function jsonOf({ level, kind, revision, condition, permits }: Context): JsonObject {
  return { level, kind, revision, when: conditionJson(condition), permits: permits as unknown as Json };
}
