import { holds, type ConditionFacts } from '../assets/condition.ts';
import type { Json, JsonObject } from '../json.ts';
import { matchSeries, type Fit } from './match-series.ts';
import type { AcquisitionLimit, Protocol, SeriesRule } from './protocol.ts';
import type { Deviation, Finding, MatchedSeries, RuleFinding } from './report.ts';
import { timePointOf } from './time-points.ts';

/** A series as the check sees it. */
export interface CheckedSeries extends ConditionFacts {
  readonly id: string;
}

/** What the protocol says of an exam with these series. @param day since the subject's first exam; null when not known */
export function checkExam(protocol: Protocol, series: readonly CheckedSeries[], day: number | null): Finding {
  const inOrder = series.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const timePoint = day === null ? null : timePointOf(protocol.timePoints, day);
  const rules = protocol.series.filter(
    ({ timePoints }) => timePoints === null || (timePoint !== null && timePoints.includes(timePoint)),
  );
  const deviations = rules.map(({ limits }) => inOrder.map(({ properties }) => deviationsOf(limits, properties)));
  const fits = inOrder.map((one, index) =>
    rules.map(({ when }, rule): Fit => {
      if (!holds(when, one)) return 'NONE';
      return (deviations[rule]?.[index]?.length ?? 0) > 0 ? 'DEVIATES' : 'FITS';
    }),
  );
  const served = matchSeries(rules, fits);
  const left = inOrder.filter((_, index) => served[index] === -1);
  const findings = rules.map((rule, number) => {
    const matched = inOrder.flatMap(({ id }, index) =>
      served[index] === number ? [{ seriesId: id, deviations: deviations[number]?.[index] ?? [] }] : [],
    );
    const tooMany = inOrder.filter((_, index) => served[index] === -1 && fits[index]?.[number] !== 'NONE').length;
    return findingOf(rule, matched, tooMany);
  });
  const extra = left.filter((one) => protocol.ignore === null || !holds(protocol.ignore, one));
  return { timePoint, day, rules: findings, extra: extra.map(({ id }) => id) };
}

function findingOf(rule: SeriesRule, matched: readonly MatchedSeries[], tooMany: number): RuleFinding {
  const { name, required, min, max } = rule;
  const good = matched.filter((one) => one.deviations.length === 0).length;
  const outcome = (): RuleFinding['outcome'] => {
    if (matched.length === 0) return required ? 'MISSING' : 'ABSENT';
    if (required && matched.length < min) return 'MISSING';
    // A place beyond what must be there may hold a series that deviates.
    return tooMany > 0 || good < Math.max(1, min) ? 'DEVIATES' : 'MET';
  };
  return {
    rule: name,
    required,
    outcome: outcome(),
    expected: countText(min, max),
    series: matched.toSorted((a, b) => a.deviations.length - b.deviations.length),
    tooMany,
  };
}

function countText(min: number, max: number | null): string {
  if (max === null) return min === 0 ? 'any number' : `at least ${String(min)}`;
  if (min === 0) return `at most ${String(max)}`;
  return min === max ? String(min) : `${String(min)} to ${String(max)}`;
}

function deviationsOf(limits: readonly AcquisitionLimit[], properties: JsonObject): readonly Deviation[] {
  return limits.flatMap((limit) => {
    const values = valuesOf(properties[limit.property]);
    if (values.length > 0 && values.every((value) => isWithin(limit, value))) return [];
    const found = values.length === 0 ? 'nothing' : values.map(shown).join(', ');
    return [{ property: limit.property, expected: limitText(limit), found }];
  });
}

const valuesOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];

function isWithin({ min, max, in: permitted }: AcquisitionLimit, value: Json): boolean {
  if (permitted !== null && !permitted.some((one) => one === value)) return false;
  if (min === null && max === null) return true;
  return typeof value === 'number' && (min === null || value >= min) && (max === null || value <= max);
}

function limitText({ min, max, in: permitted }: AcquisitionLimit): string {
  const range =
    min === null
      ? max === null
        ? []
        : [`at most ${String(max)}`]
      : [max === null ? `at least ${String(min)}` : `${String(min)} to ${String(max)}`];
  const choice = permitted === null ? [] : [`one of ${permitted.map((one) => JSON.stringify(one)).join(', ')}`];
  return [...range, ...choice].join(', ');
}

function shown(value: Json): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'another text';
}
