import type { DicomElement } from '../dicom/dataset.ts';
import { numericWidth } from '../dicom/numbers.ts';
import { elementTexts, isTextVr } from '../dicom/values.ts';
import { type Cleaning, daysOf, type Outcome, type Step } from './cleaning.ts';
import { cleanItems, isDateVr, mapUids, moveDates, plainKeeping, removed, textElement } from './element-actions.ts';
import { claimsSafeBlock, isPrivateCreator, safeVrOf } from './safe-private.ts';

/** What becomes of a private element: gone, unless Retain Safe Private is on and it is listed and is what the list says. */
export function privateOutcome(step: Step, cleaning: Cleaning): Outcome {
  const { source, element } = step;
  const { options, safePrivate } = cleaning.profile;
  const rule = 'option RETAIN_SAFE_PRIVATE';
  if (!options.has('RETAIN_SAFE_PRIVATE')) return removed('private attribute');
  if (isPrivateCreator(element.tag)) {
    if (!claimsSafeBlock(source, element.tag, safePrivate)) return removed('private attribute');
    // Only the first value claims the block; what else is there may be anything.
    const [name = '', ...more] = elementTexts(source, { ...element, vr: 'LO' });
    return { element: textElement({ ...element, vr: 'LO' }, name), action: more.length > 0 ? 'cleaned' : 'kept', rule };
  }
  const vr = safeVrOf(source, element.tag, safePrivate);
  if (vr === null) return removed('private attribute, not listed as safe');
  const unlike = removed(`private attribute, not of VR ${vr} as listed`);
  if (element.value.kind === 'items') {
    if (vr !== 'SQ') return unlike;
    const value = cleanItems(step, cleaning, plainKeeping(cleaning, step.place.strict));
    return { element: { ...element, value }, action: 'kept', rule };
  }
  // Implicit VR doesn't say one; its values are little endian.
  if (element.value.kind !== 'bytes' || (element.vr !== vr && (element.vr !== 'UN' || source.bigEndian))) return unlike;
  const typed: DicomElement = { ...element, vr };
  if (!isOfVr(step, typed)) return unlike;
  const texts = elementTexts(source, typed);
  if (isTextVr(vr) && texts.some(cleaning.isEcho)) return removed("holds the patient's identifiers");
  if (!isTextVr(vr) && cleaning.isEchoInBytes(element.value.bytes, vr))
    return removed("holds the patient's identifiers");
  if (vr === 'UI')
    return mapUids({ ...step, element: typed }, cleaning, rule, cleaning.profile.options.has('RETAIN_UIDS'));
  if (isDateVr(vr)) {
    const days = daysOf(cleaning);
    const moved = days === null ? null : moveDates({ source, element: typed }, days);
    if (moved === null) return removed('date or time');
    return { element: moved, action: days === 0 ? 'kept' : 'shifted', rule };
  }
  return { element: typed, action: 'kept', rule };
}

function isOfVr({ source }: Step, element: DicomElement): boolean {
  const { vr, value } = element;
  if (vr === 'PN' || vr === 'SQ' || value.kind !== 'bytes') return false;
  const width = numericWidth(vr);
  if (width !== null) return value.bytes.length % width === 0;
  const texts = elementTexts(source, element);
  if (vr === 'DS' || vr === 'IS') return texts.every((text) => /^[-+0-9.eE]{0,16}$/.test(text));
  if (vr === 'CS') return texts.every((text) => /^[A-Z0-9_ ]{0,16}$/.test(text));
  return true;
}
