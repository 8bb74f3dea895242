import { checkedCondition, type ConditionInput } from '../assets/check-condition.ts';
import { checkedTagValue } from '../assets/check-tag-value.ts';
import type { Condition, ConditionTest } from '../assets/condition.ts';
import type { TagDefinition } from '../assets/tag-definition.ts';
import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Problems } from '../workflows/problems.ts';
import { isFreeText, isKnownProperty } from './series-properties.ts';

/** What a condition is read against. */
export interface ConditionScope {
  /** The definition of a tag on SERIES; null when the project has none of that name. */
  readonly definitionOf: (name: string) => TagDefinition | null;
  readonly problems: Problems;
  /** What is permitted, and likely a slip. */
  readonly warnings: string[];
  /** False: of what was checked before; tags may be defined otherwise by now. */
  readonly checkValues: boolean;
}

const comparisons = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'exists'] as const;

/**
 * A condition over tags and properties as a document writes it, in the language of the tag rules: all, any, not, tag, property.
 * Null where it is wrong, which the problems say then.
 */
export function readCondition(scope: ConditionScope, field: string, value: Json | undefined): Condition | null {
  const { problems } = scope;
  if (value === undefined || !hasShape(problems, field, value)) return null;
  try {
    const condition = checkedCondition(field, value as ConditionInput);
    checkTests(scope, field, condition);
    return condition;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const { field: at = field, expected = 'a condition', received } = error.details;
    problems.add(at, expected, received ?? value);
    return null;
  }
}

/** The tests of a condition, whatever stands around them. */
export function testsOf(
  condition: Condition,
): readonly { readonly kind: 'tag' | 'property'; readonly test: ConditionTest }[] {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  if ('not' in condition) return testsOf(condition.not);
  return 'tag' in condition ? [{ kind: 'tag', test: condition.tag }] : [{ kind: 'property', test: condition.property }];
}

/** Refuses a condition that asks nothing but what somebody typed at the scanner. */
export function requireMoreThanWords({ problems }: ConditionScope, field: string, condition: Condition): void {
  const tests = testsOf(condition);
  if (tests.some(({ kind, test }) => kind === 'tag' || !isFreeText(test.name))) return;
  const names = [...new Set(tests.map(({ test }) => test.name))].join(', ');
  problems.add(
    field,
    'a tag (seriesType, ...) or an attribute (modality, ...) that it asks for, not descriptions alone',
    names === '' ? 'a condition that asks nothing' : names,
  );
}

/** Whether the value is built as a condition is: what it holds is checked later. */
function hasShape(problems: Problems, field: string, value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(field, 'an object with one of all, any, not, tag, property', value);
    return false;
  }
  return Object.entries(value as JsonObject)
    .map(([key, inner]): boolean => {
      const at = `${field}.${key}`;
      if (key === 'all' || key === 'any') {
        if (Array.isArray(inner))
          return (inner as Json[])
            .map((one, index) => hasShape(problems, `${at}.${String(index)}`, one))
            .every(Boolean);
        problems.add(at, 'a list of conditions', inner);
        return false;
      }
      if (key === 'not') return hasShape(problems, at, inner);
      if (key === 'tag' || key === 'property') return isTest(problems, at, inner);
      problems.add(at, 'one of the fields all, any, not, tag, property', key);
      return false;
    })
    .every(Boolean);
}

function isTest(problems: Problems, field: string, value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(field, 'an object with name and one comparison', value);
    return false;
  }
  const test = value as JsonObject;
  let fine = true;
  const wrong = (at: string, expected: string, received: Json | undefined): void => {
    problems.add(at, expected, received);
    fine = false;
  };
  for (const [key, inner] of Object.entries(test)) {
    if (key === 'name') continue;
    if (!comparisons.some((one) => one === key))
      wrong(`${field}.${key}`, `one of name, ${comparisons.join(', ')}`, key);
    else if (key === 'in' && !Array.isArray(inner)) wrong(`${field}.in`, 'a list of values', inner);
    else if (key === 'exists' && typeof inner !== 'boolean') wrong(`${field}.exists`, 'true or false', inner);
  }
  if (typeof test['name'] !== 'string') wrong(`${field}.name`, 'the name of a tag or property', test['name']);
  return fine;
}

/** Tags must be the project's, with values that they can have. */
function checkTests(scope: ConditionScope, field: string, condition: Condition): void {
  if ('all' in condition || 'any' in condition) {
    const [key, list] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
    for (const [index, one] of list.entries()) checkTests(scope, `${field}.${key}.${String(index)}`, one);
  } else if ('not' in condition) checkTests(scope, `${field}.not`, condition.not);
  else if ('property' in condition) {
    const { name } = condition.property;
    if (!isKnownProperty(name)) scope.warnings.push(`${field}.property.name: intake gives series no property ${name}`);
  } else checkTagTest(scope, `${field}.tag`, condition.tag);
}

function checkTagTest(
  { definitionOf, problems, checkValues }: ConditionScope,
  field: string,
  test: ConditionTest,
): void {
  if (!checkValues) return;
  const definition = definitionOf(test.name);
  if (!definition) {
    problems.add(`${field}.name`, 'a tag that the project defines for SERIES', test.name);
    return;
  }
  if (test.op === 'exists') return;
  for (const value of test.op === 'in' ? test.values : [test.value]) {
    try {
      checkedTagValue(definition, value, field);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      // A bound may lie outside of what a value may be; its type may not be another.
      const isBound = test.op !== 'eq' && test.op !== 'ne' && test.op !== 'in';
      if (isBound && error.code === 'TAG_VALUE_NOT_PERMITTED') continue;
      problems.add(`${field}.${test.op}`, error.details.expected ?? 'a value of the tag', value);
    }
  }
}
