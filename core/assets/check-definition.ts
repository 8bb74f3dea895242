import { badInput, HubError } from '../errors.ts';
import { checkedText } from '../identity/names.ts';
import { ucumCode } from './biomarker-properties.ts';
import { isCode } from './check-tag-value.ts';
import type { TagChoice, TagCode, TagDefinition, TagDefinitionBody, TagType } from './tag-definition.ts';

type Labelled<T, Label extends keyof T> = Omit<T, Label> & Readonly<Partial<Record<Label, string | null | undefined>>>;

/** A definition as a client writes it: null and absent mean none. */
export interface TagDefinitionInput {
  readonly type: TagType;
  readonly description?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
  /** Without a label the value stands for itself. */
  readonly choices?: readonly Labelled<TagChoice, 'label'>[] | null | undefined;
  readonly codeSystem?: string | null | undefined;
  readonly codes?: readonly Labelled<TagCode, 'display'>[] | null | undefined;
  readonly required?: boolean | null | undefined;
  readonly many?: boolean | null | undefined;
}

const names = /^[A-Za-z0-9._-]{1,64}$/;
/** RFC 3986 §3.1: a scheme and something after it. */
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000]{1,500}$/;
const mostItems = 1000;

/** @throws BAD_USER_INPUT */
export function checkedName(field: string, name: string): string {
  if (!names.test(name)) throw badInput(field, "1 to 64 letters, digits, '.', '_' or '-'", name);
  return name;
}

const fieldsOf = {
  BOOLEAN: [],
  NUMBER: ['unit', 'min', 'max'],
  TEXT: [],
  DATE: [],
  CHOICE: ['choices'],
  CODE: ['codeSystem', 'codes'],
} as const satisfies Record<TagType, readonly (keyof TagDefinitionInput)[]>;
const typeFields = ['unit', 'min', 'max', 'choices', 'codeSystem', 'codes'] as const;

/** What the definition says, whole and in itself right. @throws BAD_USER_INPUT naming the field */
export function checkedDefinition(input: TagDefinitionInput): TagDefinitionBody {
  const { type, unit = null, min = null, max = null, choices = null, codeSystem = null, codes = null } = input;
  const own: readonly string[] = fieldsOf[type];
  const foreign = typeFields.find((field) => !own.includes(field) && (input[field] ?? null) !== null);
  if (foreign) throw badInput(`input.${foreign}`, `none for the type ${type}`, 'one');
  if (unit !== null && !ucumCode.test(unit))
    throw badInput('input.unit', 'a UCUM code: 1 to 64 characters of ASCII', unit);
  if (min !== null && max !== null && min > max) throw badInput('input.max', `at least min, ${String(min)}`, max);
  if (type === 'CODE' && (codeSystem === null || !absoluteUri.test(codeSystem)))
    throw badInput('input.codeSystem', 'the absolute URI of a coding system', codeSystem);
  if (type === 'CHOICE' && choices === null) throw badInput('input.choices', 'at least one choice', choices);
  return {
    type,
    description: checkedText('input.description', input.description ?? '', 1000) || null,
    unit,
    min,
    max,
    choices: choices && checkedChoices(choices),
    codeSystem,
    codes: codes && checkedCodes(codes),
    required: input.required ?? false,
    many: input.many ?? false,
  };
}

function checkedChoices(choices: readonly Labelled<TagChoice, 'label'>[]): readonly TagChoice[] {
  checkList('input.choices', choices, ({ value }) => value);
  return choices.map(({ value, label }, index) => {
    const at = `input.choices.${String(index)}`;
    if (checkedText(`${at}.value`, value, 200) !== value || value === '')
      throw badInput(`${at}.value`, '1 to 200 characters without spaces around them', value);
    return { value, label: checkedText(`${at}.label`, label ?? '', 200) || value };
  });
}

function checkedCodes(codes: readonly Labelled<TagCode, 'display'>[]): readonly TagCode[] {
  checkList('input.codes', codes, ({ code }) => code);
  return codes.map(({ code, display }, index) => {
    const at = `input.codes.${String(index)}`;
    if (!isCode(code)) throw badInput(`${at}.code`, '1 to 200 characters without spaces around them', code);
    return { code, display: checkedText(`${at}.display`, display ?? '', 500) || code };
  });
}

function checkList<T>(field: string, items: readonly T[], keyOf: (item: T) => string): void {
  const distinct = new Set(items.map(keyOf)).size;
  if (items.length === 0 || items.length > mostItems || distinct < items.length)
    throw badInput(
      field,
      `1 to ${String(mostItems)} different ones`,
      `${String(items.length)}, ${String(distinct)} different`,
    );
}

/**
 * What the hub itself sets must stay possible: a project may describe such a tag otherwise, require it, and add choices.
 * @throws BAD_USER_INPUT
 */
export function checkKeepsBuiltIn(builtIn: TagDefinition, body: TagDefinitionBody): void {
  for (const field of ['type', 'unit', 'min', 'max', 'codeSystem', 'many'] as const) {
    if (body[field] !== builtIn[field])
      throw badInput(
        `input.${field}`,
        `${String(builtIn[field])}, as the hub itself sets this tag`,
        String(body[field]),
      );
  }
  const missing = builtIn.choices?.find(({ value }) => !body.choices?.some((choice) => choice.value === value));
  if (missing) throw badInput('input.choices', `all that the hub itself sets, also ${missing.value}`, 'without it');
}

/** @throws LIMIT_EXCEEDED where a project has as many as it may */
export function checkCount(field: string, count: number, most: number): void {
  if (count < most) return;
  const expected = `at most ${String(most)} of them in a project`;
  throw new HubError('LIMIT_EXCEEDED', `${field}: ${expected}`, { field, expected, received: String(count + 1) });
}
