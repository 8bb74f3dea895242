import type { AuditEntry } from '../ports/audit-trail.ts';
import type { Tag } from './asset.ts';
import { changeTags, type TagPorts } from './change-tags.ts';
import { checkedTagValue, unknownTag } from './check-tag-value.ts';
import { sourceOf } from './tag-definition.ts';

/** So many changes are in the entry of the audit trail; the tags' histories have all. */
const mostNamed = 100;

/** A tag that a workflow's step sets. */
export type StepTag = Pick<Tag, 'assetId' | 'name' | 'value' | 'reason' | 'setBy' | 'setAt'>;

/**
 * Sets the tags of one step, by the same definitions as a person's. What a person or a rule has set stays. Call it in the transaction
 * that ends the step. Answers what is to be audited, one entry for all of it, which its caller does last; null where nothing has changed.
 * @throws UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_VALUE_NOT_PERMITTED with the field `tags.<name>`
 */
export async function setStepTags(
  ports: TagPorts,
  stepRunId: string,
  wanted: readonly StepTag[],
): Promise<AuditEntry | null> {
  const [first] = wanted;
  if (!first) return null;
  const assets = await ports.graph.getAssets([...new Set(wanted.map(({ assetId }) => assetId))]);
  const changing = await changeTags(ports, [...assets.values()], first.setAt, (tags, definitionOf) => {
    for (const { assetId, name, value, reason, setBy, setAt } of wanted) {
      if (assetId !== tags.asset.id) continue;
      const definition = definitionOf(name);
      const at = `tags.${name}`;
      if (!definition) throw unknownTag(at, tags.asset.level, name);
      const checked = checkedTagValue(definition, value, at);
      const taken = tags.named(name).some((tag) => sourceOf(tag) !== 'WORKFLOW');
      if (definition.many || !taken) tags.set(definition, checked, { setBy, reason, at: setAt });
    }
  });
  const changed = changing.filter((tags) => tags.changes().length > 0);
  const [one] = changed;
  if (!one) return null;
  const changes = changed.flatMap((tags) => tags.changes());
  return {
    actor: first.setBy,
    action: 'step.tagged',
    target: `step-run:${stepRunId}`,
    projectId: one.asset.projectId,
    reason: null,
    oldValue: null,
    newValue: {
      assets: changed.length,
      changes: changes.length,
      tags: changes
        .slice(0, mostNamed)
        .map(({ assetId, name, newValue, changedBy }) => ({ assetId, name, value: newValue, by: changedBy })),
    },
  };
}
