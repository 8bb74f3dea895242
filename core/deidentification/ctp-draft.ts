import type { DeidentificationOption } from './options.ts';
import type { LookupInput, OverrideInput } from './read-overrides.ts';

/** What of a script is not in the profile. */
export interface Untranslated {
  /** Of the script, from 1. */
  readonly line: number;
  /** As the script names it: `00080090 ReferringPhysicianName`, `r privategroups`. */
  readonly element: string;
  readonly script: string;
  readonly why: string;
  /** What is done in its place. */
  readonly instead: string;
}

/** A profile while it is read from a script. */
export interface CtpDraft {
  readonly parameters: ReadonlyMap<string, string>;
  readonly options: Set<DeidentificationOption>;
  readonly overrides: OverrideInput[];
  readonly lookups: LookupInput[];
  researchIds: string | null;
  readonly untranslated: Untranslated[];
}

export function emptyDraft(parameters: ReadonlyMap<string, string>): CtpDraft {
  return {
    parameters,
    options: new Set(),
    overrides: [],
    lookups: [],
    researchIds: null,
    untranslated: [],
  };
}
