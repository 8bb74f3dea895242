import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { StepDefinition } from './definition.ts';
import { repeated } from './measured-value.ts';
import { ratioName } from './measure-region.ts';
import type { Problems } from './problems.ts';
import { stepKinds } from './step-kinds.ts';
import { ancestorsOf } from './step-order.ts';

/**
 * What of measured values can be told before a run: biomarkers are of the run's own exam, and each value over a region has what it needs and a
 * name of its own. Documents that were stored before need not keep this: there the step fails.
 */
export function checkMeasured(problems: Problems, steps: readonly StepDefinition[]): void {
  for (const step of steps) {
    const path = `document.steps.${step.id}`;
    const region = step.with['region'];
    if (step.uses === 'biomarkers') checkOfExam(problems, `${path}.needs`, steps, step);
    if (step.uses === 'measure' && isJsonObject(region)) checkRegion(problems, `${path}.with.region`, region);
  }
}

/** What a step between them has gathered may be the exam's own: then `inputs` names that. */
function checkOfExam(problems: Problems, path: string, steps: readonly StepDefinition[], step: StepDefinition): void {
  const before = step.inputs === null ? ancestorsOf(steps, step.id) : new Set(step.needs);
  const ofOthers = steps.find(({ id, foreach }) => foreach === 'exams' && before.has(id));
  if (ofOthers)
    problems.add(path, "no step over the exams of the subject: its values are not this exam's alone", ofOthers.id);
}

function checkRegion(problems: Problems, path: string, region: JsonObject): void {
  checkShape(problems, path, region, stepKinds['measure']?.with['region']?.schema ?? {});
  const given = Array.isArray(region['values']) ? (region['values'] as Json[]) : [];
  const values = given.filter(isJsonObject);
  const names = values.flatMap(({ volume, ratio }) => {
    if (typeof volume !== 'string') return [];
    return ratio === true ? [volume, ratioName(volume)] : [volume];
  });
  const twice = repeated(names);
  if (twice !== undefined) problems.add(`${path}.values`, 'values that each have a name of their own', twice);
  if (region['reference'] === undefined && values.some(({ ratio }) => ratio === true))
    problems.add(`${path}.reference`, 'the mask to which the ratios are', undefined);
}

/** Names what does not fit within objects and lists, which `Problems.matches` takes as they are. */
function checkShape(problems: Problems, path: string, value: Json, schema: JsonObject): void {
  const { type, properties, required, items } = schema;
  if (type === 'object' && isJsonObject(properties) && isJsonObject(value)) {
    problems.fields(path, value, Object.keys(properties), Array.isArray(required) ? (required as string[]) : []);
    for (const [name, field] of Object.entries(properties)) {
      const own = value[name];
      if (own !== undefined && isJsonObject(field)) checkShape(problems, `${path}.${name}`, own, field);
    }
    return;
  }
  problems.matches(path, value, schema);
  if (type !== 'array' || !Array.isArray(value) || !isJsonObject(items)) return;
  for (const [index, item] of (value as Json[]).entries())
    if (isJsonObject(item)) checkShape(problems, `${path}.${String(index)}`, item, items);
}
