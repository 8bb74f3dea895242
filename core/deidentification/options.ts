import type { Tag } from '../dicom/dataset.ts';
import { badInput, HubError } from '../errors.ts';
import { optionText } from './option-data.ts';

/** The options of PS3.15 Annex E, with their codes in CID 7050. */
const catalogue = {
  CLEAN_PIXEL_DATA: ['113101', 'Clean Pixel Data Option'],
  CLEAN_RECOGNIZABLE_VISUAL_FEATURES: ['113102', 'Clean Recognizable Visual Features Option'],
  CLEAN_GRAPHICS: ['113103', 'Clean Graphics Option'],
  CLEAN_STRUCTURED_CONTENT: ['113104', 'Clean Structured Content Option'],
  CLEAN_DESCRIPTORS: ['113105', 'Clean Descriptors Option'],
  RETAIN_FULL_DATES: ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  RETAIN_MODIFIED_DATES: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  RETAIN_PATIENT_CHARACTERISTICS: ['113108', 'Retain Patient Characteristics Option'],
  RETAIN_DEVICE_IDENTITY: ['113109', 'Retain Device Identity Option'],
  RETAIN_UIDS: ['113110', 'Retain UIDs Option'],
  RETAIN_SAFE_PRIVATE: ['113111', 'Retain Safe Private Option'],
  RETAIN_INSTITUTION_IDENTITY: ['113112', 'Retain Institution Identity Option'],
} as const satisfies Record<string, readonly [string, string]>;

export type DeidentificationOption = keyof typeof catalogue;

/** All of them, in the order of their codes. */
export const deidentificationOptions = Object.keys(catalogue) as readonly DeidentificationOption[];

/** Code (scheme DCM) and its meaning. */
export const codeOf = (option: DeidentificationOption): readonly [string, string] => catalogue[option];

/** True for the name of an option. */
export function isOption(name: string): name is DeidentificationOption {
  return Object.hasOwn(catalogue, name);
}

/** What an option does to an attribute of the table: K keep, C clean. */
export interface OptionAction {
  readonly option: DeidentificationOption;
  readonly action: 'K' | 'C';
}

/** Each attribute's options, those that clean first. */
export const optionActions: ReadonlyMap<string, readonly OptionAction[]> = (() => {
  const actions = new Map<string, OptionAction[]>();
  for (const line of optionText.trim().split('\n')) {
    const [option = '', action = '', ...patterns] = line.split(' ');
    if (!isOption(option) || (action !== 'K' && action !== 'C')) throw new Error(`no option: ${line}`);
    for (const pattern of patterns) {
      const of = actions.get(pattern) ?? [];
      if (action === 'C') of.unshift({ option, action });
      else of.push({ option, action });
      actions.set(pattern, of);
    }
  }
  return actions;
})();

/**
 * What the options that are on do to an attribute; null when none of them speaks of it. Where several do, cleaning goes before
 * keeping, as it reveals less.
 */
export function optionFor(tag: Tag, on: ReadonlySet<DeidentificationOption>): OptionAction | null {
  // Overlays and curves, whose tags are patterns there, go whatever is on: nobody can judge what they show.
  return optionActions.get(tag)?.find(({ option }) => on.has(option)) ?? null;
}

/**
 * The options as a set.
 * @throws BAD_USER_INPUT (with the field) for an unknown one, one that is there twice, or two that contradict each other;
 * UNSUPPORTED for the one that needs faces to be found
 */
export function checkedOptions(names: readonly string[], field: string): ReadonlySet<DeidentificationOption> {
  const on = new Set<DeidentificationOption>();
  for (const [index, name] of names.entries()) {
    const at = `${field}[${String(index)}]`;
    if (!isOption(name)) throw badInput(at, `one of ${deidentificationOptions.join(', ')}`, name);
    if (on.has(name)) throw badInput(at, 'each option once', name);
    if (name === 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES')
      throw new HubError('UNSUPPORTED', `${at}: no way to remove faces from images is built in`, {
        field: at,
        expected: 'an option that this hub carries out',
        received: name,
      });
    on.add(name);
  }
  if (on.has('RETAIN_FULL_DATES') && on.has('RETAIN_MODIFIED_DATES'))
    throw badInput(
      `${field}[${String(names.indexOf('RETAIN_MODIFIED_DATES'))}]`,
      'either full or modified dates: dates cannot both stay and move',
      'RETAIN_MODIFIED_DATES beside RETAIN_FULL_DATES',
    );
  return on;
}
