import { isoDate } from '../dicom/dates.ts';
import { badInput } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { FormField, TaskSpec } from './task-spec.ts';

const maxText = 4000;

/**
 * What a person filled in, with only the fields of the form that have a value. `isApproval`: what is required must be there.
 * @throws BAD_USER_INPUT naming the field: `input.values.diameter`
 */
export function checkedAnswers({ form }: TaskSpec, values: JsonObject, isApproval: boolean): JsonObject {
  const known = new Set(form.map(({ name }) => name));
  for (const name of Object.keys(values)) {
    if (!known.has(name)) throw badInput('input.values', `fields of the form (${[...known].join(', ')})`, name);
  }
  const answers: Record<string, Json> = {};
  for (const field of form) {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    const at = `input.values.${field.name}`;
    if (value === undefined || value === null) {
      if (field.required && isApproval) throw badInput(at, rule(field), null);
      continue;
    }
    if (!fits(field, value)) throw badInput(at, rule(field), typeof value === 'object' ? JSON.stringify(value) : value);
    answers[field.name] = value;
  }
  return answers;
}

function fits({ type, required, min, max, options }: FormField, value: Json): boolean {
  switch (type) {
    case 'text':
      return isText(value) && (!required || value.trim() !== '');
    case 'number':
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (type === 'number' || Number.isSafeInteger(value)) &&
        (min === null || value >= min) &&
        (max === null || value <= max)
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && options.includes(value);
    case 'date':
      return isDate(value);
  }
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value.length <= maxText && !value.includes('\u0000') && value.isWellFormed();
}

/** ISO 8601, a day that there is. */
function isDate(value: Json): boolean {
  return typeof value === 'string' && isoDate(value) === value;
}

function rule({ type, unit, min, max, options }: FormField): string {
  const range =
    (min === null ? '' : ` from ${String(min)}`) +
    (max === null ? '' : `${min === null ? ' up' : ''} to ${String(max)}`);
  const inUnit = unit === null ? '' : ` (${unit})`;
  switch (type) {
    case 'text':
      return `a text of up to ${String(maxText)} characters`;
    case 'number':
      return `a number${range}${inUnit}`;
    case 'integer':
      return `a whole number${range}${inUnit}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${options.join(', ')}`;
    case 'date':
      return 'a day (YYYY-MM-DD)';
  }
}
