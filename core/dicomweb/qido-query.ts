import type { Tag } from '../dicom/dataset.ts';
import { entryOf, tagOf } from '../dicom/dictionary.ts';
import { badInput } from '../errors.ts';
import { searchedValue } from './qido-values.ts';

/** Which part of an archive: all, a study, a series of it, or one instance. */
export interface ArchiveScope {
  readonly study?: string;
  readonly series?: string;
  readonly instance?: string;
}

export type QidoLevel = 'study' | 'series' | 'instance';

/** One attribute to match: the tag, or the tags of sequences down to it. */
export interface QidoTerm {
  readonly path: readonly Tag[];
  /** Of the last tag. */
  readonly vr: string;
  /** Empty matches everything. */
  readonly value: string;
}

export interface QidoQuery {
  readonly level: QidoLevel;
  readonly scope: ArchiveScope;
  readonly terms: readonly QidoTerm[];
  readonly include: 'all' | readonly Tag[];
  /** Null: as many as there are. */
  readonly limit: number | null;
  readonly offset: number;
  readonly fuzzy: boolean;
}

export interface ParsedQuery {
  readonly query: QidoQuery;
  /** Parameters that were ignored: the answer says so in a Warning. */
  readonly unsupported: readonly string[];
}

const maxTerms = 64;

/** The question that a QIDO-RS query string asks (PS3.18 §8.3.4). @throws BAD_USER_INPUT */
export function parseQuery(level: QidoLevel, scope: ArchiveScope, parameters: URLSearchParams): ParsedQuery {
  const terms: QidoTerm[] = [];
  const include: Tag[] = [];
  const unsupported: string[] = [];
  let [all, fuzzy, limit, offset]: [boolean, boolean, number | null, number] = [false, false, null, 0];
  for (const [name, value] of parameters) {
    const path = pathOf(name);
    if (name === 'limit') limit = count(name, value);
    else if (name === 'offset') offset = count(name, value);
    else if (name === 'fuzzymatching') fuzzy = flag(name, value);
    else if (name === 'includefield') {
      for (const field of value.split(',').filter((text) => text !== '')) {
        const tags = pathOf(field);
        if (field === 'all') all = true;
        else if (tags?.[0] !== undefined) include.push(tags[0]);
        else unsupported.push(`includefield=${field}`);
      }
    } else if (path) {
      const vr = entryOf(path.at(-1) ?? '')?.vr ?? 'UN';
      terms.push({ path, vr, value: searchedValue(name, vr, value) });
    } else unsupported.push(name);
  }
  if (terms.length > maxTerms) throw badInput('query', `at most ${String(maxTerms)} attributes`, terms.length);
  return { query: { level, scope, terms, include: all ? 'all' : include, limit, offset, fuzzy }, unsupported };
}

/** The tags that `00100020`, `PatientID` or `00400275.00400007` names; null for what is no attribute. */
function pathOf(name: string): readonly Tag[] | null {
  const tags = name.split('.').map((part) => (/^[0-9A-Fa-f]{8}$/.test(part) ? part.toUpperCase() : tagOf(part)));
  return tags.every((tag) => tag !== null) && tags.length <= 8 ? tags : null;
}

function count(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badInput(name, 'a whole number of zero or more', value);
  return Number(value);
}

function flag(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw badInput(name, 'true or false', value);
  return value === 'true';
}
