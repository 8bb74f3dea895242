import { isoDate, isoTime } from '../dicom/dates.ts';
import { badInput } from '../errors.ts';

interface ValueForm {
  readonly expected: string;
  readonly fits: (value: string) => boolean;
}

const range = (isOne: (value: string) => boolean, expected: string): ValueForm => ({
  expected,
  fits: (value) => {
    const ends = value.split('-');
    return ends.length <= 2 && ends.some((end) => end !== '') && ends.every((end) => end === '' || isOne(end));
  },
});

/** What values of these representations look like in a search (PS3.4 C.2.2.2, PS3.5 §6.2); of others anything may be one. */
const forms: Readonly<Record<string, ValueForm>> = {
  DA: range(isDate, 'a date as YYYYMMDD, or a range of two as YYYYMMDD-YYYYMMDD, YYYYMMDD- or -YYYYMMDD'),
  TM: range(
    isTime,
    'a time as HH, HHMM, HHMMSS or HHMMSS.FFFFFF, or a range of two with - between, behind or before them',
  ),
  IS: { expected: 'an integer', fits: (value) => /^[+-]?\d{1,11}(\.0*)?$/.test(value) },
  UI: {
    expected: 'a UID, or a list of UIDs',
    fits: (value) => value.split(/[,\\]/).every((uid) => /^[0-9.*?]{1,64}$/.test(uid)),
  },
};
/** Representations that know no wildcards: alone, `*` asks for any value, as nothing does. */
const withoutWildcards: ReadonlySet<string> = new Set(['DA', 'TM', 'IS']);

/**
 * The value to search for; empty matches everything. What can be none of its kind is the client's error, not a search without matches.
 * @param name of the parameter, as the client wrote it
 * @throws BAD_USER_INPUT
 */
export function searchedValue(name: string, vr: string, value: string): string {
  if (value === '' || (value === '*' && withoutWildcards.has(vr))) return '';
  const form = forms[vr];
  if (form && !form.fits(value)) throw badInput(name, form.expected, value);
  return value;
}

function isDate(value: string): boolean {
  return /^\d{8}$/.test(value) && isoDate(value) !== null;
}

/** With colons, too, as old files have them. */
function isTime(value: string): boolean {
  return !/\s/.test(value) && isoTime(value) !== null;
}
