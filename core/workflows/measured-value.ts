import { ucumCode } from '../assets/biomarker-properties.ts';
import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** One measured value. */
export interface MeasuredValue {
  readonly name: string;
  readonly value: number;
  /** A UCUM code; '1' where there is none. */
  readonly unit: string;
  /** How sure the value is, 0 to 1, as its method understands it; null where it doesn't say. */
  readonly confidence: number | null;
  /** How this value was measured, in words; null: what its measurement says of all of them. */
  readonly method: string | null;
}

const maxMethodLength = 500;

/** The first of the names that stands there again; undefined: none does. */
export function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

const wrong = (what: string) => new HubError('STEP_FAILED', `a measured value needs ${what}`);

/** The values that a measurement's properties hold, each under a name of its own. @throws STEP_FAILED when they are not as they must be */
export function valuesOf(properties: JsonObject): readonly MeasuredValue[] {
  const values = properties['values'];
  if (!Array.isArray(values)) throw new HubError('STEP_FAILED', 'a measurement without a list of values');
  const read = values.map(valueOf);
  const twice = repeated(read.map(({ name }) => name));
  if (twice !== undefined) throw wrong(`a name that no other one has: ${twice} stands there twice`);
  return read;
}

function valueOf(entry: Json): MeasuredValue {
  const {
    name,
    value,
    unit,
    confidence = null,
    method = null,
  } = (typeof entry === 'object' && entry !== null ? entry : {}) as JsonObject;
  if (typeof name !== 'string' || name === '' || typeof value !== 'number' || !Number.isFinite(value))
    throw wrong('a name, a finite number as value, and a unit');
  if (typeof unit !== 'string' || !ucumCode.test(unit)) throw wrong(`a unit as a UCUM code: ${name} has none`);
  if (confidence !== null && !(typeof confidence === 'number' && confidence >= 0 && confidence <= 1))
    throw wrong(`0 to 1 as confidence, where it has one: ${name} has something else`);
  if (method !== null && !(typeof method === 'string' && method.length <= maxMethodLength))
    throw wrong(`up to ${String(maxMethodLength)} characters as method, where it has one: ${name} has something else`);
  return { name, value, unit, confidence, method };
}
