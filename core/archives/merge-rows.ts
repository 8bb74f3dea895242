import type { DicomJson, DicomJsonElement } from '../dicom/dicom-json.ts';
import type { Tag } from '../dicom/dataset.ts';
import type { QidoLevel } from '../dicomweb/qido-query.ts';
import { countIn, dateIn, isEmpty, textIn, textsIn, uidTags } from '../dicomweb/rows.ts';

const modalitiesInStudy = '00080061';
/** Numbers of related series and instances: of several sites the largest is nearest to the truth. */
const counts: readonly Tag[] = ['00201206', '00201208', '00201209'];

/** What two sites say of one object: the first one's word where it has one; modalities together, the larger counts. */
export function mergeRows(first: DicomJson, second: DicomJson): DicomJson {
  const merged: Record<Tag, DicomJsonElement> = { ...first };
  for (const [tag, element] of Object.entries(second)) if (isEmpty(merged[tag])) merged[tag] = element;
  const modalities = new Set([...textsIn(first, modalitiesInStudy), ...textsIn(second, modalitiesInStudy)]);
  if (modalities.size > 0) merged[modalitiesInStudy] = { vr: 'CS', Value: [...modalities].toSorted() };
  for (const tag of counts) {
    const most = Math.max(countIn(first, tag) ?? -1, countIn(second, tag) ?? -1);
    if (most >= 0) merged[tag] = { vr: 'IS', Value: [most] };
  }
  return merged;
}

/** The order in which the hub answers rows of a level: studies newest first, series and instances by study, number and UID. */
export function rowOrder(level: QidoLevel): (a: DicomJson, b: DicomJson) => number {
  const uid = (row: DicomJson) => textIn(row, uidTags[level]) ?? '';
  if (level === 'study') {
    const date = (row: DicomJson) => dateIn(row, '00080020') ?? '';
    return (a, b) => -compareTexts(date(a), date(b)) || compareTexts(uid(a), uid(b));
  }
  const parent = (row: DicomJson) => [uidTags.study, uidTags.series].map((tag) => textIn(row, tag) ?? '');
  const number = (row: DicomJson) => countIn(row, level === 'series' ? '00200011' : '00200013') ?? Infinity;
  const above = level === 'series' ? 1 : 2;
  return (a, b) => {
    const [ofA, ofB] = [parent(a), parent(b)];
    for (let place = 0; place < above; place++) {
      const found = compareTexts(ofA[place] ?? '', ofB[place] ?? '');
      if (found !== 0) return found;
    }
    const [ownA, ownB] = [number(a), number(b)];
    return (ownA === ownB ? 0 : ownA < ownB ? -1 : 1) || compareTexts(uid(a), uid(b));
  };
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
