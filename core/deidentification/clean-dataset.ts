import { DicomDataset, isPrivate } from '../dicom/dataset.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { elementTexts, textOf } from '../dicom/values.ts';
import { chooseAction } from './attribute-types.ts';
import { carryOut } from './carry-out-override.ts';
import { type Cleaning, daysOf, type Outcome, type Place, type Step } from './cleaning.ts';
import { dummyOf } from './dummies.ts';
import {
  cleanItems,
  cleanText,
  emptyOf,
  isEmpty,
  isFreeTextVr,
  keepElement,
  mapUids,
  moveDates,
  plainKeeping,
  removed,
  textElement,
} from './element-actions.ts';
import { isOverlay } from './findings.ts';
import { privateOutcome } from './keep-private.ts';
import { optionFor, type OptionAction } from './options.ts';
import { rowOf, type TableRow } from './profile.ts';
import { replacement } from './replace-value.ts';

/** A copy of a data set, or of an item, of which every element has been kept, changed or left out. */
export function cleanDataset(
  source: DicomDataset,
  parent: DicomDataset | null,
  cleaning: Cleaning,
  place: Place,
): DicomDataset {
  const target = new DicomDataset({ bigEndian: source.bigEndian, parent });
  for (const element of source) {
    if (element.tag.endsWith('0000')) continue; // group length: written anew or not at all
    const step: Step = { source, element, target, place };
    const outcome = outcomeOf(step, cleaning);
    if (outcome.element !== null) target.set(outcome.element);
    cleaning.done(step, outcome);
  }
  return target;
}

function outcomeOf(step: Step, cleaning: Cleaning): Outcome {
  const { element, place } = step;
  const { tag, value } = element;
  if (tag < '00080000') return removed('a group that no file has');
  if (isPrivate(tag)) return privateOutcome(step, cleaning);
  const entry = entryOf(tag);
  if (entry === null) return removed('not in the dictionary');
  if (isOverlay(tag)) return removed('overlay');
  // A sequence that could not be read may hold anything.
  if (entry.vr === 'SQ' && value.kind !== 'items') return removed('a sequence that cannot be read');

  const override = cleaning.profile.overrides.get(tag);
  const overridden = override === undefined ? null : carryOut(override, step, cleaning);
  if (overridden !== null) return overridden;
  const row = rowOf(tag);
  if (row === null) {
    return place.strict || contentTexts.has(tag)
      ? cleanStrictly(step, cleaning)
      : keepElement(step, cleaning, plainKeeping(cleaning, false));
  }
  if (isEmpty(value)) {
    const rule = `table: ${row.action}`;
    return row.action === 'X' ? removed(rule) : { element, action: 'kept', rule };
  }
  return byOptions(step, cleaning, row) ?? byTable(step, cleaning, row);
}

/** What an option that is on does; null where none speaks of the attribute, or it can't be cleaned. */
function byOptions(step: Step, cleaning: Cleaning, row: TableRow): Outcome | null {
  const { element } = step;
  const days = daysOf(cleaning);
  if (row.shiftable && days !== null) {
    const rule = `option ${days === 0 ? 'RETAIN_FULL_DATES' : 'RETAIN_MODIFIED_DATES'}`;
    if (days === 0 && isOffset(step)) return { element, action: 'kept', rule };
    const moved = moveDates(step, days);
    if (moved !== null) return { element: moved, action: days === 0 ? 'kept' : 'shifted', rule };
  }
  const found = optionOf(element.tag, cleaning);
  if (found === null) return null;
  const rule = `option ${found.option}`;
  if (found.action === 'K')
    return keepElement(step, cleaning, { rule, days: 0, keepsUids: true, strict: step.place.strict });
  if (element.value.kind === 'items') {
    const value = cleanItems(step, cleaning, { ...plainKeeping(cleaning, true), rule });
    return { element: { ...element, value }, action: 'cleaned', rule };
  }
  // Of an AE title nobody can say which part is whose.
  if (!isFreeTextVr(element.vr) || element.vr === 'PN') return null;
  const text = cleanText(step, cleaning);
  return text === '' ? null : { element: textElement(element, text), action: 'cleaned', rule };
}

function optionOf(tag: string, { profile }: Cleaning): OptionAction | null {
  const found = optionFor(tag, profile.options);
  return found?.option === 'CLEAN_DESCRIPTORS' && profile.descriptors?.has(tag) === false ? null : found;
}

/** Timezone Offset From UTC, which is no date but goes with them. */
function isOffset({ source, element }: Step): boolean {
  return element.tag === '00080201' && /^[+-]\d{4}$/.test(elementTexts(source, element).join('\\'));
}

function byTable(step: Step, cleaning: Cleaning, row: TableRow): Outcome {
  const { element, place } = step;
  const rule = `table: ${row.action}`;
  switch (chooseAction(row.action, element.tag, cleaning.sopClassUID)) {
    case 'X':
      return removed(rule);
    case 'Z':
      return { element: { ...element, value: emptyOf(element.value) }, action: 'emptied', rule };
    case 'U':
      return element.value.kind === 'items'
        ? keepElement(step, cleaning, { ...plainKeeping(cleaning, place.strict), rule })
        : mapUids(step, cleaning, rule);
    case 'D':
      if (element.vr === 'UI') return mapUids(step, cleaning, rule);
      return { element: { ...element, value: replacement(step, cleaning) }, action: 'replaced', rule };
  }
}

/** Text of a report's content item, which also stands where the table names no sequence of it. */
const contentTexts: ReadonlySet<string> = new Set(['0040A160']);

/** Vocabularies whose codes and meanings are everyone's. */
const vocabularies: ReadonlySet<string> = new Set(
  'DCM SCT SRT SNM3 LN UCUM UMLS RADLEX FMA NCIt MDC I10 I9C ICD10 ICDO3'.split(' '),
);
const codeTags: ReadonlySet<string> = new Set(['00080100', '00080102', '00080103', '00080104', '00080119', '00080120']);

/** What the table leaves alone, inside of something that a clean option kept. */
function cleanStrictly(step: Step, cleaning: Cleaning): Outcome {
  const { source, element } = step;
  const { tag, vr, value } = element;
  const kept = keepElement(step, cleaning, plainKeeping(cleaning, true));
  if (kept.action !== 'kept' || value.kind !== 'bytes' || value.bytes.length === 0) return kept;
  const rule = 'free text in what a clean option keeps';
  if (vr === 'OB' || vr === 'OW') return removed('bytes in what a clean option keeps');
  if (!isFreeTextVr(vr)) return kept;
  if (codeTags.has(tag) && vocabularies.has(textOf(source, 'CodingSchemeDesignator') ?? '')) return kept;
  const text = cleanText(step, cleaning);
  if (text !== '') return { element: textElement(element, text), action: 'cleaned', rule };
  return { element: { ...element, value: { kind: 'bytes', bytes: dummyOf(vr) } }, action: 'replaced', rule };
}
