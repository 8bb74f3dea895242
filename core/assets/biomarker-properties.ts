import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** UCUM §2: printable ASCII without spaces; that the units exist is not checked. */
export const ucumCode = /^[!-~]{1,64}$/;

/** Passes what the type Biomarker always has. @throws BAD_USER_INPUT naming the property within the input */
export function requireMeasuredValue({ name, value, unit, confidence = null, method = null }: JsonObject): void {
  const field = 'input.properties';
  if (typeof name !== 'string' || name === '') throw badInput(`${field}.name`, 'the name of the value', name);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw badInput(`${field}.value`, 'a finite number', value);
  if (typeof unit !== 'string' || !ucumCode.test(unit))
    throw badInput(`${field}.unit`, 'a UCUM code: 1 to 64 characters of ASCII', unit);
  if (confidence !== null && !(typeof confidence === 'number' && confidence >= 0 && confidence <= 1))
    throw badInput(`${field}.confidence`, '0 to 1', confidence);
  if (method !== null && typeof method !== 'string') throw badInput(`${field}.method`, 'a text', method);
}
