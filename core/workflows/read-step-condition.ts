import { assetLevels } from '../assets/asset.ts';
import type { ConditionTest } from '../assets/condition.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Problems } from './problems.ts';
import type { LevelTest, StepCondition, ValueTest } from './step-condition.ts';

const words = ['seriesType', 'notSeriesType', 'modality', 'notModality'] as const;
const fields = [...words, 'all', 'any', 'not', 'tag', 'property', 'value'] as const;
const comparisons = ['eq', 'ne', 'in', 'notIn', 'exists', 'gt', 'gte', 'lt', 'lte'] as const;
const maxDepth = 10;
const maxEntries = 50;

/** What a condition may ask where it stands. */
export interface ConditionPlace {
  /** What series have: type and modality. */
  readonly ofSeries: boolean;
  /** Whether a step has measured something before. */
  readonly afterSteps: boolean;
}

/** The condition that a document says; what is wrong with it is in the problems. */
export function readStepCondition(
  problems: Problems,
  path: string,
  value: Json,
  place: ConditionPlace,
  depth = 1,
): StepCondition {
  const raw = problems.object(path, value);
  if (depth > maxDepth) {
    problems.add(path, `conditions within conditions, at most ${String(maxDepth)} deep`, value);
    return {};
  }
  problems.fields(path, raw, fields, []);
  const inner = (at: string, one: Json): StepCondition => readStepCondition(problems, at, one, place, depth + 1);
  const list = (name: 'all' | 'any'): readonly StepCondition[] =>
    entries(problems, `${path}.${name}`, raw[name]).map((one, index) => inner(`${path}.${name}.${String(index)}`, one));
  const given = words.filter((name) => raw[name] !== undefined);
  if (!place.ofSeries && given[0] !== undefined)
    problems.add(`${path}.${given[0]}`, "nothing: that is a condition on a step with foreach: 'series'", raw[given[0]]);
  const negated: StepCondition[] = [];
  const tag = raw['tag'] === undefined ? null : readLevelTest(problems, `${path}.tag`, raw['tag']);
  const property = raw['property'] === undefined ? null : readLevelTest(problems, `${path}.property`, raw['property']);
  const measured = raw['value'] === undefined ? null : readValueTest(problems, `${path}.value`, raw['value'], place);
  if (tag?.isNegated) negated.push({ not: { tag: tag.test } });
  if (property?.isNegated) negated.push({ not: { property: property.test } });
  if (measured?.isNegated) negated.push({ not: { value: measured.test } });
  const all = [...(raw['all'] === undefined ? [] : list('all')), ...negated];
  return {
    ...Object.fromEntries(given.map((name) => [name, problems.texts(`${path}.${name}`, raw[name])])),
    ...(all.length > 0 ? { all } : {}),
    ...(raw['any'] === undefined ? {} : { any: list('any') }),
    ...(raw['not'] === undefined ? {} : { not: inner(`${path}.not`, raw['not']) }),
    ...(tag && !tag.isNegated ? { tag: tag.test } : {}),
    ...(property && !property.isNegated ? { property: property.test } : {}),
    ...(measured && !measured.isNegated ? { value: measured.test } : {}),
  };
}

function entries(problems: Problems, field: string, value: Json | undefined): readonly Json[] {
  if (Array.isArray(value) && value.length > 0 && value.length <= maxEntries) return value as readonly Json[];
  problems.add(field, `a list of 1 to ${String(maxEntries)} conditions`, value);
  return [];
}

interface Read<T> {
  readonly test: T;
  readonly isNegated: boolean;
}

function readLevelTest(problems: Problems, path: string, value: Json): Read<LevelTest> {
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['level', 'name', ...comparisons], ['name']);
  const { test, isNegated } = readTest(problems, path, raw);
  const level =
    raw['level'] === undefined ? null : problems.oneOf(`${path}.level`, raw['level'], assetLevels.slice(0, 4));
  return { test: { level, test }, isNegated };
}

function readValueTest(problems: Problems, path: string, value: Json, place: ConditionPlace): Read<ValueTest> {
  const raw = problems.object(path, value);
  if (!place.afterSteps) problems.add(path, 'nothing: no step has measured anything yet', value);
  problems.fields(path, raw, ['step', 'name', ...comparisons], ['step', 'name']);
  const { test, isNegated } = readTest(problems, path, raw);
  return { test: { step: problems.text(`${path}.step`, raw['step'], /./su, 'the id of a step'), test }, isNegated };
}

function readTest(problems: Problems, path: string, raw: JsonObject): Read<ConditionTest> {
  const name = problems.text(`${path}.name`, raw['name'], /^[^\0]{1,200}$/su, 'a name of 1 to 200 characters');
  const given = comparisons.filter((one) => raw[one] !== undefined);
  const [op] = given;
  const fallback: Read<ConditionTest> = { test: { name, op: 'exists', value: true }, isNegated: false };
  if (op === undefined || given.length > 1) {
    problems.add(path, `exactly one of ${comparisons.join(', ')}`, given.length === 0 ? undefined : given.join(', '));
    return fallback;
  }
  const value = raw[op];
  const at = `${path}.${op}`;
  if (op === 'exists') {
    if (typeof value === 'boolean') return { test: { name, op, value }, isNegated: false };
    problems.add(at, 'true or false', value);
    return fallback;
  }
  if (op === 'in' || op === 'notIn') {
    if (Array.isArray(value) && value.length > 0 && value.length <= 200 && (value as Json[]).every(isScalar))
      return { test: { name, op: 'in', values: value as string[] }, isNegated: op === 'notIn' };
    problems.add(at, 'a list of 1 to 200 texts, numbers or truth values', value);
    return fallback;
  }
  const hasOrder = op !== 'eq' && op !== 'ne';
  if (isScalar(value) && !(hasOrder && typeof value === 'boolean'))
    return { test: { name, op, value }, isNegated: false };
  problems.add(at, hasOrder ? 'a number or a text, which have an order' : 'a text, a number, true or false', value);
  return fallback;
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
