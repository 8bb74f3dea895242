import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** One thing that is wrong with a document. */
export interface Problem {
  /** `document.steps.measure.with.threshold` */
  readonly field: string;
  readonly expected: string;
  readonly received: string;
  /** From 1; absent where the document has no lines. */
  readonly line?: number;
  /** From 1; absent where only the line is known. */
  readonly column?: number;
}

/** Where a field stands: line and column, from 1; a line alone; null: nowhere. */
export type FieldPlace = (field: string) => { readonly line: number; readonly column: number } | number | null;

/** True for a refusal of a document, as `Problems.throwIfAny` and `badInput` make it. */
export function isRefusal(error: unknown): error is HubError {
  return error instanceof HubError && error.code === 'BAD_USER_INPUT';
}

/** What a refusal names. */
export function problemsIn({ details }: HubError): readonly Problem[] {
  const { problems, field = 'source', expected = 'a workflow', received } = details;
  if (Array.isArray(problems)) return problems as readonly Problem[];
  return [{ field, expected, received: typeof received === 'string' ? received : 'something else' }];
}

/** Told at most: nobody reads more, and where each stands takes time to find. */
const mostProblems = 100;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Collects what is wrong with a document, so that its author sees all of it at once. Each check answers a usable value. */
export class Problems {
  readonly #found: Problem[] = [];
  #more = 0;
  readonly #placeOf: FieldPlace;

  /** @param placeOf where a field stands in the text that its author wrote. Without it problems name no lines */
  constructor(placeOf: FieldPlace = () => null) {
    this.#placeOf = placeOf;
  }

  add(field: string, expected: string, received: unknown): void {
    if (this.#found.length === mostProblems) {
      this.#more += 1;
      return;
    }
    const found = this.#placeOf(field);
    const place = typeof found === 'number' ? { line: found } : found;
    this.#found.push({ field, expected, received: shown(received), ...place });
  }

  /** @throws BAD_USER_INPUT naming each problem; `details.problems` has them as data */
  throwIfAny(): void {
    const [first] = this.#found;
    if (!first) return;
    if (this.#more > 0) {
      const received = `${String(this.#more + 1)} problems more`;
      this.#found.splice(-1, 1, { field: 'document', expected: 'nothing else that is wrong', received });
    }
    const lines = this.#found.map(({ field, expected, received, line, column }) => {
      const at = column === undefined ? '' : `:${String(column)}`;
      const where = line === undefined ? field : `line ${String(line)}${at}, ${field}`;
      return `${where}: expected ${expected}, got ${received}`;
    });
    throw new HubError('BAD_USER_INPUT', lines.join('; '), { ...first, problems: this.#found });
  }

  object(field: string, value: Json | undefined): JsonObject {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    this.add(field, 'an object', value);
    return {};
  }

  /** Names unknown fields, and required ones that are missing. */
  fields(path: string, value: JsonObject, known: readonly string[], required: readonly string[]): void {
    for (const name of Object.keys(value)) {
      if (!known.includes(name))
        this.add(`${path}.${name}`, known.length > 0 ? `one of the fields ${known.join(', ')}` : 'no fields', name);
    }
    for (const name of required) {
      if (value[name] === undefined) this.add(`${path}.${name}`, 'a value', undefined);
    }
  }

  text(field: string, value: Json | undefined, pattern: RegExp, rule: string): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    if (value !== undefined) this.add(field, rule, value);
    return '';
  }

  oneOf<T extends string>(field: string, value: Json | undefined, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    if (value !== undefined) this.add(field, `one of ${choices.join(', ')}`, value);
    return '' as T;
  }

  texts(field: string, value: Json | undefined): readonly string[] {
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item !== ''))
      return value as string[];
    this.add(field, 'a list of texts, at least one', value);
    return [];
  }

  /** Checks a value of a step's `with` against its JSON Schema, as far as step kinds use that. */
  matches(field: string, value: Json, schema: JsonObject): void {
    const expected = mismatch(value, schema);
    if (expected !== null) this.add(field, expected, value);
  }
}

/** What the schema expects where the value does not fit; null when it fits. */
function mismatch(value: Json, schema: JsonObject): string | null {
  const limit = (name: string): number | null => (typeof schema[name] === 'number' ? schema[name] : null);
  const choices = schema['enum'];
  if (Array.isArray(choices)) return choices.includes(value) ? null : `one of ${choices.join(', ')}`;
  const { type } = schema;
  // Of several, all plain.
  if (Array.isArray(type)) return type.includes(typeof value) ? null : `a ${type.join(', a ')}`;
  switch (type) {
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'a number';
      const above = limit('exclusiveMinimum');
      if (above !== null && value <= above) return `a number above ${String(above)}`;
      const maximum = limit('maximum');
      return maximum !== null && value > maximum ? `a number up to ${String(maximum)}` : null;
    }
    case 'string': {
      const longest = limit('maxLength') ?? Infinity;
      if (typeof value !== 'string' || value.length === 0 || value.length > longest)
        return `a text of 1 to ${String(longest)} characters`;
      const { pattern, description } = schema;
      if (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value)) return null;
      return typeof description === 'string' ? description : `a text like ${pattern}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'an object';
    case 'array': {
      if (!Array.isArray(value) || value.length < (limit('minItems') ?? 0)) return 'a list with something in it';
      const most = limit('maxItems');
      if (most !== null && value.length > most) return `a list of at most ${String(most)}`;
      if (schema['uniqueItems'] === true && new Set(value as Json[]).size < value.length)
        return 'a list in which nothing stands twice';
      const wrong = (value as Json[])
        .map((item) => mismatch(item, schema['items'] as JsonObject))
        .find((found) => found !== null);
      return wrong === undefined ? null : `a list whose entries are each ${wrong}`;
    }
    default:
      throw new Error(`step kinds use a JSON Schema that the validator does not know: ${JSON.stringify(schema)}`);
  }
}
