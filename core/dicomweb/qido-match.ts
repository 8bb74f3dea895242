import type { DicomJson, DicomJsonElement } from '../dicom/dicom-json.ts';
import { trimEnd } from '../dicom/trim-end.ts';
import type { QidoTerm } from './qido-query.ts';

type JsonValue = NonNullable<DicomJsonElement['Value']>[number];

const wildcardVRs: ReadonlySet<string> = new Set(['AE', 'CS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
const timeVRs: ReadonlySet<string> = new Set(['DA', 'TM', 'DT']);

/** True when the data set has a value that the term matches (PS3.4 C.2.2.2). */
export function matches(dataset: DicomJson, term: QidoTerm, fuzzy: boolean): boolean {
  return term.value === '' || matchesFrom(dataset, term, 0, fuzzy);
}

function matchesFrom(dataset: DicomJson, term: QidoTerm, depth: number, fuzzy: boolean): boolean {
  const tag = term.path[depth];
  const values = tag === undefined ? [] : (dataset[tag]?.Value ?? []);
  if (depth < term.path.length - 1)
    return values.some((item) => isItem(item) && matchesFrom(item, term, depth + 1, fuzzy));
  return values.some((value) => textsIn(value).some((text) => matchesText(text, term, fuzzy)));
}

function isItem(value: JsonValue): value is DicomJson {
  return typeof value === 'object' && value !== null;
}

/** What of a value can be compared: a name by each of its scripts. */
function textsIn(value: JsonValue): readonly string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.values(value).filter((part) => typeof part === 'string');
}

function matchesText(text: string, { vr, value }: QidoTerm, fuzzy: boolean): boolean {
  if (vr === 'UI') return value.split(/[,\\]/).some((uid) => glob(text, uid));
  if (timeVRs.has(vr)) return matchesTime(text, value, vr);
  if (vr === 'PN') return matchesName(text, value, fuzzy);
  if (wildcardVRs.has(vr)) return value.split('\\').some((one) => glob(text, one));
  return value === text || (value.trim() !== '' && Number(value) === Number(text));
}

function matchesTime(text: string, value: string, vr: string): boolean {
  const own = digits(text, vr);
  const dash = vr === 'DT' && /[+-]\d{4}$/.test(value) && !/-.*-/.test(value) ? -1 : value.indexOf('-');
  if (dash < 0) return own.startsWith(digits(value, vr));
  const [from, to] = [digits(value.slice(0, dash), vr), digits(value.slice(dash + 1), vr)];
  // The end of a range counts whole: 12 means up to 125959.
  return (from === '' || own >= from) && (to === '' || own.slice(0, to.length) <= to);
}

/** Old files wrote dates as 1997.04.24 and times as 10:15:00. */
function digits(text: string, vr: string): string {
  return vr === 'DA' ? text.replace(/[^0-9]/g, '') : text.replaceAll(':', '').trim();
}

function matchesName(text: string, value: string, fuzzy: boolean): boolean {
  if (!fuzzy) return glob(trimEnd(text, '^').toLowerCase(), trimEnd(value, '^').toLowerCase());
  const words = plain(text).split(/[\^\s]+/);
  // Each word asked for begins a word of the name, in any order, whatever the case and accents.
  return plain(value.replaceAll('*', ''))
    .split(/[\^\s,]+/)
    .filter((word) => word !== '')
    .every((word) => words.some((own) => own.startsWith(word)));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** `*` stands for any run of characters, `?` for one. Greedy with one step back, so its cost is at most text times pattern. */
function glob(text: string, pattern: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[from] === '*') [star, mark, from] = [from, at, from + 1];
    else if (pattern[from] === '?' || pattern[from] === text[at]) [at, from] = [at + 1, from + 1];
    else if (star >= 0) [mark, at, from] = [mark + 1, mark + 1, star + 1];
    else return false;
  }
  while (pattern[from] === '*') from += 1;
  return from === pattern.length;
}
