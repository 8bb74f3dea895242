import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { checkedOptions, type DeidentificationOption } from './options.ts';
import { isLookupType } from './lookup-file.ts';
import { builtInProfile, builtInProfiles, type DeidentificationProfile } from './profile.ts';
import { type LookupInput, type OverrideInput, readOverrides } from './read-overrides.ts';
import { readRegions, type RegionInput } from './read-regions.ts';
import { readSafePrivate, type SafePrivateInput } from './read-safe-private.ts';
import { safePrivateIndex } from './safe-private.ts';
import { type TextSearch, textSearches } from './text-places.ts';

type Maybe<T> = T | null | undefined;

/** A profile as a client writes it; what is absent is empty. */
export interface ProfileInput {
  /** Name of a built-in profile, whose options are on from the beginning. */
  readonly base: string;
  readonly options?: Maybe<readonly string[]>;
  readonly overrides?: Maybe<readonly OverrideInput[]>;
  readonly lookups?: Maybe<readonly LookupInput[]>;
  /** Type of the lookup table that has research identifiers by Patient ID. */
  readonly researchIds?: Maybe<string>;
  readonly safePrivate?: Maybe<readonly SafePrivateInput[]>;
  readonly regions?: Maybe<readonly RegionInput[]>;
  /** @default SUSPECT */
  readonly findText?: Maybe<string>;
  /** @default false */
  readonly blackOutText?: Maybe<boolean>;
}

const isTextSearch = (text: string): text is TextSearch => (textSearches as readonly string[]).includes(text);

/** True for what can be the name of a profile. */
export const isProfileName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(name);

/**
 * The profile that an input describes. `field` is where the input is in the client's words.
 * @throws BAD_USER_INPUT with the field, UNSUPPORTED for an option that is not built in
 */
export function readProfile(name: string, input: ProfileInput, field: string): DeidentificationProfile {
  const base = builtInProfile(input.base);
  if (base === null) throw badInput(`${field}.base`, `one of ${builtInProfiles.join(', ')}`, input.base);
  const options = optionsOver(base, input.options ?? [], `${field}.options`);
  const researchIds = input.researchIds ?? null;
  if (researchIds !== null && !isLookupType(researchIds))
    throw badInput(`${field}.researchIds`, "1 to 32 letters, digits, '_', '.' or '-'", researchIds);
  const safePrivate = readSafePrivate(input.safePrivate ?? [], `${field}.safePrivate`);
  if (safePrivate.length > 0 && !options.has('RETAIN_SAFE_PRIVATE'))
    throw badInput(
      `${field}.safePrivate`,
      'the option RETAIN_SAFE_PRIVATE beside it',
      `${String(safePrivate.length)} attributes`,
    );
  const regions = readRegions(input.regions ?? [], `${field}.regions`);
  const blackOutText = input.blackOutText ?? false;
  if ((regions.length > 0 || blackOutText) !== options.has('CLEAN_PIXEL_DATA'))
    throw badInput(
      `${field}.regions`,
      'regions or blackOutText where the option CLEAN_PIXEL_DATA is on, and none where it is not',
      `${String(regions.length)} regions`,
    );
  const findText = input.findText ?? 'SUSPECT';
  if (!isTextSearch(findText)) throw badInput(`${field}.findText`, `one of ${textSearches.join(', ')}`, findText);
  if (blackOutText && findText === 'NEVER')
    throw badInput(`${field}.blackOutText`, 'a profile that looks for text: findText ALWAYS or SUSPECT', 'NEVER');
  return {
    name,
    options,
    // The base's own limits hold as long as nothing asks for the option itself.
    descriptors: (input.options ?? []).includes('CLEAN_DESCRIPTORS') ? null : base.descriptors,
    overrides: readOverrides(input.overrides ?? [], input.lookups ?? [], field),
    safePrivate: safePrivateIndex(safePrivate),
    regions,
    findText,
    blackOutText,
    researchIds: researchIds === null ? null : { type: researchIds },
  };
}

function optionsOver(
  base: DeidentificationProfile,
  names: readonly string[],
  field: string,
): ReadonlySet<DeidentificationOption> {
  const own = checkedOptions(names, field);
  const clash = own.has('RETAIN_FULL_DATES') && base.options.has('RETAIN_MODIFIED_DATES');
  if (clash)
    throw badInput(
      `${field}[${String(names.indexOf('RETAIN_FULL_DATES'))}]`,
      `a base that does not move dates, as ${base.name} does`,
      'RETAIN_FULL_DATES',
    );
  return new Set([...base.options, ...own]);
}

/** What is kept of an input: all that decides, nothing that is absent. */
export function definitionOf(input: ProfileInput): JsonObject {
  const { base, options, overrides, lookups, researchIds, safePrivate, regions, findText, blackOutText } = input;
  const given = {
    base,
    options,
    overrides,
    lookups,
    researchIds,
    safePrivate,
    regions,
    findText: findText === 'SUSPECT' ? null : findText,
    blackOutText: blackOutText === true ? true : null,
  };
  return JSON.parse(
    // A region without rectangles says something; an empty list of anything else does not.
    JSON.stringify(given, (key, value: unknown) =>
      value === null || (Array.isArray(value) && value.length === 0 && key !== 'rectangles') ? undefined : value,
    ),
  ) as JsonObject;
}

/** Types of lookup tables that the profile asks. */
export function lookupTypesOf(profile: DeidentificationProfile): readonly string[] {
  const types = [...profile.overrides.values()].flatMap((override) =>
    override.action === 'LOOKUP' ? [override.type] : [],
  );
  return [...new Set(profile.researchIds === null ? types : [profile.researchIds.type, ...types])];
}
