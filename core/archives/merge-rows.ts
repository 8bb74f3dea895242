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

/** Where a row stands among those of its level, value by value; what is compared often is read once. */
export type Place = readonly (string | number)[];

/** The order in which the hub answers rows of a level: studies newest first, series and instances by study, number and UID. */
export function placeOf(row: DicomJson, level: QidoLevel): Place {
  const text = (tag: Tag) => textIn(row, tag) ?? '';
  // As a negative number the newest is the least; without a date it is last.
  if (level === 'study') return [-Number((dateIn(row, '00080020') ?? '').replaceAll('-', '')), text(uidTags.study)];
  const number = countIn(row, level === 'series' ? '00200011' : '00200013') ?? Infinity;
  const above = level === 'series' ? [uidTags.study] : [uidTags.study, uidTags.series];
  return [...above.map(text), number, text(uidTags[level])];
}

/** Of two places of one level. */
export function comparePlaces(a: Place, b: Place): number {
  for (const [index, own] of a.entries()) {
    const other = b[index] ?? '';
    if (own !== other) return own < other ? -1 : 1;
  }
  return 0;
}

/** Rows of a level in their order. */
export function inOrder(rows: Iterable<DicomJson>, level: QidoLevel): readonly DicomJson[] {
  return Array.from(rows, (row) => ({ row, place: placeOf(row, level) }))
    .toSorted((a, b) => comparePlaces(a.place, b.place))
    .map(({ row }) => row);
}
