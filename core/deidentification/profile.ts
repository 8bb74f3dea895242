import type { Tag } from '../dicom/dataset.ts';
import { HubError } from '../errors.ts';
import { profileText } from './profile-data.ts';

/** Actions of Table E.1-1; a compound one is chosen from by the attribute's Type in the object. */
export type TableAction = 'X' | 'Z' | 'D' | 'U' | 'X/Z' | 'X/D' | 'Z/D' | 'X/Z/D' | 'X/Z/U*';

export interface TableRow {
  /** The tag; `x` stands for any digit. */
  readonly pattern: string;
  readonly action: TableAction;
  /** True for a date or time that the modified-dates option keeps, moved. */
  readonly shiftable: boolean;
}

/** What a pool's de-identification does: the Basic Profile, with the options that are on. */
export interface DeidentificationProfile {
  /** Name and version, as pools and provenance hold it. */
  readonly name: string;
  /** `shift` moves the patient's dates by the same number of days (option 113107). */
  readonly dates: 'remove' | 'shift';
  /** `clean` keeps those words of study, series and protocol descriptions that are terms of imaging (option 113105). */
  readonly descriptors: 'remove' | 'clean';
}

export const basicProfile: DeidentificationProfile = { name: 'basic/1', dates: 'remove', descriptors: 'remove' };
/** The default: intervals between exams and what a series is are kept, as research needs both. */
export const researchProfile: DeidentificationProfile = { name: 'research/1', dates: 'shift', descriptors: 'clean' };

const profiles: ReadonlyMap<string, DeidentificationProfile> = new Map(
  [basicProfile, researchProfile].map((profile) => [profile.name, profile]),
);

/** The profile of that name. @throws UNSUPPORTED */
export function profileNamed(name: string): DeidentificationProfile {
  const profile = profiles.get(name);
  if (profile === undefined) {
    throw new HubError(
      'UNSUPPORTED',
      `no de-identification profile of that name; there are ${[...profiles.keys()].join(', ')}`,
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

const byPattern: ReadonlyMap<string, TableRow> = new Map(tableRows.map((row) => [row.pattern, row]));

/** The table's row for a tag; null when the Basic Profile leaves it alone. */
export function rowOf(tag: Tag): TableRow | null {
  const group = tag.slice(0, 2);
  return byPattern.get(tag) ?? byPattern.get(`${group}xx${tag.slice(4)}`) ?? byPattern.get(`${group}xxxxxx`) ?? null;
}
