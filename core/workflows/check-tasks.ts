import type { Json, JsonObject } from '../json.ts';
import { projectActions } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import type { Problems } from './problems.ts';
import { ancestorsOf } from './step-order.ts';
import { formFieldTypes, taskMeanings } from './task-spec.ts';

const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const nameRule = "1 to 64 letters, digits or '_', beginning with a letter";
/** Properties that a review has of its own: a field of the form would take their place. */
const reviewProperties = ['outcome', 'comment', 'reviewedBy', 'reviewedAt', 'sentBackTo'];
const maxFields = 100;

/** Checks what human steps say beyond what the schema of their kind can: forms, who comes after whom, names. */
export function checkTasks(problems: Problems, steps: readonly StepDefinition[]): void {
  for (const step of steps) {
    if (step.uses !== 'human') continue;
    const path = `document.steps.${step.id}.with`;
    const said = step.with;
    checkEscalation(problems, `${path}.escalate`, said['escalate']);
    checkPlain(problems, path, said);
    const numbers = checkForm(problems, `${path}.form`, said['form']);
    checkMeasurement(problems, `${path}.measurement`, said['measurement'], numbers);
    checkOutputs(problems, `${path}.outputs`, said['outputs']);
    const before = ancestorsOf(steps, step.id);
    for (const target of textsOf(said['sendBackTo'])) {
      if (!before.has(target))
        problems.add(`${path}.sendBackTo`, `steps that this one needs (${[...before].join(', ')})`, target);
    }
  }
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const textsOf = (value: Json | undefined): readonly string[] =>
  listOf(value).filter((one): one is string => typeof one === 'string');

function checkPlain(problems: Problems, path: string, said: JsonObject): void {
  const signature = said['signature'];
  if (signature !== undefined) {
    const raw = problems.object(`${path}.signature`, signature);
    problems.fields(`${path}.signature`, raw, ['meaning'], ['meaning']);
    problems.oneOf(`${path}.signature.meaning`, raw['meaning'], taskMeanings);
  }
  const rounds = said['maxRounds'];
  if (typeof rounds === 'number' && !Number.isInteger(rounds))
    problems.add(`${path}.maxRounds`, 'a whole number', rounds);
  if (said['people'] === 2 && said['independent'] === false)
    problems.add(`${path}.independent`, 'true, or nothing, where two people look', false);
}

function checkEscalation(problems: Problems, path: string, value: Json | undefined): void {
  if (value === undefined) return;
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['afterHours', 'to'], ['afterHours', 'to']);
  const { afterHours, to } = raw;
  if (afterHours !== undefined)
    problems.matches(`${path}.afterHours`, afterHours, { type: 'number', exclusiveMinimum: 0, maximum: 8760 });
  if (to !== undefined)
    problems.matches(`${path}.to`, to, {
      type: 'array',
      minItems: 1,
      items: { enum: projectActions['task.complete'] },
    });
}

/** Answers the names of its numbers that have a unit. */
function checkForm(problems: Problems, path: string, value: Json | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const numbers = new Set<string>();
  const fields = listOf(value);
  if (fields.length > maxFields) problems.add(path, `up to ${String(maxFields)} fields`, fields.length);
  for (const [index, entry] of fields.slice(0, maxFields).entries()) {
    const raw = problems.object(`${path}.${String(index)}`, entry);
    const said = raw['name'];
    const at = `${path}.${typeof said === 'string' && namePattern.test(said) ? said : String(index)}`;
    problems.fields(at, raw, ['name', 'label', 'type', 'unit', 'required', 'min', 'max', 'options'], ['name', 'type']);
    const name = problems.text(`${at}.name`, said, namePattern, nameRule);
    if (reviewProperties.includes(name) || names.has(name))
      problems.add(`${at}.name`, `a name that nothing else has (nor ${reviewProperties.join(', ')})`, name);
    names.add(name);
    const type = problems.oneOf(`${at}.type`, raw['type'], formFieldTypes);
    if (raw['label'] !== undefined) problems.text(`${at}.label`, raw['label'], /^.{1,200}$/su, 'up to 200 characters');
    checkOfType(problems, at, type, raw);
    if ((type === 'number' || type === 'integer') && typeof raw['unit'] === 'string') numbers.add(name);
  }
  return numbers;
}

function checkOfType(problems: Problems, at: string, type: string, raw: JsonObject): void {
  const isNumber = type === 'number' || type === 'integer';
  const { unit, min, max, options, required } = raw;
  if (required !== undefined && typeof required !== 'boolean')
    problems.add(`${at}.required`, 'true or false', required);
  if (unit !== undefined) {
    if (isNumber) problems.text(`${at}.unit`, unit, /^[!-~]{1,32}$/u, 'a UCUM code of up to 32 characters');
    else problems.add(`${at}.unit`, 'nothing, but for a number', unit);
  }
  for (const [name, limit] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (limit === undefined) continue;
    if (isNumber) problems.matches(`${at}.${name}`, limit, { type: 'number' });
    else problems.add(`${at}.${name}`, 'nothing, but for a number', limit);
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    problems.add(`${at}.max`, `at least min (${String(min)})`, max);
  if (type === 'choice') {
    const choices = { type: 'array', minItems: 1, items: { type: 'string', maxLength: 200 } };
    if (options === undefined) problems.add(`${at}.options`, 'what can be chosen', undefined);
    else problems.matches(`${at}.options`, options, choices);
  } else if (options !== undefined) problems.add(`${at}.options`, 'nothing, but for a choice', options);
}

function checkMeasurement(
  problems: Problems,
  path: string,
  value: Json | undefined,
  numbers: ReadonlySet<string>,
): void {
  if (value === undefined) return;
  for (const [name, field] of Object.entries(problems.object(path, value))) {
    if (!namePattern.test(name)) problems.add(path, `names of values (${nameRule})`, name);
    if (typeof field !== 'string' || !numbers.has(field))
      problems.add(`${path}.${name}`, `a number of the form that has a unit (${[...numbers].join(', ')})`, field);
  }
}

function checkOutputs(problems: Problems, path: string, value: Json | undefined): void {
  const seen = new Set<string>();
  for (const [index, entry] of listOf(value).entries()) {
    const at = `${path}.${String(index)}`;
    const raw = problems.object(at, entry);
    problems.fields(at, raw, ['role', 'kind', 'required'], ['role']);
    const role = problems.text(`${at}.role`, raw['role'], namePattern, nameRule);
    if (seen.has(role) || role === 'review' || role === 'measurement')
      problems.add(`${at}.role`, 'a role that no other output has (nor review, measurement)', role);
    seen.add(role);
    if (raw['kind'] !== undefined)
      problems.text(`${at}.kind`, raw['kind'], /^[a-z0-9][a-z0-9-]{0,63}$/, "a kind of a-z, 0-9 and '-'");
    const { required } = raw;
    if (required !== undefined && typeof required !== 'boolean')
      problems.add(`${at}.required`, 'true or false', required);
  }
}
