import type { DicomElement } from '../dicom/dataset.ts';
import { elementTexts } from '../dicom/values.ts';
import type { Cleaning, Outcome, Step } from './cleaning.ts';
import { cleanItems, emptyOf, isEmpty, mapUids, removed, textElement } from './element-actions.ts';
import type { Override } from './profile.ts';

/** VRs in which a hash can stand. */
export const hashableVRs: ReadonlySet<string> = new Set(['LO', 'SH', 'LT', 'ST', 'UT', 'UC', 'PN', 'UI', 'AE', 'CS']);

/**
 * What the profile says of the attribute; null when that leaves it to the table: an entry of a lookup table that is not there.
 * KEEP keeps what stands there whatever it is, but items of a sequence are cleaned.
 */
export function carryOut(override: Override, step: Step, cleaning: Cleaning): Outcome | null {
  const { source, element } = step;
  const rule = `profile: ${override.action}`;
  const emptied: Outcome = { element: { ...element, value: emptyOf(element.value) }, action: 'emptied', rule };
  switch (override.action) {
    case 'KEEP':
      return keep(step, cleaning, rule);
    case 'REMOVE':
      return removed(rule);
    case 'EMPTY':
      return emptied;
    case 'REPLACE':
      return replace(element, override.value, rule);
    case 'HASH':
      return hash(step, cleaning, rule);
    case 'LOOKUP': {
      const { type, missing, value } = override;
      if (element.value.kind !== 'bytes' || isEmpty(element.value)) return null;
      const texts = elementTexts(source, element);
      const found = texts.map((text) => cleaning.lookup(type, text));
      if (found.length > 0 && found.every((text) => text !== null))
        return replace(element, found.join('\\'), `lookup: ${type}`);
      switch (missing) {
        case 'KEEP':
          return keep(step, cleaning, `lookup: ${type}: no entry: KEEP`);
        case 'REMOVE':
          return removed(`lookup: ${type}: no entry: REMOVE`);
        case 'EMPTY':
          return { ...emptied, rule: `lookup: ${type}: no entry: EMPTY` };
        case 'DEFAULT':
          return replace(element, value, `lookup: ${type}: no entry: DEFAULT`);
        case 'QUARANTINE':
          cleaning.missed(element.tag, type);
          return null;
      }
    }
  }
}

function keep(step: Step, cleaning: Cleaning, rule: string): Outcome {
  const { element } = step;
  if (element.value.kind !== 'items') return { element, action: 'kept', rule };
  const value = cleanItems(step, cleaning, { rule, days: null, keepsUids: false, strict: step.place.strict });
  return { element: { ...element, value }, action: 'kept', rule };
}

/** What the file declares as something other than text can't hold the replacement, so it goes. */
function replace(element: DicomElement, value: string, rule: string): Outcome {
  if (element.value.kind !== 'bytes' || !/^[A-Z]{2}$/.test(element.vr) || notText.has(element.vr)) return removed(rule);
  return { element: textElement(element, value), action: 'replaced', rule };
}

const notText: ReadonlySet<string> = new Set('AT FD FL OB OD OF OL OV OW SL SQ SS SV UL UN US UV'.split(' '));

function hash(step: Step, cleaning: Cleaning, rule: string): Outcome {
  const { source, element } = step;
  if (element.value.kind !== 'bytes' || !hashableVRs.has(element.vr)) return removed(rule);
  if (element.vr === 'UI') return mapUids(step, cleaning, rule);
  const texts = elementTexts(source, element);
  return {
    element: textElement(element, texts.map((text) => (text === '' ? '' : cleaning.hash(text))).join('\\')),
    action: 'replaced',
    rule,
  };
}
