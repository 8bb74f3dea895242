import type { JsonObject } from '../json.ts';
import type { Asset, Tag } from './asset.ts';

type Scalar = Tag['value'];

/**
 * One question about a tag or a property, by its name. A tag with several values answers yes when one of them does; `ne` is the
 * opposite of `eq`, so that it holds also without a value. The order is that of numbers, or of texts (so of dates), and a value
 * of another type has none.
 */
export type ConditionTest =
  | { readonly name: string; readonly op: 'eq' | 'ne'; readonly value: Scalar }
  | { readonly name: string; readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Scalar }
  | { readonly name: string; readonly op: 'in'; readonly values: readonly Scalar[] }
  | { readonly name: string; readonly op: 'exists'; readonly value: boolean };

/** A boolean tree over an asset's tags and properties. `all` of nothing holds, `any` of nothing does not. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly tag: ConditionTest }
  | { readonly property: ConditionTest };

/** What conditions are asked about. */
export interface ConditionFacts {
  readonly tags: readonly Pick<Tag, 'name' | 'value'>[];
  readonly properties: JsonObject;
}

export function factsOf(asset: Pick<Asset, 'properties'>, tags: ConditionFacts['tags']): ConditionFacts {
  return { tags, properties: asset.properties };
}

export function holds(condition: Condition, facts: ConditionFacts): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, facts));
  if ('any' in condition) return condition.any.some((one) => holds(one, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return 'tag' in condition
    ? passes(
        condition.tag,
        facts.tags.flatMap(({ name, value }) => (name === condition.tag.name ? [value] : [])),
      )
    : passes(condition.property, propertyValues(facts.properties[condition.property.name]));
}

/** What of the condition fails, without any value of the asset; null when it holds. */
export function whyNot(condition: Condition, facts: ConditionFacts): string | null {
  if (holds(condition, facts)) return null;
  if ('all' in condition) {
    return condition.all.map((one) => whyNot(one, facts)).find((why) => why !== null) ?? null;
  }
  return `it needs ${conditionText(condition)}`;
}

/** The condition in words. */
function conditionText(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, ' and ', 'anything');
  if ('any' in condition) return joined(condition.any, ' or ', 'what nothing is');
  if ('not' in condition) return `not (${conditionText(condition.not)})`;
  return 'tag' in condition ? `the tag ${testText(condition.tag)}` : `the property ${testText(condition.property)}`;
}

function joined(conditions: readonly Condition[], word: string, none: string): string {
  const [only, ...rest] = conditions;
  if (!only) return none;
  return rest.length === 0 ? conditionText(only) : `(${conditions.map(conditionText).join(word)})`;
}

const words = { eq: '=', ne: 'other than', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** The test in words: `quality >= 0.5`. */
export function testText(test: ConditionTest): string {
  if (test.op === 'exists') return `${test.name} ${test.value ? 'to be there' : 'not to be there'}`;
  if (test.op === 'in') return `${test.name} in ${JSON.stringify(test.values)}`;
  return `${test.name} ${words[test.op]} ${JSON.stringify(test.value)}`;
}

function propertyValues(value: JsonObject[string] | undefined): readonly Scalar[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean');
}

function passes(test: ConditionTest, values: readonly Scalar[]): boolean {
  switch (test.op) {
    case 'exists':
      return values.length > 0 === test.value;
    case 'ne':
      return !values.includes(test.value);
    case 'eq':
      return values.includes(test.value);
    case 'in':
      return values.some((value) => test.values.includes(value));
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return values.some((value) => compares(test.op, value, test.value));
  }
}

function compares(op: 'lt' | 'lte' | 'gt' | 'gte', value: Scalar, than: Scalar): boolean {
  if (typeof value !== typeof than || typeof value === 'boolean') return false;
  if (value === than) return op === 'lte' || op === 'gte';
  return value < than === (op === 'lt' || op === 'lte');
}
