import { DicomDataset, type DicomValue } from '../dicom/dataset.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { setItems, setText, textOf } from '../dicom/values.ts';
import type { Cleaning, Place, Step } from './cleaning.ts';
import { dummyDocument, dummyOf } from './dummies.ts';
import { isDateVr, isEmpty, keepElement, mapUids, plainKeeping } from './element-actions.ts';
import { rowOf } from './profile.ts';

const contentSequence = '0040A730';
const encapsulatedDocument = '00420011';
const plainVRs: ReadonlySet<string> = new Set(['CS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL']);

/** A value in the place of the element's that says nothing and is valid there: the table's action D. */
export function replacement(step: Step, cleaning: Cleaning): DicomValue {
  const { source, element, target, place } = step;
  const { tag, vr, value } = element;
  if (tag === contentSequence) return { kind: 'items', items: [dummyContent(target, source)] };
  if (tag === encapsulatedDocument)
    return { kind: 'bytes', bytes: dummyDocument(textOf(source, 'MIMETypeOfEncapsulatedDocument')) };
  if (value.kind === 'items')
    return { kind: 'items', items: value.items.map((item) => dummyItem(item, target, cleaning, place)) };
  return { kind: 'bytes', bytes: dummyOf(vr) };
}

/** One item of text, which is valid content under any heading of a report. */
function dummyContent(target: DicomDataset, source: DicomDataset): DicomDataset {
  const [first] = source.items(contentSequence);
  const item = new DicomDataset({ bigEndian: first?.bigEndian ?? target.bigEndian, parent: target });
  const concept = item.newItem();
  setText(concept, 'CodeValue', '121071');
  setText(concept, 'CodingSchemeDesignator', 'DCM');
  setText(concept, 'CodeMeaning', 'Finding');
  setText(item, 'RelationshipType', 'CONTAINS');
  setText(item, 'ValueType', 'TEXT');
  setItems(item, 'ConceptNameCodeSequence', [concept]);
  setText(item, 'TextValue', 'REMOVED');
  return item;
}

/** Nothing is wrong with it as it is: it isn't the patient's own, and of the VR that it should be. */
function isHarmless(step: Step, cleaning: Cleaning): boolean {
  const { action } = keepElement(step, cleaning, plainKeeping(cleaning, true));
  return action === 'kept';
}

/** An item of the same attributes whose texts, dates and bytes say nothing; terms (CS), numbers and geometry stay. */
function dummyItem(source: DicomDataset, parent: DicomDataset, cleaning: Cleaning, place: Place): DicomDataset {
  const target = new DicomDataset({ bigEndian: source.bigEndian, parent });
  for (const element of source) {
    const { tag, vr, value } = element;
    if (tag.endsWith('0000') || entryOf(tag) === null) continue;
    if (value.kind === 'items')
      target.set({
        ...element,
        value: { kind: 'items', items: value.items.map((item) => dummyItem(item, target, cleaning, place)) },
      });
    else if (vr === 'UI') {
      const { element: mapped } = mapUids({ source, element, target, place }, cleaning, 'replaced with what holds it');
      if (mapped !== null) target.set(mapped);
    } else if (isEmpty(value)) target.set(element);
    else if (
      !rowOf(tag) &&
      !isDateVr(vr) &&
      plainVRs.has(vr) &&
      isHarmless({ source, element, target, place }, cleaning)
    )
      target.set(element);
    else target.set({ ...element, value: { kind: 'bytes', bytes: dummyOf(vr) } });
  }
  return target;
}
