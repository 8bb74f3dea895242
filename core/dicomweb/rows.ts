import type { DicomJson, DicomJsonElement } from '../dicom/dicom-json.ts';
import type { Tag } from '../dicom/dataset.ts';
import type { QidoLevel } from './qido-query.ts';

/** The attribute that names an object of the level: Study, Series, SOP Instance UID. */
export const uidTags: Readonly<Record<QidoLevel, Tag>> = {
  study: '0020000D',
  series: '0020000E',
  instance: '00080018',
};

/** All values that are text or numbers, as text; empty ones left out. Archives answer what they like, so nothing is taken for granted. */
export function textsIn(row: DicomJson, tag: Tag): readonly string[] {
  return valuesIn(row, tag).flatMap((value) => {
    if (typeof value === 'string') return value.trim() === '' ? [] : [value];
    return typeof value === 'number' ? [String(value)] : [];
  });
}

export function textIn(row: DicomJson, tag: Tag): string | null {
  return textsIn(row, tag)[0] ?? null;
}

/** A whole number of zero or more (IS may come as text), null when absent or something else. */
export function countIn(row: DicomJson, tag: Tag): number | null {
  const text = textIn(row, tag)?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** YYYY-MM-DD of a DA value, null when absent or no such date. */
export function dateIn(row: DicomJson, tag: Tag): string | null {
  const found = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(textIn(row, tag)?.trim() ?? '');
  return found ? found.slice(1).join('-') : null;
}

/** True for an element without a value of any kind. */
export function isEmpty(element: DicomJsonElement | undefined): boolean {
  if (element === undefined) return true;
  return element.InlineBinary === undefined && element.BulkDataURI === undefined && (element.Value ?? []).length === 0;
}

/** The row without addresses of its archive's bulk data, at any depth. */
export function withoutBulkData(row: DicomJson): DicomJson {
  const cleaned = Object.entries(row).map(([tag, element]) => {
    const { BulkDataURI: _, ...rest } = element;
    if (rest.vr !== 'SQ') return [tag, rest] as const;
    const items = (rest.Value ?? []).map((item) => (isItem(item) ? withoutBulkData(item) : item));
    return [tag, { ...rest, Value: items }] as const;
  });
  return Object.fromEntries(cleaned);
}

type Value = NonNullable<DicomJsonElement['Value']>[number];

function isItem(value: Value): value is DicomJson {
  return typeof value === 'object' && value !== null;
}

function valuesIn(row: DicomJson, tag: Tag): readonly Value[] {
  const values: unknown = row[tag]?.Value;
  return Array.isArray(values) ? (values as readonly Value[]) : [];
}
