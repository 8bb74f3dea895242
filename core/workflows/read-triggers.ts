import { assetLevels } from '../assets/asset.ts';
import type { Json, JsonObject } from '../json.ts';
import { protocolStates } from '../protocols/protocol.ts';
import type { Problems } from './problems.ts';
import { readStepCondition } from './read-step-condition.ts';
import type { StepCondition } from './step-condition.ts';
import { assetEvents, examEvents, triggerKinds, type Trigger } from './trigger.ts';

const maxTriggers = 20;
const cronPattern = /^(?:[\d*/,A-Za-z#?-]+ +){4}[\d*/,A-Za-z#?-]+$/;

/** Says what is wrong with a schedule's times; null for nothing. */
export type CheckSchedule = (cron: string, timeZone: string) => 'cron' | 'timeZone' | null;

/** The triggers of a document: `trigger` alone, or the list `triggers`. */
export function readTriggers(problems: Problems, document: JsonObject, check: CheckSchedule): readonly Trigger[] {
  const { trigger, triggers } = document;
  const one = trigger ?? null;
  if (triggers === undefined) return one === null ? [] : [readTrigger(problems, 'document.trigger', one, check)];
  if (one !== null) problems.add('document.triggers', 'either trigger or triggers', 'both');
  if (!Array.isArray(triggers) || triggers.length > maxTriggers) {
    problems.add('document.triggers', `a list of up to ${String(maxTriggers)} triggers`, triggers);
    return [];
  }
  return (triggers as Json[]).map((each, index) =>
    readTrigger(problems, `document.triggers.${String(index)}`, each, check),
  );
}

function readTrigger(problems: Problems, path: string, value: Json, check: CheckSchedule): Trigger {
  const raw = problems.object(path, value);
  const on = problems.oneOf(`${path}.on`, raw['on'], triggerKinds);
  const known = (...names: readonly string[]): void => {
    problems.fields(path, raw, ['on', ...names], ['on']);
  };
  const texts = (name: string): readonly string[] | null =>
    raw[name] === undefined ? null : problems.texts(`${path}.${name}`, raw[name]);
  const among = <T extends string>(name: string, choices: readonly T[]): readonly T[] | null =>
    texts(name)?.map((one, index) => problems.oneOf(`${path}.${name}.${String(index)}`, one, choices)) ?? null;
  const condition = (): StepCondition | null =>
    raw['if'] === undefined
      ? null
      : readStepCondition(problems, `${path}.if`, raw['if'], { ofSeries: false, afterSteps: false });

  const asset = assetEvents.find((event) => event === on);
  if (asset) {
    known('level', 'kind', 'if');
    return { on: asset, level: among('level', assetLevels), kind: texts('kind'), if: condition() };
  }
  if (on === 'SCHEDULE') {
    known('cron', 'timeZone', 'exams', 'if');
    return { on, ...readTimes(problems, path, raw, check), if: condition() };
  }
  if (on === 'WEBHOOK') {
    known();
    return { on };
  }
  known('modality', 'protocol');
  const protocol = among('protocol', protocolStates);
  if (protocol !== null && on === 'EXAM_REGISTERED')
    problems.add(`${path}.protocol`, "nothing, but with 'on': 'EXAM_COMPLETED'", raw['protocol']);
  return { on: examEvents.find((event) => event === on) ?? 'EXAM_REGISTERED', modality: texts('modality'), protocol };
}

function readTimes(problems: Problems, path: string, raw: JsonObject, check: CheckSchedule) {
  if (raw['cron'] === undefined) problems.add(`${path}.cron`, 'a value', undefined);
  const rule = "five fields of cron (minute, hour, day, month, weekday) that some time has, as '30 2 * * MON-FRI'";
  const cron = problems.text(`${path}.cron`, raw['cron'], cronPattern, rule);
  const zoneRule = "a time zone of the IANA database, as 'Europe/Berlin'";
  const timeZone =
    raw['timeZone'] === undefined
      ? 'UTC'
      : problems.text(`${path}.timeZone`, raw['timeZone'], /^[A-Za-z0-9/_+-]{1,60}$/, zoneRule);
  const exams =
    raw['exams'] === undefined ? 'NEW' : problems.oneOf(`${path}.exams`, raw['exams'], ['NEW', 'ALL'] as const);
  const wrong = cron === '' || timeZone === '' ? null : check(cron, timeZone);
  if (wrong !== null) problems.add(`${path}.${wrong}`, wrong === 'cron' ? rule : zoneRule, raw[wrong] ?? timeZone);
  return { cron, timeZone, exams };
}
