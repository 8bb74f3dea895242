import type { Tag } from '../dicom/dataset.ts';
import { HubError } from '../errors.ts';
import type { RegionRule } from './regions.ts';
import type { DeidentificationOption } from './options.ts';
import { profileText } from './profile-data.ts';
import { safePrivateIndex } from './safe-private.ts';
import type { TextSearch } from './text-places.ts';

/** Actions of Table E.1-1; a compound one is chosen from by the attribute's Type in the object. */
export type TableAction = 'X' | 'Z' | 'D' | 'U' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

export interface TableRow {
  /** The tag; `x` stands for any digit. */
  readonly pattern: string;
  readonly action: TableAction;
  /** True for a date or time that the two options about dates keep, as it is or moved. */
  readonly shiftable: boolean;
}

/** What becomes of a value that a lookup table does not have; the first sends the object to quarantine with that finding. */
export const missingActions = ['QUARANTINE', 'KEEP', 'REMOVE', 'EMPTY', 'DEFAULT'] as const;
export type MissingAction = (typeof missingActions)[number];

/** What a profile says of one attribute in the place of table and options. */
export type Override =
  | { readonly action: 'KEEP' | 'REMOVE' | 'EMPTY' | 'HASH' }
  | { readonly action: 'REPLACE'; readonly value: string }
  | {
      readonly action: 'LOOKUP';
      readonly type: string;
      readonly missing: MissingAction;
      /** What stands for a value that the table does not have, with DEFAULT. */
      readonly value: string;
    };

/** What a pool's de-identification does: the Basic Profile, with the options that are on, and what the project says besides. */
export interface DeidentificationProfile {
  /** Name and version, as pools and provenance hold it: `basic/1`, or `mine@3` of a project. */
  readonly name: string;
  readonly options: ReadonlySet<DeidentificationOption>;
  /** Those that Clean Descriptors cleans; null for all that the table says it for. */
  readonly descriptors: ReadonlySet<Tag> | null;
  readonly overrides: ReadonlyMap<Tag, Override>;
  /** VRs of private attributes that Retain Safe Private keeps; see safe-private.ts. */
  readonly safePrivate: ReadonlyMap<string, string>;
  readonly regions: readonly RegionRule[];
  /** Of which images the pixels are read for text. */
  readonly findText: TextSearch;
  /** Blacks out text that is found, in every frame. */
  readonly blackOutText: boolean;
  /** The lookup table from Patient ID to research identifier; null: research identifiers are made by the project's key. */
  readonly researchIds: { readonly type: string } | null;
}

const plain: Omit<DeidentificationProfile, 'name' | 'options'> = {
  descriptors: null,
  overrides: new Map(),
  safePrivate: safePrivateIndex([]),
  regions: [],
  findText: 'SUSPECT',
  blackOutText: false,
  researchIds: null,
};

/** A profile of nothing but options. */
export function profileOf(name: string, options: ReadonlySet<DeidentificationOption>): DeidentificationProfile {
  return { ...plain, name, options };
}

export const basicProfile: DeidentificationProfile = profileOf('basic/1', new Set());
/** The default: intervals between exams and what a series is are kept, as research needs both. */
export const researchProfile: DeidentificationProfile = {
  ...profileOf('research/1', new Set(['RETAIN_MODIFIED_DATES', 'CLEAN_DESCRIPTORS'])),
  // Study Description, Series Description, Protocol Name: what version 1 has cleaned from the beginning.
  descriptors: new Set(['00081030', '0008103E', '00181030']),
};

const profiles: ReadonlyMap<string, DeidentificationProfile> = new Map(
  [basicProfile, researchProfile].map((profile) => [profile.name, profile]),
);

/** Names of the profiles that every project has. */
export const builtInProfiles: readonly string[] = [...profiles.keys()];

/** The profile of that name that every project has; null for any other. */
export function builtInProfile(name: string): DeidentificationProfile | null {
  return profiles.get(name) ?? null;
}

/** The built-in profile of that name. @throws UNSUPPORTED */
export function profileNamed(name: string): DeidentificationProfile {
  const profile = builtInProfile(name);
  if (profile === null) {
    throw new HubError(
      'UNSUPPORTED',
      `no de-identification profile of that name; there are ${builtInProfiles.join(', ')}`,
    );
  }
  return profile;
}

/** All rows of the table. */
export const tableRows: readonly TableRow[] = profileText
  .trim()
  .split('\n')
  .map((line) => {
    const [pattern = '', what = ''] = line.split(' ');
    const [action = '', mark] = what.split('+');
    return { pattern, action: action as TableAction, shiftable: mark === 's' };
  });

/** What the table says nothing of, and is a text about somebody, or names one document of the world: the title of a document, its identifier in HL7. */
const ownRows: readonly TableRow[] = [
  { pattern: '00420010', action: 'Z', shiftable: false },
  { pattern: '0040E001', action: 'D', shiftable: false },
];

const byPattern: ReadonlyMap<string, TableRow> = new Map([...tableRows, ...ownRows].map((row) => [row.pattern, row]));

/** The table's row for a tag, or one of ours; null when the Basic Profile leaves it alone. */
export function rowOf(tag: Tag): TableRow | null {
  const group = tag.slice(0, 2);
  return byPattern.get(tag) ?? byPattern.get(`${group}xx${tag.slice(4)}`) ?? byPattern.get(`${group}xxxxxx`) ?? null;
}
