import { badInput, HubError, type ErrorCode } from '../errors.ts';
import type { Tag } from './asset.ts';
import { describedValue } from './describe-value.ts';
import type { TagDefinition, TagDefinitionBody, TagType } from './tag-definition.ts';

const maxTextLength = 1000;

/** Any value that some tag may have. @throws BAD_USER_INPUT */
export function checkedScalar(field: string, value: unknown): Tag['value'] {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  const isText = typeof value === 'string' && value.length > 0 && value.length <= maxTextLength;
  if (isText && value.isWellFormed() && !value.includes('\0')) return value;
  const expected = `a number, a boolean, or a text of 1 to ${String(maxTextLength)} characters`;
  throw badInput(field, expected, describedValue(value));
}

type Checked = Pick<TagDefinition, 'level' | 'name' | 'retired'> & TagDefinitionBody;

/**
 * The value as it is kept under the definition: itself, but for an instant, which is kept in UTC with milliseconds.
 * @param at the path to the input's fields: `input`
 * @throws BAD_USER_INPUT, TAG_TYPE_MISMATCH, TAG_VALUE_NOT_PERMITTED
 */
export function checkedTagValue(definition: Checked, given: unknown, at: string): Tag['value'] {
  const field = `${at}.value`;
  const value = checkedScalar(field, given);
  const converted = converters[definition.type](value);
  if (converted === null)
    throw mismatch('TAG_TYPE_MISMATCH', field, typeTexts[definition.type], value, definition.name);
  const permitted = notPermitted(definition, converted);
  if (permitted !== null) throw mismatch('TAG_VALUE_NOT_PERMITTED', field, permitted, value, definition.name);
  return converted;
}

/** @throws TAG_UNIT_MISMATCH when a unit is given that is not the definition's; null and absent mean the definition's */
export function checkUnit(definition: Checked, unit: string | null | undefined, at: string): void {
  if (unit === null || unit === undefined || unit === definition.unit) return;
  const expected = definition.unit === null ? 'no unit' : `the unit ${definition.unit}`;
  throw new HubError('TAG_UNIT_MISMATCH', `${at}.unit: the tag ${definition.name} needs ${expected}`, {
    field: `${at}.unit`,
    expected,
    received: describedValue(unit),
  });
}

/** UNKNOWN_TAG: no tag of that name may be set at that level. */
export function unknownTag(field: string, level: string, name: string): HubError {
  const expected = `a tag that the project defines for ${level}`;
  return new HubError('UNKNOWN_TAG', `${field}: the project defines no tag ${name} for ${level}`, {
    field,
    expected,
    received: name,
  });
}

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

const text = (value: Tag['value']) => (typeof value === 'string' ? value : null);

/** The value as its type keeps it; null when it is of another one. */
const converters: Readonly<Record<TagType, (value: Tag['value']) => Tag['value'] | null>> = {
  BOOLEAN: (value) => (typeof value === 'boolean' ? value : null),
  // -0 would come back as 0 from some stores.
  NUMBER: (value) => (typeof value === 'number' ? value + 0 : null),
  TEXT: text,
  CHOICE: text,
  CODE: text,
  DATE: (value) => {
    if (typeof value !== 'string') return null;
    const day = date.exec(value) ?? date.exec(instant.test(value) ? value.slice(0, 10) : '');
    if (!day || !isDay(Number(day[1]), Number(day[2]), Number(day[3]))) return null;
    if (day[0] === value) return value;
    const at = new Date(value);
    // Years of four digits alone keep the order of texts the order of time.
    return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || at.getUTCFullYear() < 0
      ? null
      : at.toISOString();
  },
};

function isDay(year: number, month: number, day: number): boolean {
  // Years below 100 would be of the twentieth century in the constructor.
  const found = new Date(0);
  found.setUTCFullYear(year, month - 1, day);
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
}

const typeTexts: Readonly<Record<TagType, string>> = {
  BOOLEAN: 'true or false',
  NUMBER: 'a number',
  TEXT: 'a text',
  CHOICE: 'a text, one of the choices',
  CODE: 'a text, a code of the system',
  DATE: 'a date YYYY-MM-DD, or an instant of ISO 8601 with its offset',
};

/** What the definition permits, when the value is not that. */
function notPermitted({ type, choices, codes, min, max }: TagDefinitionBody, value: Tag['value']): string | null {
  if (type === 'CHOICE' && !choices?.some((choice) => choice.value === value)) {
    return `one of ${(choices ?? []).map((choice) => choice.value).join(', ')}`;
  }
  if (type === 'CODE' && codes && !codes.some(({ code }) => code === value)) {
    return `one of ${codes.map(({ code }) => code).join(', ')}`;
  }
  if (type === 'CODE' && !isCode(String(value))) return 'a code: 1 to 200 characters without spaces around them';
  if (typeof value !== 'number') return null;
  if ((min !== null && value < min) || (max !== null && value > max)) {
    return min === null
      ? `at most ${String(max)}`
      : max === null
        ? `at least ${String(min)}`
        : `${String(min)} to ${String(max)}`;
  }
  return null;
}

/** A code by itself, whatever its system: FHIR R4 §2.24.0.1 `code`, with a limit. */
export function isCode(code: string): boolean {
  return code.length <= 200 && /^[^\s\u0000]+( [^\s\u0000]+)*$/u.test(code);
}

function mismatch(code: ErrorCode, field: string, expected: string, value: unknown, name: string): HubError {
  const received = describedValue(value);
  const shown = expected.length > 500 ? `${expected.slice(0, 500)} ...` : expected;
  return new HubError(code, `${field}: the tag ${name} needs ${shown}, got ${received}`, {
    field,
    expected: shown,
    received,
  });
}
