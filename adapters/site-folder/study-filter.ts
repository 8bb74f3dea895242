import type { SQLInputValue } from 'node:sqlite';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { levelOf } from '../../core/dicomweb/qido-attributes.ts';
import type { QidoQuery, QidoTerm } from '../../core/dicomweb/qido-query.ts';

/** Conditions on the table `study`. */
export interface StudyFilter {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  /** False: some rows that it lets through may not match, so each is to be looked at. */
  readonly exact: boolean;
}

type Condition = StudyFilter;

/** Which studies may match a question, as far as the database can say: never too few. */
export function studyFilter({ scope, terms, fuzzy }: QidoQuery): StudyFilter {
  const conditions: Condition[] = [];
  if (scope.study !== undefined) conditions.push(exactly('uid = ?', scope.study));
  for (const term of terms) if (term.value !== '') conditions.push(conditionOf(term, fuzzy));
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || '1',
    values: conditions.flatMap(({ values }) => values),
    exact: conditions.every(({ exact }) => exact),
  };
}

function conditionOf(term: QidoTerm, fuzzy: boolean): Condition {
  const { path, vr, value } = term;
  const [tag = ''] = path;
  if (path.length > 1) return { sql: '1', values: [], exact: false };
  const isPlain = !/[*?\\,]/.test(value);
  const uids = vr === 'UI' && !/[*?]/.test(value) ? value.split(/[,\\]/) : null;
  const list = `(${(uids ?? []).map(() => '?').join(', ')})`;
  if (tag === '0020000D' && uids) return exactly(`uid IN ${list}`, ...uids);
  if (tag === '0020000E' && uids) return roughly(`id IN (SELECT study FROM series WHERE uid IN ${list})`, ...uids);
  if (tag === '00080018' && uids) {
    const sql = `id IN (SELECT study FROM series WHERE id IN (SELECT series FROM instance WHERE uid IN ${list}))`;
    return roughly(sql, ...uids);
  }
  // Of one value each, so that the column says all.
  if (tag === '00100020' && isPlain) return exactly('patient = ?', value);
  if (tag === '00080050' && isPlain) return exactly('accession = ?', value);
  if (tag === '00080020') return dateCondition(value);
  if (tag === '00080061' && isPlain) return exactly("instr(modalities, ',' || ? || ',') > 0", value);
  if (tag === '00080060' && isPlain) return roughly("instr(modalities, ',' || ? || ',') > 0", value);
  return levelOf(tag) === 'study' ? textCondition(vr, value, fuzzy) : { sql: '1', values: [], exact: false };
}

function exactly(sql: string, ...values: readonly string[]): Condition {
  return { sql, values, exact: true };
}

function roughly(sql: string, ...values: readonly string[]): Condition {
  return { sql, values, exact: false };
}

/** A range's end counts whole. */
function dateCondition(value: string): Condition {
  const [from = '', to = from] = value.split('-');
  return exactly("date <> '' AND date >= ? AND substr(date, 1, 8) <= ?", from, to === '' ? '9' : to);
}

/** The row has somewhere what each match must hold: the longest text between wildcards. */
function textCondition(vr: string, value: string, fuzzy: boolean): Condition {
  if (vr === 'PN') {
    const pieces = fuzzy
      ? plain(value).split(/[\^\s,*]+/)
      : [longest(value.toLowerCase().replace(/\^+$/, '').split(/[*?]/))];
    const words = pieces.filter((word) => word !== '');
    return roughly(words.map(() => 'instr(names, ?) > 0').join(' AND ') || '1', ...words);
  }
  if (!['AE', 'CS', 'LO', 'SH', 'ST', 'UC', 'UT'].includes(vr) || value.includes('\\')) return roughly('1');
  return roughly('instr(attributes, ?) > 0', longest(value.split(/[*?"\\\p{Cc}]/u)));
}

function longest(texts: readonly string[]): string {
  return texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** Every name of a study's attributes, as it is matched literally and fuzzily. */
export function namesToFind(json: DicomJson): string {
  const names = Object.values(json)
    .filter(({ vr }) => vr === 'PN')
    .flatMap(({ Value = [] }) => Value)
    .flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as readonly unknown[]) : [],
    )
    .filter((text): text is string => typeof text === 'string');
  return [...names.map((name) => name.toLowerCase()), ...names.map(plain)].join('\n');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
