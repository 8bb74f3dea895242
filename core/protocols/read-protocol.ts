import type { TagDefinition } from '../assets/tag-definition.ts';
import type { Json } from '../json.ts';
import { Problems } from '../workflows/problems.ts';
import type { AcquisitionLimit, Protocol, SeriesRule, TimePoint } from './protocol.ts';
import { readCondition, requireMoreThanWords, testsOf, type ConditionScope } from './read-condition.ts';
import { isKnownProperty } from './series-properties.ts';

const root = 'document';
const maxRules = 100;
const maxCount = 1000;
const maxDays = 100_000;
const name = { pattern: /^[^\p{Cc}]{1,100}$/u, rule: 'a text of 1 to 100 characters' };

/** A protocol, and what is permitted in its document but likely a slip. */
export interface ReadProtocol {
  readonly protocol: Protocol;
  readonly warnings: readonly string[];
}

interface Scope extends ConditionScope {
  readonly timePoints: readonly TimePoint[];
}

/**
 * The protocol that a document says, defaults filled in.
 * @param lineOf the line of what a path within the document leads to; null: none
 * @throws BAD_USER_INPUT that names line and field of every problem: `line 7, document.series.1.when.tag.eq`
 */
export function readProtocol(
  document: Json,
  definitionOf: (name: string) => TagDefinition | null,
  lineOf: (path: readonly string[]) => number | null = () => null,
  { checkValues = true }: { readonly checkValues?: boolean } = {},
): ReadProtocol {
  const problems = new Problems((field) => lineOf(field.split('.').slice(1)));
  const warnings: string[] = [];
  const raw = problems.object(root, document);
  problems.fields(root, raw, ['name', 'notifyAfterMinutes', 'timePoints', 'series', 'ignore'], ['name', 'series']);
  const timePoints = readTimePoints(problems, raw['timePoints']);
  const scope: Scope = { problems, warnings, definitionOf, timePoints, checkValues };
  const series = listOf(problems, `${root}.series`, raw['series'], maxRules).map((one, index) =>
    readRule(scope, `${root}.series.${String(index)}`, one),
  );
  checkNames(problems, 'series', series);
  const protocol: Protocol = {
    name: problems.text(`${root}.name`, raw['name'], name.pattern, name.rule),
    notifyAfterMinutes: wholeNumber(problems, `${root}.notifyAfterMinutes`, raw['notifyAfterMinutes'], 0, 10_080) ?? 10,
    timePoints,
    series,
    ignore: readCondition(scope, `${root}.ignore`, raw['ignore']),
  };
  problems.throwIfAny();
  return { protocol, warnings };
}

/** Names of the tags that decide what a protocol says. */
export function tagNamesOf({ series, ignore }: Protocol): readonly string[] {
  const conditions = [...series.map(({ when }) => when), ...(ignore ? [ignore] : [])];
  const tests = conditions.flatMap(testsOf).filter(({ kind }) => kind === 'tag');
  return [...new Set(tests.map(({ test }) => test.name))].toSorted();
}

function readRule(scope: Scope, path: string, value: Json): SeriesRule {
  const { problems } = scope;
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['name', 'when', 'required', 'min', 'max', 'timePoints', 'limits'], ['name', 'when']);
  const when = readCondition(scope, `${path}.when`, raw['when']);
  if (when) requireMoreThanWords(scope, `${path}.when`, when);
  const required = raw['required'] ?? true;
  if (typeof required !== 'boolean') problems.add(`${path}.required`, 'true or false', required);
  const least = required === false ? 0 : 1;
  const min = wholeNumber(problems, `${path}.min`, raw['min'], least, maxCount) ?? least;
  if (required === false && min > 0) problems.add(`${path}.min`, '0 for an optional series', min);
  return {
    name: problems.text(`${path}.name`, raw['name'], name.pattern, name.rule),
    when: when ?? { all: [] },
    required: required !== false,
    min,
    max: wholeNumber(problems, `${path}.max`, raw['max'], Math.max(1, min), maxCount),
    timePoints: readTimePointNames(scope, `${path}.timePoints`, raw['timePoints']),
    limits: readLimits(scope, `${path}.limits`, raw['limits']),
  };
}

function readTimePoints(problems: Problems, value: Json | undefined): readonly TimePoint[] {
  if (value === undefined) return [];
  const read = listOf(problems, `${root}.timePoints`, value, maxRules).map((one, index): TimePoint => {
    const path = `${root}.timePoints.${String(index)}`;
    const raw = problems.object(path, one);
    problems.fields(path, raw, ['name', 'fromDay', 'toDay'], ['name', 'fromDay']);
    const fromDay = wholeNumber(problems, `${path}.fromDay`, raw['fromDay'], 0, maxDays) ?? 0;
    const toDay = wholeNumber(problems, `${path}.toDay`, raw['toDay'], fromDay, maxDays);
    return { name: problems.text(`${path}.name`, raw['name'], name.pattern, name.rule), fromDay, toDay };
  });
  checkNames(problems, 'timePoints', read);
  for (const [index, { fromDay }] of read.entries()) {
    const before = read[index - 1];
    if (before && (before.toDay === null || before.toDay >= fromDay))
      problems.add(`${root}.timePoints.${String(index)}.fromDay`, `a day after the end of ${before.name}`, fromDay);
  }
  return read;
}

function readTimePointNames({ problems, timePoints }: Scope, path: string, value: Json | undefined) {
  if (value === undefined) return null;
  const names = problems.texts(path, value);
  for (const [index, one] of names.entries()) {
    if (!timePoints.some((known) => known.name === one))
      problems.add(
        `${path}.${String(index)}`,
        `one of ${timePoints.map((known) => known.name).join(', ') || 'none'}`,
        one,
      );
  }
  return names;
}

function readLimits({ problems, warnings }: Scope, path: string, value: Json | undefined): readonly AcquisitionLimit[] {
  if (value === undefined) return [];
  return Object.entries(problems.object(path, value)).map(([property, limit]): AcquisitionLimit => {
    const at = `${path}.${property}`;
    const raw = problems.object(at, limit);
    problems.fields(at, raw, ['min', 'max', 'in'], []);
    if (Object.keys(raw).length === 0) problems.add(at, 'min, max or in', limit);
    if (!isKnownProperty(property)) warnings.push(`${at}: intake gives series no property ${property}`);
    const [min, max] = [bound(problems, `${at}.min`, raw['min']), bound(problems, `${at}.max`, raw['max'])];
    if (min !== null && max !== null && min > max) problems.add(`${at}.max`, `at least ${String(min)}`, max);
    return { property, min, max, in: choices(problems, `${at}.in`, raw['in']) };
  });
}

function choices(problems: Problems, field: string, value: Json | undefined): AcquisitionLimit['in'] {
  if (value === undefined) return null;
  const isScalar = (one: unknown): one is string | number | boolean =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';
  if (Array.isArray(value) && value.length > 0 && (value as Json[]).every(isScalar))
    return value as (string | number)[];
  problems.add(field, 'a list of texts, numbers or truth values, at least one', value);
  return null;
}

function bound(problems: Problems, field: string, value: Json | undefined): number | null {
  if (value === undefined) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  problems.add(field, 'a number', value);
  return null;
}

function wholeNumber(problems: Problems, field: string, value: Json | undefined, least: number, most: number) {
  if (value === undefined) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  problems.add(field, `a whole number from ${String(least)} to ${String(most)}`, value);
  return null;
}

function listOf(problems: Problems, field: string, value: Json | undefined, most: number): readonly Json[] {
  if (Array.isArray(value) && value.length > 0 && value.length <= most) return value as readonly Json[];
  if (value !== undefined) problems.add(field, `a list of 1 to ${String(most)}`, value);
  return [];
}

function checkNames(problems: Problems, list: string, named: readonly { readonly name: string }[]): void {
  for (const [index, one] of named.entries()) {
    if (one.name !== '' && named.findIndex((other) => other.name === one.name) < index)
      problems.add(`${root}.${list}.${String(index)}.name`, 'a name that stands once', one.name);
  }
}
