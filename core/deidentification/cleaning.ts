import type { DicomDataset, DicomElement, Tag } from '../dicom/dataset.ts';
import type { FindEcho } from './identity-echo.ts';
import type { DeidentificationProfile } from './profile.ts';

/** `replaced`: by a dummy or a value that the profile says; `mapped`: a UID by its pseudonym; `cleaned`: all but harmless words dropped. */
export type ActionTaken = 'kept' | 'removed' | 'emptied' | 'replaced' | 'mapped' | 'shifted' | 'cleaned';

/** Where in the file a data set is. */
export interface Place {
  /** The sequence and item (from 1) that it is in; null for the file's own level. */
  readonly within: { readonly place: Place; readonly tag: Tag; readonly item: number } | null;
  /** True inside of what a clean option has kept: free text there is cleaned whatever attribute it is in. */
  readonly strict: boolean;
}

/** What becomes of an element, and which rule said so. */
export interface Outcome {
  /** Null when it is left out. */
  readonly element: DicomElement | null;
  readonly action: ActionTaken;
  readonly rule: string;
}

/** One element on its way. */
export interface Step {
  readonly source: DicomDataset;
  readonly element: DicomElement;
  readonly target: DicomDataset;
  readonly place: Place;
}

/** What the cleaning of one file's elements depends on. */
export interface Cleaning {
  readonly profile: DeidentificationProfile;
  readonly sopClassUID: string;
  readonly newUid: (uid: string) => string;
  readonly shiftDays: number;
  readonly isEcho: FindEcho;
  /** Finds the patient's own identifiers in bytes (of that VR) that are no text. */
  readonly isEchoInBytes: (bytes: Uint8Array, vr: string) => boolean;
  /** Of the patient's name, in upper case. */
  readonly nameWords: ReadonlySet<string>;
  /** Keyed: the same for the same text, and not to be undone. */
  readonly hash: (text: string) => string;
  /** Null when the profile's table of that type has no such key. */
  readonly lookup: (type: string, key: string) => string | null;
  /** Hears of a value that a lookup table should have had. */
  readonly missed: (tag: Tag, type: string) => void;
  /** Hears of each element, after those inside of it. */
  readonly done: (step: Step, outcome: Outcome) => void;
  /** Cleans an item of a sequence. */
  readonly walk: (item: DicomDataset, parent: DicomDataset, place: Place) => DicomDataset;
}

/** Days that dates move by: 0 where they stay as they are, null where they go. */
export function daysOf({ profile, shiftDays }: Cleaning): number | null {
  if (profile.options.has('RETAIN_FULL_DATES')) return 0;
  return profile.options.has('RETAIN_MODIFIED_DATES') ? shiftDays : null;
}
