import type { Tag } from './asset.ts';
import { changeTags, type TagPorts } from './change-tags.ts';
import { checkedTagValue, unknownTag } from './check-tag-value.ts';
import { sourceOf } from './tag-definition.ts';

/** A tag that a workflow's step sets. */
export type StepTag = Pick<Tag, 'assetId' | 'name' | 'value' | 'reason' | 'setBy' | 'setAt'>;

/**
 * Sets the tags of one step, by the same definitions as a person's. What a person or a rule has set stays. Call it in the transaction
 * that ends the step.
 * @throws UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_VALUE_NOT_PERMITTED with the field `tags.<name>`
 */
export async function setStepTags(ports: TagPorts, wanted: readonly StepTag[]): Promise<void> {
  const [first] = wanted;
  if (!first) return;
  const assets = await ports.graph.getAssets([...new Set(wanted.map(({ assetId }) => assetId))]);
  await changeTags(ports, [...assets.values()], first.setAt, (tags, definitionOf) => {
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
}
