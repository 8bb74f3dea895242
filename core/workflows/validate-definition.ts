import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { checkTasks } from './check-tasks.ts';
import { triggerEvents, type StepCondition, type StepDefinition, type WorkflowDefinition } from './definition.ts';
import { protocolStates, type ProtocolState } from '../protocols/protocol.ts';
import { reusePolicies } from './run.ts';
import { findCycle } from './step-order.ts';
import { stepKinds } from './step-kinds.ts';
import { Problems } from './problems.ts';

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const nameRule = "1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit";
const maxSteps = 100;
const conditionFields = ['seriesType', 'notSeriesType', 'modality', 'notModality'] as const;

/**
 * The definition that a document says, defaults filled in.
 * @throws BAD_USER_INPUT that names step and field of every problem: `document.steps.measure.with.threshold`
 */
export function parseDefinition(document: JsonObject): WorkflowDefinition {
  const problems = new Problems();
  problems.fields('document', document, ['$schema', 'name', 'title', 'trigger', 'reuse', 'steps'], ['name', 'steps']);
  const name = problems.text('document.name', document['name'], namePattern, nameRule);
  const title =
    document['title'] === undefined
      ? name
      : problems.text('document.title', document['title'], /^.{1,200}$/su, 'up to 200 characters');
  const trigger = parseTrigger(problems, document['trigger']);
  const reuse =
    document['reuse'] === undefined ? 'ALWAYS' : problems.oneOf('document.reuse', document['reuse'], reusePolicies);
  const steps = parseSteps(problems, document['steps']);
  checkGraph(problems, steps);
  checkTasks(problems, steps);
  problems.throwIfAny();
  return { name, title, trigger, reuse, steps };
}

function parseTrigger(problems: Problems, value: Json | undefined): WorkflowDefinition['trigger'] {
  if (value === undefined || value === null) return null;
  const trigger = problems.object('document.trigger', value);
  problems.fields('document.trigger', trigger, ['on', 'modality', 'protocol'], ['on']);
  const on = problems.oneOf('document.trigger.on', trigger['on'], triggerEvents);
  const modality =
    trigger['modality'] === undefined ? null : problems.texts('document.trigger.modality', trigger['modality']);
  const protocol = trigger['protocol'] === undefined ? null : parseStates(problems, trigger['protocol']);
  if (protocol !== null && on === 'EXAM_REGISTERED')
    problems.add('document.trigger.protocol', "nothing, but with 'on': 'EXAM_COMPLETED'", trigger['protocol']);
  return { on, modality, protocol };
}

function parseStates(problems: Problems, value: Json): readonly ProtocolState[] {
  const states = problems.texts('document.trigger.protocol', value);
  return states.map((state, index) =>
    problems.oneOf(`document.trigger.protocol.${String(index)}`, state, protocolStates),
  );
}

function parseSteps(problems: Problems, value: Json | undefined): StepDefinition[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > maxSteps) {
    problems.add('document.steps', `a list of 1 to ${String(maxSteps)} steps`, value);
    return [];
  }
  return value.map((item: Json, index) => parseStep(problems, item, index));
}

function parseStep(problems: Problems, value: Json, index: number): StepDefinition {
  const raw = problems.object(`document.steps.${String(index)}`, value);
  const path = `document.steps.${typeof raw['id'] === 'string' && namePattern.test(raw['id']) ? raw['id'] : String(index)}`;
  problems.fields(path, raw, ['id', 'title', 'uses', 'needs', 'foreach', 'if', 'with', 'onError'], ['id', 'uses']);
  const id = problems.text(`${path}.id`, raw['id'], namePattern, nameRule);
  const uses = problems.oneOf(`${path}.uses`, raw['uses'], Object.keys(stepKinds));
  const foreach =
    raw['foreach'] === undefined ? null : problems.oneOf(`${path}.foreach`, raw['foreach'], ['series'] as const);
  const scope = stepKinds[uses]?.scope;
  if (scope === 'series' && foreach === null)
    problems.add(`${path}.foreach`, `'series', because ${uses} works on one series`, raw['foreach']);
  if (scope === 'exam' && foreach !== null)
    problems.add(`${path}.foreach`, `no foreach, because ${uses} works on the whole exam`, foreach);
  const condition = raw['if'] === undefined ? null : parseCondition(problems, `${path}.if`, raw['if']);
  if (condition && foreach === null)
    problems.add(`${path}.if`, "no condition on a step without foreach: 'series'", 'a condition');
  return {
    id,
    title:
      raw['title'] === undefined
        ? null
        : problems.text(`${path}.title`, raw['title'], /^.{1,200}$/su, 'up to 200 characters'),
    uses,
    needs: raw['needs'] === undefined || isEmptyList(raw['needs']) ? [] : problems.texts(`${path}.needs`, raw['needs']),
    foreach,
    if: condition,
    with: parseWith(problems, `${path}.with`, uses, raw['with']),
    onError:
      raw['onError'] === undefined
        ? foreach === 'series'
          ? 'continue'
          : 'fail'
        : problems.oneOf(`${path}.onError`, raw['onError'], ['continue', 'fail'] as const),
  };
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

function parseCondition(problems: Problems, path: string, value: Json): StepCondition {
  const raw = problems.object(path, value);
  problems.fields(path, raw, conditionFields, []);
  const given = conditionFields.filter((field) => raw[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, problems.texts(`${path}.${field}`, raw[field])]));
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
  const cycle = findCycle(steps);
  if (cycle) problems.add(`document.steps.${cycle[0] ?? ''}.needs`, 'no cycle', cycle.join(' needs '));
}

/** The definition of a document that was validated before it was stored. @throws INTERNAL_SERVER_ERROR if it no longer is valid */
export function storedDefinition(document: JsonObject): WorkflowDefinition {
  try {
    return parseDefinition(document);
  } catch (cause) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'a stored workflow definition is not valid any more', {}, { cause });
  }
}
