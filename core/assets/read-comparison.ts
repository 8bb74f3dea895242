import { badInput, HubError } from '../errors.ts';
import { maxComparableLength, type Comparison, type Scalar } from './asset-filter.ts';
import type { ComparisonInput, Moment } from './asset-filter-input.ts';

const maxValues = 1000;

/** A text that a store can hold. @throws BAD_USER_INPUT */
export function checkedText(field: string, text: string): string {
  if (!text.isWellFormed() || text.includes('\0') || [...text].length > maxComparableLength)
    throw badInput(field, `a text of at most ${String(maxComparableLength)} characters, none of them U+0000`, text);
  return text;
}

/** At most 1000 of something. @throws LIMIT_EXCEEDED */
export function checkedList<T>(field: string, list: readonly T[]): readonly T[] {
  if (list.length <= maxValues) return list;
  throw new HubError('LIMIT_EXCEEDED', `${field}: expected at most ${String(maxValues)}, got ${String(list.length)}`, {
    field,
    expected: `at most ${String(maxValues)}`,
    received: String(list.length),
  });
}

/** The moment, null for none given. @throws BAD_USER_INPUT */
export function readMoment(field: string, moment: Moment | null | undefined): Date | null {
  if (moment === null || moment === undefined) return null;
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  // Years beyond these no database follows.
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) throw badInput(field, 'a moment of the years 1 to 9999', moment);
  return date;
}

function scalar(field: string, value: Scalar): Scalar {
  return typeof value === 'string' ? checkedText(field, value) : value;
}

/** The comparisons that are given (but for `exists: false`, which is none). @throws BAD_USER_INPUT, LIMIT_EXCEEDED */
export function readComparisons(field: string, input: ComparisonInput): readonly Comparison[] {
  const found: Comparison[] = [];
  const { eq, ne, in: values, exists, startsWith } = input;
  if (eq !== null && eq !== undefined) found.push({ op: 'EQ', value: scalar(`${field}.eq`, eq) });
  if (ne !== null && ne !== undefined) found.push({ op: 'NE', value: scalar(`${field}.ne`, ne) });
  if (values)
    found.push({
      op: 'IN',
      values: checkedList(`${field}.in`, values).map((value, index) => scalar(`${field}.in[${String(index)}]`, value)),
    });
  for (const key of ['lt', 'lte', 'gt', 'gte'] as const) {
    const limit = input[key];
    if (limit === null || limit === undefined) continue;
    if (typeof limit === 'boolean') throw badInput(`${field}.${key}`, 'a number or a text', limit);
    const value = typeof limit === 'string' ? checkedText(`${field}.${key}`, limit) : limit;
    found.push({ op: key.toUpperCase() as 'LT' | 'LTE' | 'GT' | 'GTE', value });
  }
  if (typeof startsWith === 'string')
    found.push({ op: 'STARTS_WITH', value: checkedText(`${field}.startsWith`, startsWith) });
  if (exists === true) found.push({ op: 'EXISTS' });
  return found;
}
