import { type Tag, isPrivate } from './dataset.ts';
import { dictionaryText } from './dictionary.generated.ts';

/** What PS3.6 says of an attribute. */
export interface DictionaryEntry {
  /** The tag; `xx` in it stands for any two digits (`60xx3000`: overlay data of each of 16 groups). */
  readonly pattern: string;
  readonly keyword: string;
  /** The VR, or the first of those it may have: US (or SS), OW (or OB, or US). */
  readonly vr: string;
  /** The other VR it may have; null where there is but one. */
  readonly alternativeVr: string | null;
  /** Value multiplicity: `1`, `1-n`, `2-2n`. */
  readonly vm: string;
  readonly retired: boolean;
}

interface Dictionary {
  readonly byPattern: ReadonlyMap<string, DictionaryEntry>;
  readonly byKeyword: ReadonlyMap<string, DictionaryEntry>;
}

let loaded: Dictionary | null = null;

function dictionary(): Dictionary {
  if (loaded !== null) return loaded;
  const byPattern = new Map<string, DictionaryEntry>();
  const byKeyword = new Map<string, DictionaryEntry>();
  for (const line of dictionaryText.trim().split('\n')) {
    const [pattern = '', vrs = '', vm = '', keyword = '', mark] = line.split(' ');
    const [vr = '', alternativeVr = null] = vrs.split('/');
    const entry = { pattern, keyword, vr, alternativeVr, vm, retired: mark === 'R' };
    byPattern.set(pattern, entry);
    // Where a retired attribute and a living one share a keyword, the living one has it.
    if (byKeyword.get(keyword)?.retired !== false) byKeyword.set(keyword, entry);
  }
  loaded = { byPattern, byKeyword };
  return loaded;
}

/** The standard's entry for a tag, also in the repeating groups 50xx, 60xx, 7Fxx; null for private and unknown ones. */
export function entryOf(tag: Tag): DictionaryEntry | null {
  if (isPrivate(tag)) return null;
  const { byPattern } = dictionary();
  return (
    byPattern.get(tag) ??
    byPattern.get(`${tag.slice(0, 2)}xx${tag.slice(4)}`) ??
    byPattern.get(`${tag.slice(0, 6)}xx`) ??
    null
  );
}

/** The keyword of a tag (`PatientID`); null for private and unknown ones. */
export function keywordOf(tag: Tag): string | null {
  return entryOf(tag)?.keyword ?? null;
}

/** The tag of a keyword, the first of a repeating group's (`OverlayData`: 60003000); null for an unknown one. */
export function tagOf(keyword: string): Tag | null {
  return dictionary().byKeyword.get(keyword)?.pattern.replace('xx', '00') ?? null;
}

/** The VR to read an element by when the file doesn't say; UN when nobody can know. */
export function vrOf(tag: Tag): string {
  const entry = entryOf(tag);
  if (entry !== null) return entry.vr;
  if (tag.endsWith('0000')) return 'UL'; // group length
  if (isPrivate(tag) && tag.startsWith('00', 4) && tag >= `${tag.slice(0, 4)}0010`) return 'LO'; // private creator
  return 'UN';
}

/** Every entry, by pattern. */
export function allEntries(): Iterable<DictionaryEntry> {
  return dictionary().byPattern.values();
}
