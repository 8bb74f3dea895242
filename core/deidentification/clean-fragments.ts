import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf } from '../dicom/values.ts';
import { wipeJpeg, wipeJpeg2000, wipeRle } from './clean-codestream.ts';
import type { Finding } from './findings.ts';

const jpeg2000: ReadonlySet<string> = new Set(['90', '91', '92', '93', '201', '202', '203'].map((last) => `4.${last}`));

/** How streams of a transfer syntax are written; null for those whose insides we don't know (video, JPEG XL). */
function kindOf(transferSyntaxUID: string): 'jpeg' | 'jpeg2000' | 'rle' | null {
  const [, last = ''] = /^1\.2\.840\.10008\.1\.2\.(4\.\d+|5)$/.exec(transferSyntaxUID) ?? [];
  if (last === '5') return 'rle';
  if (jpeg2000.has(last)) return 'jpeg2000';
  return /^4\.([567]\d|8[01])$/.test(last) ? 'jpeg' : null;
}

/**
 * Wipes in the compressed pixels of `cleaned` what they carry beside the pictures, and takes away offset tables that don't fit the
 * fragments. Tells where it can't, as somebody's name may be in a comment. Nothing is done to native pixels.
 */
export function cleanFragments(cleaned: DicomDataset, transferSyntaxUID: string): readonly Finding[] {
  const element = cleaned.get('7FE00010');
  if (element?.value.kind !== 'fragments') return [];
  const [table = new Uint8Array(), ...fragments] = element.value.fragments;
  const streams = Uint8Array.from(Buffer.concat(fragments));
  const starts: number[] = [];
  let length = 0;
  for (const fragment of fragments) {
    starts.push(length);
    length += fragment.length;
  }
  const pieces = starts.map((start, n) => streams.subarray(start, starts[n + 1]));
  const isClean = wipe(cleaned, kindOf(transferSyntaxUID), streams, starts, pieces);
  const positions = new Set(starts.map((start, n) => start + n * 8));
  const frames = Math.max(1, numberOf(cleaned, 'NumberOfFrames') ?? 1);
  const fits = isTable(table, 4, frames, positions);
  cleaned.set({ ...element, value: { kind: 'fragments', fragments: [fits ? table : new Uint8Array(), ...pieces] } });
  const extended = cleaned.bytes('7FE00001');
  const lengths = cleaned.bytes('7FE00002');
  if (extended !== null && !(isTable(extended, 8, frames, positions) && isLengths(lengths, frames, streams.length))) {
    cleaned.delete('7FE00001');
    cleaned.delete('7FE00002');
  }
  if (extended === null) cleaned.delete('7FE00002');
  const detail = 'the compressed pixels may carry text beside the picture, which could not be followed';
  return isClean ? [] : [{ kind: 'STREAM_NOT_CLEANED', detail }];
}

function wipe(
  cleaned: DicomDataset,
  kind: ReturnType<typeof kindOf>,
  streams: Uint8Array,
  starts: readonly number[],
  pieces: readonly Uint8Array[],
): boolean {
  if (kind === null) return false;
  if (kind === 'jpeg') return wipeJpeg(streams, starts);
  if (kind === 'jpeg2000') return wipeJpeg2000(streams, starts);
  const segmentSize = (numberOf(cleaned, 'Rows') ?? 0) * (numberOf(cleaned, 'Columns') ?? 0);
  return pieces.every((piece) => wipeRle(piece, segmentSize));
}

const read = (bytes: Uint8Array, size: number, at: number): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return size === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
};

/** True for an offset table that names the fragments where the frames begin; an empty one too. */
function isTable(table: Uint8Array, size: number, frames: number, positions: ReadonlySet<number>): boolean {
  if (table.length === 0) return true;
  if (table.length !== frames * size) return false;
  const offsets = Array.from({ length: frames }, (_, n) => read(table, size, n * size));
  return offsets.every((offset, n) => positions.has(offset) && offset > (offsets[n - 1] ?? -1));
}

function isLengths(lengths: Uint8Array | null, frames: number, total: number): boolean {
  if (lengths?.length !== frames * 8) return false;
  return Array.from({ length: frames }, (_, n) => read(lengths, 8, n * 8)).every((length) => length <= total);
}
