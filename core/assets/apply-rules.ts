import type { ChangingTags } from './changing-tags.ts';
import { factsOf, holds } from './condition.ts';
import { sourceOf, type TagDefinition } from './tag-definition.ts';
import type { TagRule } from './tag-rule.ts';

/**
 * Lets the rules of the asset's project and level set their tags, in order of name; one that another's tag lets hold comes after it.
 * Each rule acts once at most, so that two which contradict each other end too. What a person set stays.
 */
export function applyRules(
  tags: ChangingTags,
  rules: readonly TagRule[],
  definitionOf: (name: string) => TagDefinition | null,
  at: Date,
): void {
  const { asset } = tags;
  let left = rules.filter(({ projectId, level }) => projectId === asset.projectId && level === asset.level);
  for (;;) {
    const facts = factsOf(asset, tags.all());
    const next = left.find((rule) => {
      const definition = definitionOf(rule.tagName);
      return definition !== null && wouldChange(tags, rule, definition) && holds(rule.condition, facts);
    });
    const definition = next && definitionOf(next.tagName);
    if (!next || !definition) return;
    const reason = `the rule ${next.name}, revision ${String(next.revision)}`;
    tags.set(definition, next.tagValue, { setBy: `rule:${next.name}`, reason, at });
    left = left.filter((rule) => rule !== next);
  }
}

function wouldChange(tags: ChangingTags, { tagName, tagValue }: TagRule, { many }: TagDefinition): boolean {
  const held = tags.named(tagName);
  if (many) return !held.some(({ value }) => value === tagValue);
  return !held.some((tag) => sourceOf(tag) === 'PERSON' || tag.value === tagValue);
}
