import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { AssetLevel } from './asset.ts';
import { checkedCondition, conditionJson, type ConditionInput } from './check-condition.ts';
import { checkCount, checkedName } from './check-definition.ts';
import { checkedTagValue, unknownTag } from './check-tag-value.ts';
import { TagCatalogue } from './tag-catalogue.ts';
import { checkRevision, stale } from './tag-definitions.ts';
import type { TagRule } from './tag-rule.ts';

export interface PutTagRuleInput {
  readonly projectId: string;
  readonly name: string;
  readonly level: AssetLevel;
  readonly when: ConditionInput;
  readonly set: { readonly name: string; readonly value: unknown };
  readonly expectedRevision?: number | null | undefined;
}

export interface RemoveTagRuleInput {
  readonly projectId: string;
  readonly name: string;
  readonly expectedRevision?: number | null | undefined;
}

export interface TagRuleUseCases {
  /**
   * Makes the rule, or changes it. It acts on assets when they are registered, and whenever their tags change.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT, UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_VALUE_NOT_PERMITTED
   */
  putTagRule(actor: Actor, input: PutTagRuleInput): Promise<TagRule>;
  /** The rule acts no more; the tags that it has set stay. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
  removeTagRule(actor: Actor, input: RemoveTagRuleInput): Promise<TagRule>;
  /** Those of each project that the actor may read, in order of name. */
  tagRulesOf(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly TagRule[]>>;
}

interface RulePorts {
  readonly tags: TagStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** Of a project: each change of a tag looks at all. */
const maxRules = 200;

export function createTagRules({ tags: store, audit, transactor }: RulePorts): TagRuleUseCases {
  async function write(actor: Actor, rule: TagRule, before: TagRule | null, action: string): Promise<TagRule> {
    if (!(await store.putRule(rule))) throw stale(null, rule.revision);
    await audit.append({
      actor: actorName(actor),
      action,
      target: `tag-rule:${rule.name}`,
      projectId: rule.projectId,
      reason: null,
      oldValue: before && !before.removed ? jsonOf(before) : null,
      newValue: rule.removed ? null : jsonOf(rule),
    });
    return rule;
  }

  return {
    putTagRule: async (actor, { projectId, name, level, when, set, expectedRevision }) => {
      authorize(actor, 'project.manage', projectId);
      checkedName('input.name', name);
      const condition = checkedCondition('input.when', when);
      return transactor.transact(async () => {
        await store.lockDefinitions(projectId);
        const definition = (await TagCatalogue.open(store, [projectId])).find(projectId, level, set.name);
        if (!definition) throw unknownTag('input.set.name', level, set.name);
        const tagValue = checkedTagValue(definition, set.value, 'input.set');
        const before = await store.rule(projectId, name);
        checkRevision(expectedRevision, before?.revision ?? 0);
        checkCount('input.name', (await store.rules([projectId])).length, maxRules);
        const revision = (before?.revision ?? 0) + 1;
        const changed = { removed: false, changedAt: new Date(), changedBy: actorName(actor) };
        const rule = { projectId, name, level, revision, condition, tagName: set.name, tagValue, ...changed };
        return write(actor, rule, before, 'tag-rule.set');
      });
    },
    removeTagRule: async (actor, { projectId, name, expectedRevision }) => {
      authorize(actor, 'project.manage', projectId);
      return transactor.transact(async () => {
        await store.lockDefinitions(projectId);
        const before = await store.rule(projectId, name);
        if (!before) throw notFound('tag rule');
        checkRevision(expectedRevision, before.revision);
        if (before.removed) return before;
        const changed = { removed: true, changedAt: new Date(), changedBy: actorName(actor) };
        return write(actor, { ...before, ...changed, revision: before.revision + 1 }, before, 'tag-rule.removed');
      });
    },
    tagRulesOf: async (actor, projectIds) => {
      requireSignedIn(actor);
      const readable = projectIds.filter((id) => isId(id) && may(actor, 'asset.read', id));
      const rules = Map.groupBy(await store.rules(readable), ({ projectId }) => projectId);
      return new Map(readable.map((id) => [id, rules.get(id) ?? []]));
    },
  };
}

function jsonOf({ level, revision, condition, tagName, tagValue }: TagRule): JsonObject {
  return { level, revision, when: conditionJson(condition), set: { name: tagName, value: tagValue } };
}
