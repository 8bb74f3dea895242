import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { notPlainIn } from '../plain-json.ts';
import type { StepOutcome } from '../ports/step-executor.ts';
import { valuesOf } from '../workflows/measured-value.ts';

const word = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const wordRule = "1 to 64 letters, digits, '.', '_' or '-'";
const fileName = /^[^/\\\0]{1,200}$/;
const mediaTypePattern = /^[\w.+-]+\/[\w.+-]+$/;
const maxOutputs = 1000;
const maxTags = 100;
const maxText = 1000;
/** What belongs to the engine: a program may not pass its own work off as a person's decision or a written biomarker. */
const reservedKinds = ['review', 'biomarker'];

/** One output as a result tells of it; its bytes are in the file that it names. */
export interface ResultOutput {
  readonly kind: string;
  readonly role: string;
  readonly label: string;
  /** Null: not told. */
  readonly mediaType: string | null;
  /** Name of a file in the output folder; null: the properties say all. */
  readonly file: string | null;
  readonly properties: JsonObject;
}

type ResultTag = NonNullable<StepOutcome['tags']>[number];

export function wrongResult(what: string): HubError {
  return new HubError('STEP_FAILED', `the program's result is not as it must be: ${what}`);
}

/**
 * What a program's result says.
 * @param method goes into the properties of measurements, as what measured
 * @throws STEP_FAILED naming the first field that is wrong
 */
export function checkResult(
  result: unknown,
  method: string,
): { readonly outputs: readonly ResultOutput[]; readonly tags: readonly ResultTag[] | null } {
  const wrong = notPlainIn(result);
  if (wrong)
    throw wrongResult(`${wrong.path.join('.') || 'the result'}: expected ${wrong.expected}, got ${wrong.received}`);
  const { outputs, tags } = fieldsOf('the result', result, ['outputs', 'tags']);
  return {
    outputs: listOf('outputs', outputs, maxOutputs).map((one, index) =>
      outputOf(`outputs.${String(index)}`, one, method),
    ),
    tags:
      tags === undefined
        ? null
        : listOf('tags', tags, maxTags).map((one, index) => tagOf(`tags.${String(index)}`, one)),
  };
}

function outputOf(path: string, value: unknown, method: string): ResultOutput {
  const given = fieldsOf(path, value, ['kind', 'role', 'label', 'mediaType', 'file', 'properties']);
  const kind = matching(`${path}.kind`, given['kind'], word, wordRule);
  if (reservedKinds.includes(kind)) throw wrongResult(`the kind ${kind} is made by the hub alone`);
  const optional = (name: string, pattern: RegExp, rule: string): string | null =>
    given[name] === undefined ? null : matching(`${path}.${name}`, given[name], pattern, rule);
  const file = optional('file', fileName, 'the name of a file in the output folder');
  if (file === '.' || file === '..')
    throw wrongResult(`${path}.file: expected the name of a file in the output folder`);
  const told = given['properties'] === undefined ? {} : fieldsOf(`${path}.properties`, given['properties'], null);
  const properties = { ...(told as JsonObject), ...(kind === 'measurement' ? { method } : {}) };
  if (kind === 'measurement') valuesOf(properties);
  return {
    kind,
    role: optional('role', word, wordRule) ?? kind,
    label: optional('label', /^.{1,200}$/su, '1 to 200 characters') ?? file ?? kind,
    mediaType: optional('mediaType', mediaTypePattern, 'a media type'),
    file,
    properties,
  };
}

function tagOf(path: string, value: unknown): ResultTag {
  const { name, value: told, reason } = fieldsOf(path, value, ['name', 'value', 'reason']);
  const isValue =
    typeof told === 'number' || typeof told === 'boolean' || (typeof told === 'string' && told.length <= maxText);
  if (!isValue)
    throw wrongResult(`${path}.value: expected a text of up to ${String(maxText)} characters, a number or a boolean`);
  if (typeof reason !== 'string' || reason.length > maxText)
    throw wrongResult(`${path}.reason: expected a text of up to ${String(maxText)} characters`);
  return { name: matching(`${path}.name`, name, word, wordRule), value: told, reason };
}

/** @param known null: any */
function fieldsOf(path: string, value: unknown, known: readonly string[] | null): Record<string, Json | undefined> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongResult(`${path}: expected an object`);
  const unknown = Object.keys(value).find((name) => known !== null && !known.includes(name));
  if (unknown !== undefined)
    throw wrongResult(`${path}: expected only ${(known ?? []).join(', ')}, got ${JSON.stringify(unknown)}`);
  return value as Record<string, Json | undefined>;
}

function listOf(path: string, value: unknown, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  throw wrongResult(`${path}: expected a list of up to ${String(most)}`);
}

function matching(path: string, value: unknown, pattern: RegExp, rule: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw wrongResult(`${path}: expected ${rule}`);
}
