import { isPrivate, showTag, type Tag } from '../dicom/dataset.ts';
import { entryOf, tagOf } from '../dicom/dictionary.ts';
import { isTextVr } from '../dicom/values.ts';
import { badInput } from '../errors.ts';
import { hashableVRs } from './carry-out-override.ts';
import { isOverlay } from './findings.ts';
import { isLookupType } from './lookup-file.ts';
import { type MissingAction, missingActions, type Override } from './profile.ts';

/** What becomes of one attribute, wherever it is in the object. */
export interface OverrideInput {
  /** `00081030`, `(0008,1030)` or `StudyDescription`. */
  readonly tag: string;
  readonly action: string;
  /** With REPLACE: printable ASCII that the attribute's VR can hold. */
  readonly value?: string | null | undefined;
}

/** An attribute whose values are looked up. */
export interface LookupInput {
  readonly tag: string;
  /** Of the lookup table. */
  readonly type: string;
  /** What becomes of a value that the table does not have. @default QUARANTINE */
  readonly missing?: string | null | undefined;
  /** With DEFAULT. */
  readonly value?: string | null | undefined;
}

const overrideActions = ['KEEP', 'REMOVE', 'EMPTY', 'HASH', 'REPLACE'] as const;
const maxOverrides = 1000;

/** What de-identification itself writes or builds on. */
const ours: ReadonlySet<Tag> = new Set([
  ...['00080005', '00080016', '00080018', '0020000D', '0020000E', '00100010', '00100020'],
  ...['00120062', '00120063', '00120064', '00280301', '00280303', '00420011', '7FE00008', '7FE00009', '7FE00010'],
]);

/** Shapes of the VRs that have one. */
const shapes: Readonly<Record<string, RegExp>> = {
  AE: /^[!-~ ]{1,16}$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]{1,16}$/,
  DA: /^\d{8}$/,
  DS: /^[-+]?[0-9.]{1,15}(E[-+]?\d+)?$/i,
  DT: /^\d{4,14}(\.\d{1,6})?([-+]\d{4})?$/,
  IS: /^[-+]?\d{1,11}$/,
  LO: /^[ -~]{1,64}$/,
  PN: /^[ -~]{1,64}$/,
  SH: /^[ -~]{1,16}$/,
  TM: /^\d{2,6}(\.\d{1,6})?$/,
  UI: /^[0-9.]{1,64}$/,
};

/** True for what can stand in an attribute of the VR; several values are parted by `\`. */
export function fitsVr(value: string, vr: string): boolean {
  const shape = shapes[vr];
  if (shape === undefined) return isTextVr(vr) && /^[ -~]{1,1024}$/.test(value);
  return value.split('\\').every((part) => shape.test(part));
}

/** Overrides and lookups by tag. @throws BAD_USER_INPUT with the field */
export function readOverrides(
  overrides: readonly OverrideInput[],
  lookups: readonly LookupInput[],
  field: string,
): ReadonlyMap<Tag, Override> {
  const byTag = new Map<Tag, Override>();
  if (overrides.length + lookups.length > maxOverrides)
    throw badInput(`${field}.overrides`, `at most ${String(maxOverrides)} with the lookups`, overrides.length);
  for (const [index, override] of overrides.entries()) {
    const at = `${field}.overrides[${String(index)}]`;
    const tag = tagIn(override.tag, `${at}.tag`, byTag);
    byTag.set(tag, overrideIn(override, tag, at));
  }
  for (const [index, lookup] of lookups.entries()) {
    const at = `${field}.lookups[${String(index)}]`;
    const tag = tagIn(lookup.tag, `${at}.tag`, byTag);
    byTag.set(tag, lookupIn(lookup, tag, at));
  }
  return byTag;
}

/** The tag of what a client wrote; null for what names no attribute of the standard's dictionary. */
export function tagNamed(text: string): Tag | null {
  const digits = text
    .replace(/[(), []/g, '')
    .replace(']', '')
    .toUpperCase();
  const tag = /^[0-9A-F]{8}$/.test(digits) ? digits : tagOf(text.trim());
  return tag === null || isPrivate(tag) || entryOf(tag) === null ? null : tag;
}

/** Null where a profile may speak of the attribute; else why it may not. */
export function whyFixed(tag: Tag): string | null {
  if (tag < '00080000') return 'an attribute of the data set';
  if (ours.has(tag)) return 'an attribute that de-identification does not write or need itself';
  if (isOverlay(tag) || tag.startsWith('50')) return 'an attribute that is no overlay and no curve: those always go';
  return null;
}

function tagIn(text: string, field: string, before: ReadonlyMap<Tag, Override>): Tag {
  const tag = tagNamed(text);
  if (tag === null) throw badInput(field, 'a tag or keyword of the standard', text);
  const fixed = whyFixed(tag);
  if (fixed !== null) throw badInput(field, fixed, text);
  if (before.has(tag)) throw badInput(field, 'each attribute once', `${showTag(tag)} again`);
  return tag;
}

function overrideIn({ action: name, value }: OverrideInput, tag: Tag, at: string): Override {
  const action = overrideActions.find((known) => known === name);
  const vr = entryOf(tag)?.vr ?? 'UN';
  if (action === undefined) throw badInput(`${at}.action`, `one of ${overrideActions.join(', ')}`, name);
  if (action === 'HASH' && !hashableVRs.has(vr))
    throw badInput(`${at}.action`, `an action that VR ${vr} can have: a hash is text`, action);
  if (action !== 'REPLACE') {
    if (typeof value === 'string') throw badInput(`${at}.value`, `none with ${action}`, 'a value');
    return { action };
  }
  return { action, value: valueIn(value, vr, `${at}.value`) };
}

function lookupIn({ type, missing = null, value }: LookupInput, tag: Tag, at: string): Override {
  const vr = entryOf(tag)?.vr ?? 'UN';
  if (!isTextVr(vr)) throw badInput(`${at}.tag`, 'an attribute of text', `one of VR ${vr}`);
  if (!isLookupType(type)) throw badInput(`${at}.type`, "1 to 32 letters, digits, '_', '.' or '-'", type);
  const action: MissingAction | undefined =
    missing === null ? 'QUARANTINE' : missingActions.find((known) => known === missing);
  if (action === undefined) throw badInput(`${at}.missing`, `one of ${missingActions.join(', ')}`, missing);
  if (action !== 'DEFAULT' && typeof value === 'string')
    throw badInput(`${at}.value`, 'none without DEFAULT', 'a value');
  const byDefault = action === 'DEFAULT' ? valueIn(value, vr, `${at}.value`) : '';
  return { action: 'LOOKUP', type, missing: action, value: byDefault };
}

function valueIn(value: string | null | undefined, vr: string, field: string): string {
  if (typeof value !== 'string' || !fitsVr(value, vr))
    throw badInput(field, `printable ASCII that VR ${vr} can hold`, value ?? null);
  return value;
}
