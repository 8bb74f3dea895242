import { badInput, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Condition, ConditionTest } from './condition.ts';
import { checkedScalar } from './check-tag-value.ts';

type Given<T> = T | null | undefined;

/** As a client writes it: exactly one of the comparisons. */
export interface ConditionTestInput {
  readonly name: string;
  readonly eq?: unknown;
  readonly ne?: unknown;
  readonly in?: Given<readonly unknown[]>;
  readonly lt?: unknown;
  readonly lte?: unknown;
  readonly gt?: unknown;
  readonly gte?: unknown;
  readonly exists?: Given<boolean>;
}

/** As a client writes it: exactly one of the fields. */
export interface ConditionInput {
  readonly all?: Given<readonly ConditionInput[]>;
  readonly any?: Given<readonly ConditionInput[]>;
  readonly not?: Given<ConditionInput>;
  readonly tag?: Given<ConditionTestInput>;
  readonly property?: Given<ConditionTestInput>;
}

const maxDepth = 10;
const maxNodes = 200;

/** @throws BAD_USER_INPUT naming the field, LIMIT_EXCEEDED for a tree over 10 levels or 200 nodes */
export function checkedCondition(field: string, input: ConditionInput): Condition {
  let nodes = 0;
  const check = (at: string, given: ConditionInput, depth: number): Condition => {
    if (++nodes > maxNodes || depth > maxDepth) {
      const expected = `at most ${String(maxDepth)} levels and ${String(maxNodes)} conditions`;
      throw new HubError('LIMIT_EXCEEDED', `${field}: ${expected}`, { field, expected });
    }
    const [key, ...others] = (['all', 'any', 'not', 'tag', 'property'] as const).filter((one) => isGiven(given[one]));
    if (key === undefined || others.length > 0)
      throw badInput(at, 'exactly one of all, any, not, tag, property', [key, ...others].join(' and ') || 'none');
    const list = (name: 'all' | 'any') =>
      (given[name] ?? []).map((one, index) => check(`${at}.${name}.${String(index)}`, one, depth + 1));
    if (key === 'all') return { all: list('all') };
    if (key === 'any') return { any: list('any') };
    if (key === 'not') return { not: check(`${at}.not`, given.not ?? {}, depth + 1) };
    const test = checkedTest(`${at}.${key}`, given[key] ?? { name: '' });
    return key === 'tag' ? { tag: test } : { property: test };
  };
  return check(field, input, 1);
}

const comparisons = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const;

function checkedTest(at: string, given: ConditionTestInput): ConditionTest {
  const { name } = given;
  if (name.length < 1 || name.length > 200 || name.includes('\0'))
    throw badInput(`${at}.name`, '1 to 200 characters', name);
  const [op, ...others] = [...comparisons, 'in' as const, 'exists' as const].filter((one) => isGiven(given[one]));
  if (op === undefined || others.length > 0)
    throw badInput(at, 'exactly one of eq, ne, in, lt, lte, gt, gte, exists', [op, ...others].join(' and ') || 'none');
  if (op === 'exists') return { name, op, value: given.exists === true };
  if (op === 'in') {
    const values = given.in ?? [];
    if (values.length > 200) throw badInput(`${at}.in`, 'at most 200 values', values.length);
    return { name, op, values: values.map((value, index) => checkedScalar(`${at}.in.${String(index)}`, value)) };
  }
  const value = checkedScalar(`${at}.${op}`, given[op]);
  if (typeof value === 'boolean' && op !== 'eq' && op !== 'ne')
    throw badInput(`${at}.${op}`, 'a number or a text, which have an order', String(value));
  return { name, op, value };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** The condition as the input that it was checked from, without what was null. */
export function conditionJson(condition: Condition): JsonObject {
  if ('all' in condition) return { all: condition.all.map(conditionJson) };
  if ('any' in condition) return { any: condition.any.map(conditionJson) };
  if ('not' in condition) return { not: conditionJson(condition.not) };
  return 'tag' in condition ? { tag: testJson(condition.tag) } : { property: testJson(condition.property) };
}

function testJson(test: ConditionTest): JsonObject {
  const { name, op } = test;
  return { name, [op]: op === 'in' ? test.values : test.value };
}
