import type { AssetLevel } from '../assets/asset.ts';
import { holds, testText, type ConditionFacts, type ConditionTest } from '../assets/condition.ts';
import type { JsonObject } from '../json.ts';

/** What a step (or a trigger) asks of its item; all that is given must hold. */
export interface StepCondition {
  /** These four are of a series, and are compared without regard to case. */
  readonly seriesType?: readonly string[];
  readonly notSeriesType?: readonly string[];
  readonly modality?: readonly string[];
  readonly notModality?: readonly string[];
  readonly all?: readonly StepCondition[];
  readonly any?: readonly StepCondition[];
  readonly not?: StepCondition;
  readonly tag?: LevelTest;
  readonly property?: LevelTest;
  readonly value?: ValueTest;
}

/** A test of the item itself (null), or of what it is part of at that level. */
export interface LevelTest {
  readonly level: AssetLevel | null;
  readonly test: ConditionTest;
}

/** A test of what a step before measured, by the value's name. */
export interface ValueTest {
  readonly step: string;
  readonly test: ConditionTest;
}

/** What conditions may ask about an item. */
export interface ItemFacts {
  readonly modality: string | null;
  readonly seriesType: string | null;
  /** Tags and properties of the item ('ITEM') and of what it is part of. Absent where no condition asks. */
  readonly levels?: ReadonlyMap<AssetLevel | 'ITEM', ConditionFacts>;
  /** What steps measured on it: lists of values by name, by step. Absent where no condition asks. */
  readonly values?: ReadonlyMap<string, JsonObject>;
}

/** The key of the exam's own facts among those of its series. */
export const wholeExam = '';

const nothing: ConditionFacts = { tags: [], properties: {} };

/** Why the condition does not hold; null when it does. */
export function unmetBy(condition: StepCondition, facts: ItemFacts | undefined): string | null {
  const unmet = unmetByWords(condition, facts);
  if (unmet !== null) return unmet;
  const { tag, property, value, all = [], any, not } = condition;
  if (tag && !holds({ tag: tag.test }, levelOf(tag, facts))) return reason(tag, 'tag');
  if (property && !holds({ property: property.test }, levelOf(property, facts))) return reason(property, 'property');
  if (value) {
    const properties = facts?.values?.get(value.step) ?? {};
    if (!holds({ property: value.test }, { tags: [], properties }))
      return `it needs the value ${testText(value.test)} of ${value.step}`;
  }
  for (const one of all) {
    const why = unmetBy(one, facts);
    if (why !== null) return why;
  }
  if (any) {
    const reasons = any.map((one) => unmetBy(one, facts));
    if (!reasons.includes(null)) return reasons.join(', and ');
  }
  return not && unmetBy(not, facts) === null ? 'it is what the step leaves out' : null;
}

function levelOf({ level }: LevelTest, facts: ItemFacts | undefined): ConditionFacts {
  return facts?.levels?.get(level ?? 'ITEM') ?? nothing;
}

function reason({ level, test }: LevelTest, what: string): string {
  return `${level === null ? 'it' : `its ${level.toLowerCase()}`} needs the ${what} ${testText(test)}`;
}

function unmetByWords(condition: StepCondition, facts: ItemFacts | undefined): string | null {
  const checks = [
    ['seriesType', 'series type', condition.seriesType, condition.notSeriesType],
    ['modality', 'modality', condition.modality, condition.notModality],
  ] as const;
  for (const [key, name, wanted, unwanted] of checks) {
    const value = facts?.[key] ?? null;
    const among = (list: readonly string[]): boolean => list.some((one) => one.toLowerCase() === value?.toLowerCase());
    if ((wanted && !among(wanted)) || (unwanted && among(unwanted))) return `its ${name} is ${value ?? 'not known'}`;
  }
  return null;
}

/** The condition and all conditions within it. */
export function partsOf(condition: StepCondition): readonly StepCondition[] {
  const inner = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])];
  return [condition, ...inner.flatMap(partsOf)];
}
