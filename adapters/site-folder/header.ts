import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { DicomDataset, DicomFile } from '../../core/dicom/dataset.ts';
import { toDicomJson, type DicomJson } from '../../core/dicom/dicom-json.ts';
import { peekDicom, readDicom } from '../../core/dicom/read-dicom.ts';
import { isDeflated } from '../../core/dicom/transfer-syntax.ts';
import { numberOf, uidOf } from '../../core/dicom/values.ts';
import { asError, HubError } from '../../core/errors.ts';
import { bulkDataPrefix } from '../../core/ports/site-folder.ts';
import type { FileStamp } from './file-table.ts';
import { stampOf } from './list-folder.ts';
import { endsEarly } from './pixel-end.ts';

/** What the index keeps of a file. */
export interface IndexedHeader {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  readonly transferSyntaxUID: string;
  readonly frameCount: number;
  /** Null for one that has none. */
  readonly instanceNumber: number | null;
  /** False for a file that lacks the preamble or the meta information that PS3.10 asks for. */
  readonly isPart10: boolean;
  /** The data set as JSON text. */
  readonly metadata: string;
}

/** Bytes of the file's beginning that are tried, one after the other, before the whole of it. */
const prefixes = [32 * 1024, 1024 * 1024];
const maxHeaderBytes = 512 * 1024 * 1024;

/**
 * The header of a DICOM file and what the file was when it was read, reading no more of it than needed.
 * @throws NOT_DICOM, with a reason that holds no value, also for a file that ends before its pixels do
 */
export function readHeader(path: string): { readonly header: IndexedHeader; readonly stamp: FileStamp } {
  const file = openSync(path, 'r');
  try {
    const stamp = stampOf(fstatSync(file));
    const { found, hasPixels } = readFound(file, stamp.sizeBytes);
    const read = (at: number, length: number): Buffer => readBytes(file, at, length);
    if (!isDeflated(found.transferSyntaxUID) && endsEarly(read, endOf(found.dataset), stamp.sizeBytes, found))
      throw new HubError('NOT_DICOM', 'the file ends before its pixels do');
    return { header: headerOf(found, hasPixels), stamp };
  } finally {
    closeSync(file);
  }
}

function readFound(file: number, size: number): { readonly found: DicomFile; readonly hasPixels: boolean } {
  for (const length of prefixes) {
    if (length >= size) break;
    const bytes = readBytes(file, 0, length);
    // Only what says that it is DICOM is worth reading on: this may be a video or an archive of many gigabytes.
    if (length === prefixes.at(-1) && bytes.toString('latin1', 128, 132) !== 'DICM')
      throw new HubError('NOT_DICOM', 'no DICM prefix');
    const found = tryPrefix(bytes);
    if (found) return { found, hasPixels: hasMore(found, size) };
  }
  if (size > maxHeaderBytes) throw new HubError('NOT_DICOM', 'the elements before the pixels are larger than is read');
  const bytes = readBytes(file, 0, size);
  const found = peekDicom(bytes);
  return {
    found,
    hasPixels: isDeflated(found.transferSyntaxUID) ? hasPixels(readDicom(bytes)) : hasMore(found, size),
  };
}

/** Of its own memory, so that an offset in it is one in the file. */
function readBytes(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length);
  let at = 0;
  while (at < length) {
    const bytesRead = readSync(file, buffer, at, length - at, from + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return buffer.subarray(0, at);
}

/** Null when the elements before the pixels may go on behind these bytes. */
function tryPrefix(bytes: Uint8Array): DicomFile | null {
  try {
    const file = peekDicom(bytes);
    return endOf(file.dataset) + 24 * depthOf(file.dataset) <= bytes.length ? file : null;
  } catch (caught) {
    const error = asError(caught);
    if (error instanceof HubError && error.code === 'NOT_DICOM') return null;
    throw error;
  }
}

/**
 * Where the last value ends, Infinity when unknown. When the bytes reach farther than that, by more than the delimiters
 * that may follow, the reader ended because it saw an element it should stop at, not because the bytes did.
 */
function endOf(dataset: DicomDataset): number {
  const last = [...dataset].at(-1)?.value;
  if (last?.kind === 'bytes') return last.bytes.byteOffset + last.bytes.byteLength;
  const item = last?.kind === 'items' ? last.items.at(-1) : undefined;
  return item ? endOf(item) : Infinity;
}

/** 1 for a data set that ends in a plain value, 2 when that stands in an item, ... */
function depthOf(dataset: DicomDataset): number {
  const last = [...dataset].at(-1)?.value;
  const item = last?.kind === 'items' ? last.items.at(-1) : undefined;
  return item ? 1 + depthOf(item) : 1;
}

/** True when the file goes on behind what was read: that is, with pixels. An end that is unknown counts as going on. */
function hasMore({ dataset }: DicomFile, size: number): boolean {
  const end = endOf(dataset);
  return end === Infinity || size - end > 16 * depthOf(dataset);
}

export function hasPixels({ dataset }: DicomFile): boolean {
  return ['7FE00008', '7FE00009', '7FE00010'].some((tag) => dataset.has(tag));
}

/**
 * The header of what `peekDicom` gave.
 * @throws NOT_DICOM when it has not the three UIDs that place it
 */
export function headerOf({ preamble, meta, dataset, transferSyntaxUID }: DicomFile, pixels: boolean): IndexedHeader {
  const uid = (keyword: string): string => {
    const found = uidOf(dataset, keyword);
    if (found === null) throw new HubError('NOT_DICOM', `no valid ${keyword}`);
    return found;
  };
  const number = numberOf(dataset, 'InstanceNumber');
  const json = toDicomJson(dataset, { bulkDataUri: (path) => `${bulkDataPrefix}${path}` });
  return {
    studyInstanceUID: uid('StudyInstanceUID'),
    seriesInstanceUID: uid('SeriesInstanceUID'),
    sopInstanceUID: uid('SOPInstanceUID'),
    sopClassUID: uidOf(dataset, 'SOPClassUID') ?? '',
    transferSyntaxUID,
    frameCount: Math.max(1, numberOf(dataset, 'NumberOfFrames') ?? 1),
    isPart10: preamble !== null && meta.has('00020010'),
    instanceNumber: Number.isSafeInteger(number) ? number : null,
    metadata: JSON.stringify(pixels ? withPixels(json) : json),
  };
}

/** The pixels themselves were not read; the metadata says where they are. */
function withPixels(json: DicomJson): DicomJson {
  const isImage = ['00280010', '00280011', '00280100'].every((tag) => json[tag]?.Value !== undefined);
  if (!isImage) return json;
  return {
    ...json,
    '7FE00010': { vr: json['00280100']?.Value?.[0] === 8 ? 'OB' : 'OW', BulkDataURI: `${bulkDataPrefix}7FE00010` },
  };
}
