import type { DicomDataset, DicomElement, Tag } from './dataset.ts';
import { numbersIn, numericWidth } from './numbers.ts';
import { elementTexts, isTextVr, splitPersonName } from './values.ts';

/** A PN value; component groups that are empty are left out. */
export interface DicomJsonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

export interface DicomJsonElement {
  readonly vr: string;
  /** An empty value among others is null. */
  readonly Value?: readonly (string | number | null | DicomJsonName | DicomJson)[];
  /** Base64, little endian. */
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
}

/** A data set in the DICOM JSON Model, by tag. */
export interface DicomJson {
  readonly [tag: Tag]: DicomJsonElement;
}

export interface DicomJsonOptions {
  /** Where binary values too long to stand inline are found; `path` is `7FE00010`, or `00540016/0/00181074` in an item. */
  readonly bulkDataUri?: (path: string) => string;
  /** Longest binary value that stands inline. @default 1024 */
  readonly maxInlineBytes?: number;
}

/** Bytes of one unit of the binary VRs, which JSON wants in little endian. */
const unitBytes: Readonly<Record<string, number>> = { OW: 2, OF: 4, OL: 4, OD: 8, OV: 8 };

/**
 * The data set in the DICOM JSON Model, its text in Unicode. A binary value that is too long to stand inline has a
 * BulkDataURI, or only its VR when there is no `bulkDataUri`. Group lengths are left out.
 * @see PS3.18 Annex F
 */
export function toDicomJson(dataset: DicomDataset, options: DicomJsonOptions = {}): DicomJson {
  return convert(dataset, options, '');
}

function convert(dataset: DicomDataset, options: DicomJsonOptions, path: string): DicomJson {
  const json: Record<Tag, DicomJsonElement> = {};
  for (const element of dataset) {
    if (!element.tag.endsWith('0000'))
      json[element.tag] = convertElement(dataset, element, options, path + element.tag);
  }
  // The text is Unicode now, whatever it was.
  if (json['00080005'] !== undefined) json['00080005'] = { vr: 'CS', Value: ['ISO_IR 192'] };
  return json;
}

function convertElement(
  dataset: DicomDataset,
  element: DicomElement,
  options: DicomJsonOptions,
  path: string,
): DicomJsonElement {
  const { vr, value } = element;
  if (value.kind === 'items') {
    const Value = value.items.map((item, i) => convert(item, options, `${path}/${String(i)}/`));
    return Value.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value };
  }
  if (value.kind === 'fragments')
    return options.bulkDataUri === undefined ? { vr } : { vr, BulkDataURI: options.bulkDataUri(path) };
  if (value.bytes.length === 0) return { vr };
  const values = valuesOf(dataset, element, value.bytes);
  if (values !== null) return values.length === 0 ? { vr } : { vr, Value: values };
  if (value.bytes.length <= (options.maxInlineBytes ?? 1024)) {
    return { vr, InlineBinary: littleEndian(value.bytes, vr, dataset.bigEndian).toString('base64') };
  }
  return options.bulkDataUri === undefined ? { vr } : { vr, BulkDataURI: options.bulkDataUri(path) };
}

/** Values that have a form of their own in JSON; null for the binary VRs. */
function valuesOf(
  dataset: DicomDataset,
  element: DicomElement,
  bytes: Uint8Array,
): NonNullable<DicomJsonElement['Value']> | null {
  const { vr } = element;
  if (vr === 'AT') {
    const halves = numbersIn(bytes, 'US', dataset.bigEndian).map((half) =>
      half.toString(16).toUpperCase().padStart(4, '0'),
    );
    return Array.from(
      { length: Math.floor(halves.length / 2) },
      (_, i) => `${halves[2 * i] ?? ''}${halves[2 * i + 1] ?? ''}`,
    );
  }
  if (numericWidth(vr) !== null) return numbersIn(bytes, vr, dataset.bigEndian).map(jsonNumber);
  if (!isTextVr(vr)) return null;
  const texts = elementTexts(dataset, element);
  if (vr === 'PN') return texts.map((text) => (/^[\^= ]*$/.test(text) ? null : jsonName(text)));
  // A DS or IS that is no number stays as it is written (PS3.18 F.2.3.1 permits strings).
  const isNumber = vr === 'IS' || vr === 'DS';
  return texts.map((text) => (text === '' ? null : isNumber && Number.isFinite(Number(text)) ? Number(text) : text));
}

/** JSON has no NaN, no infinity and no integers beyond 2^53: those are strings. */
function jsonNumber(number: number | bigint): number | string {
  if (typeof number === 'bigint') {
    const plain = Number(number);
    return Number.isSafeInteger(plain) ? plain : String(number);
  }
  if (Number.isFinite(number)) return number;
  return Number.isNaN(number) ? 'NaN' : number > 0 ? 'inf' : '-inf';
}

function jsonName(text: string): DicomJsonName {
  const { alphabetic, ideographic, phonetic } = splitPersonName(text);
  return {
    ...(alphabetic !== '' && { Alphabetic: alphabetic }),
    ...(ideographic !== '' && { Ideographic: ideographic }),
    ...(phonetic !== '' && { Phonetic: phonetic }),
  };
}

function littleEndian(bytes: Uint8Array, vr: string, bigEndian: boolean): Buffer {
  const copy = Buffer.from(bytes);
  const unit = bigEndian ? unitBytes[vr] : undefined;
  if (unit === undefined || copy.length % unit !== 0) return copy;
  if (unit === 2) return copy.swap16();
  return unit === 4 ? copy.swap32() : copy.swap64();
}
