import { HubError } from '../errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../json.ts';
import { checkMeasured } from './check-measured.ts';
import { checkTasks } from './check-tasks.ts';
import { roles, type Role } from '../policy/policy.ts';
import type { StepDefinition, WorkflowDefinition } from './definition.ts';
import { Problems, type FieldPlace } from './problems.ts';
import { readStepCondition } from './read-step-condition.ts';
import { checkOwn, readForeach } from './read-foreach.ts';
import { optionFields, readStepOptions } from './read-step-options.ts';
import { readTriggers, type CheckSchedule } from './read-triggers.ts';
import { reusePolicies } from './run.ts';
import { partsOf, type StepCondition } from './step-condition.ts';
import { ancestorsOf, findCycle } from './step-order.ts';
import { attemptOptions, stepKinds } from './step-kinds.ts';

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const nameRule = "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit";
const maxSteps = 100;
const documentFields = ['$schema', 'name', 'title', 'trigger', 'triggers', 'roles', 'reuse', 'steps'] as const;
const stepFields = ['id', 'title', 'uses', 'needs', 'foreach', 'if', 'with', 'onError', ...optionFields] as const;

/** What else is known where a document is checked. */
export interface DefinitionChecks {
  /** Where a field stands in the text that its author wrote. */
  readonly placeOf?: FieldPlace;
  /** Stored definitions need none: their schedules were checked. */
  readonly checkSchedule?: CheckSchedule;
  /** It was stored before, perhaps before the hub had rules that need not hold for a run. @default false */
  readonly isStored?: boolean;
  /** Somebody writes it now: what would be without effect is refused. @default false */
  readonly isNew?: boolean;
}

/**
 * The definition that a document says, defaults filled in.
 * @throws BAD_USER_INPUT that names step and field of every problem: `document.steps.measure.with.threshold`
 */
export function parseDefinition(document: JsonObject, checks: DefinitionChecks = {}): WorkflowDefinition {
  const problems = new Problems(checks.placeOf);
  problems.fields('document', document, documentFields, ['name', 'steps']);
  const name = problems.text('document.name', document['name'], namePattern, nameRule);
  const title =
    document['title'] === undefined
      ? name
      : problems.text('document.title', document['title'], /^.{1,200}$/su, 'up to 200 characters');
  const triggers = readTriggers(problems, document, checks.checkSchedule ?? (() => null));
  const permitted = document['roles'] === undefined ? null : parseRoles(problems, document['roles']);
  const reuse =
    document['reuse'] === undefined ? 'ALWAYS' : problems.oneOf('document.reuse', document['reuse'], reusePolicies);
  const steps = parseSteps(problems, document['steps'], checks.isNew === true);
  checkGraph(problems, steps);
  checkTasks(problems, steps);
  if (checks.isStored !== true) checkMeasured(problems, steps);
  problems.throwIfAny();
  return { name, title, triggers, roles: permitted, reuse, steps };
}

function parseRoles(problems: Problems, value: Json): readonly Role[] {
  const named = problems.texts('document.roles', value);
  return named.map((role, index) => problems.oneOf(`document.roles.${String(index)}`, role, roles));
}

function parseSteps(problems: Problems, value: Json | undefined, isNew: boolean): StepDefinition[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > maxSteps) {
    problems.add('document.steps', `a list of 1 to ${String(maxSteps)} steps`, value);
    return [];
  }
  return value.map((item: Json, index) => parseStep(problems, item, index, isNew));
}

function parseStep(problems: Problems, value: Json, index: number, isNew: boolean): StepDefinition {
  const raw = problems.object(`document.steps.${String(index)}`, value);
  const path = `document.steps.${typeof raw['id'] === 'string' && namePattern.test(raw['id']) ? raw['id'] : String(index)}`;
  problems.fields(path, raw, stepFields, ['id', 'uses']);
  const id = problems.text(`${path}.id`, raw['id'], namePattern, nameRule);
  const uses = problems.oneOf(`${path}.uses`, raw['uses'], Object.keys(stepKinds));
  if (isNew) checkEffect(problems, path, uses, raw);
  const { foreach, over, only } = readForeach(problems, `${path}.foreach`, raw['foreach']);
  const scope = stepKinds[uses]?.scope;
  const ofSeries = foreach === 'series' || over?.level === 'SERIES';
  const ofExams = foreach === 'exams' || over?.level === 'EXAM';
  if (scope === 'series' && !ofSeries)
    problems.add(`${path}.foreach`, `'series', because ${uses} works on one series`, raw['foreach']);
  if (scope === 'exam' && foreach !== null && !(ofExams && stepKinds[uses]?.overExams === true))
    problems.add(`${path}.foreach`, `no foreach, because ${uses} works on the whole exam`, foreach);
  const place = { ofSeries, afterSteps: true };
  const written = raw['if'] === undefined ? null : readStepCondition(problems, `${path}.if`, raw['if'], place);
  if (written && over) checkOwn(problems, `${path}.if`, written);
  return {
    id,
    title:
      raw['title'] === undefined
        ? null
        : problems.text(`${path}.title`, raw['title'], /^.{1,200}$/su, 'up to 200 characters'),
    uses,
    needs: raw['needs'] === undefined || isEmptyList(raw['needs']) ? [] : problems.texts(`${path}.needs`, raw['needs']),
    foreach,
    over,
    if: both(only, written),
    with: parseWith(problems, `${path}.with`, uses, raw['with']),
    ...readStepOptions(problems, path, raw),
    onError:
      raw['onError'] === undefined
        ? foreach === null
          ? 'fail'
          : 'continue'
        : problems.oneOf(`${path}.onError`, raw['onError'], ['continue', 'fail'] as const),
  };
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What holds when both do; null: whatever there is. */
function both(a: StepCondition | null, b: StepCondition | null): StepCondition | null {
  return a && b ? { all: [a, b] } : (a ?? b);
}

function parseWith(problems: Problems, path: string, uses: string, value: Json | undefined): JsonObject {
  const raw = value === undefined ? {} : problems.object(path, value);
  const fields = stepKinds[uses]?.with;
  if (!fields) return raw;
  const required = Object.keys(fields).filter((name) => fields[name]?.required);
  problems.fields(path, raw, Object.keys(fields), required);
  const filled: Record<string, Json> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = raw[name];
    if (given !== undefined) problems.matches(`${path}.${name}`, given, field.schema);
    const chosen = given ?? field.default;
    if (chosen !== undefined) filled[name] = chosen;
  }
  return filled;
}

/** What is said of attempts that the step does not have, or that nobody stops, would be ignored. */
function checkEffect(problems: Problems, path: string, uses: string, raw: JsonObject): void {
  for (const option of attemptOptions) {
    const why = stepKinds[uses]?.withoutEffect?.[option];
    if (why !== undefined && raw[option] !== undefined)
      problems.add(`${path}.${option}`, `nothing: ${why}`, raw[option]);
  }
}

function checkGraph(problems: Problems, steps: readonly StepDefinition[]): void {
  const ids = new Set<string>();
  for (const { id } of steps) {
    if (ids.has(id)) problems.add(`document.steps.${id}.id`, 'an id that no other step has', id);
    ids.add(id);
  }
  for (const step of steps) {
    for (const need of step.needs) {
      if (!ids.has(need))
        problems.add(`document.steps.${step.id}.needs`, `ids of steps (${[...ids].join(', ')})`, need);
    }
    if (new Set(step.needs).size < step.needs.length)
      problems.add(`document.steps.${step.id}.needs`, 'each step once', step.needs.join(', '));
  }
  checkItems(problems, steps);
  const cycle = findCycle(steps);
  if (cycle) problems.add(`document.steps.${cycle[0] ?? ''}.needs`, 'no cycle', cycle.join(' needs '));
  else for (const step of steps) checkWhatComesBefore(problems, steps, step);
}

/** A series is no exam: what is done for each of the one can't wait for what is done for each of the other. */
function checkItems(problems: Problems, steps: readonly StepDefinition[]): void {
  const itemsOf = ({ foreach, over }: StepDefinition): string | null =>
    foreach === 'assets' ? canonicalJson(over as unknown as JsonObject) : foreach;
  const byId = new Map(steps.map((step) => [step.id, itemsOf(step)]));
  for (const step of steps) {
    const own = itemsOf(step);
    const other = step.needs.find((need) => own !== null && (byId.get(need) ?? own) !== own);
    if (other !== undefined)
      problems.add(
        `document.steps.${step.id}.needs`,
        `steps for each of the same ${step.foreach ?? ''}, or for none`,
        other,
      );
  }
}

/** What a condition asks of steps, and what a step takes from them, must come from steps that are done before. */
function checkWhatComesBefore(problems: Problems, steps: readonly StepDefinition[], step: StepDefinition): void {
  const before = ancestorsOf(steps, step.id);
  const path = `document.steps.${step.id}`;
  const ofOthers = step.uses === 'biomarkers' && steps.find(({ id, over }) => over !== null && before.has(id));
  if (ofOthers)
    problems.add(`${path}.needs`, "no step over assets of the project: its values are not this exam's", ofOthers.id);
  for (const { value } of step.if ? partsOf(step.if) : []) {
    if (value && !before.has(value.step))
      problems.add(`${path}.if`, `a step that it needs (${[...before].join(', ') || 'none'})`, value.step);
  }
  const given = steps.filter(({ id }) => before.has(id)).map(({ uses }) => stepKinds[uses]?.gives);
  for (const [index, { kind }] of (step.inputs ?? []).entries()) {
    if (given.some((kinds) => kinds === undefined || kinds.includes(kind))) continue;
    const kinds = [...new Set(given.flatMap((each) => each ?? []))].join(', ') || 'nothing';
    problems.add(`${path}.inputs.${String(index)}.kind`, `what a step that it needs gives (${kinds})`, kind);
  }
}

/** The definition of a document that was validated before it was stored. @throws INTERNAL_SERVER_ERROR if it no longer is valid */
export function storedDefinition(document: JsonObject): WorkflowDefinition {
  try {
    return parseDefinition(document, { isStored: true });
  } catch (cause) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'a stored workflow definition is not valid any more', {}, { cause });
  }
}
