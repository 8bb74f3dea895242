import type { DicomDataset, DicomElement } from '../dicom/dataset.ts';
import { numberOf, textOf } from '../dicom/values.ts';
import type { Finding } from './findings.ts';

/** Float, double and integer pixels, with the bits that each takes; null: as Bits Allocated says. */
const nativePixels = [
  ['7FE00008', 32],
  ['7FE00009', 64],
  ['7FE00010', null],
] as const;

/**
 * Takes from the native pixels of `cleaned` what no reader shows: bytes after the last pixel, and bits of a pixel that it doesn't use, in
 * which old overlays stand and anything may. Pixels themselves stay.
 */
export function cleanNative(cleaned: DicomDataset): readonly Finding[] {
  return nativePixels.flatMap(([tag, bits]) => {
    const element = cleaned.get(tag);
    return element === undefined ? [] : cleanElement(cleaned, element, bits ?? numberOf(cleaned, 'BitsAllocated') ?? 0);
  });
}

function cleanElement(cleaned: DicomDataset, element: DicomElement, bits: number): readonly Finding[] {
  if (element.value.kind !== 'bytes' || element.value.bytes.length === 0) return [];
  const { bytes } = element.value;
  const stated = neededBytes(cleaned, isHalved(cleaned) ? 2 : samplesOf(cleaned), bits);
  if (stated === null) {
    const detail =
      'the attributes give the image no size, so nobody can say which bytes are its pixels: all of them stay';
    return [{ kind: 'PIXELS_NOT_CLEANED', detail }];
  }
  // Where just all samples of every pixel are there, the label is wrong, as it stays when somebody decompresses and forgets it.
  const all = neededBytes(cleaned, samplesOf(cleaned), bits) ?? stated;
  const isMislabelled = all > stated && bytes.length === all + (all % 2);
  const needed = isMislabelled ? all : stated;
  const length = needed + (needed % 2);
  const isLong = bytes.length > length;
  const padded =
    isLong || bytes.length === length ? withoutRest(bytes, needed, length, isSwapped(cleaned, element.vr)) : bytes;
  const used = element.tag === '7FE00010' ? withoutUnusedBits(cleaned, padded, element.vr) : padded;
  if (used !== bytes) cleaned.set({ ...element, value: { kind: 'bytes', bytes: used } });
  if (isMislabelled) {
    const detail = 'all samples of each pixel are there, though YBR_FULL_422 halves the colours: nothing was cut off';
    return [{ kind: 'PIXELS_NOT_CLEANED', detail }];
  }
  return isLong
    ? [{ kind: 'PIXELS_CUT', detail: 'bytes after the last pixel that the attributes speak of were removed' }]
    : [];
}

const samplesOf = (dataset: DicomDataset): number => Math.max(1, numberOf(dataset, 'SamplesPerPixel') ?? 0);

/** Two pixels share their colours. */
const isHalved = (dataset: DicomDataset): boolean =>
  textOf(dataset, 'PhotometricInterpretation') === 'YBR_FULL_422' && samplesOf(dataset) === 3;

/** Bytes that the pixels take by the attributes, of so many samples each; null when these don't say. */
function neededBytes(dataset: DicomDataset, samples: number, bits: number): number | null {
  const of = (keyword: string): number => numberOf(dataset, keyword) ?? 0;
  const [rows, columns] = [of('Rows'), of('Columns')];
  const needed = Math.ceil((rows * columns * samples * bits * Math.max(1, of('NumberOfFrames'))) / 8);
  return Number.isSafeInteger(needed) && needed > 0 ? needed : null;
}

/** Words of a big-endian file hold two 8-bit pixels, the first in the lower half, so the byte that fills the last one comes before. */
const isSwapped = (dataset: DicomDataset, vr: string): boolean => dataset.bigEndian && vr === 'OW';

function withoutRest(bytes: Uint8Array, needed: number, length: number, swapped: boolean): Uint8Array {
  const filler = swapped ? length - 2 : length - 1;
  const isFilled = needed === length || bytes[filler] === 0;
  if (isFilled) return bytes.length === length ? bytes : bytes.subarray(0, length);
  const copy = Uint8Array.from(bytes.subarray(0, length));
  copy[filler] = 0;
  return copy;
}

/** Of 16 bits a pixel. Signed pixels keep unused bits that repeat the sign, as readers count on it. */
function withoutUnusedBits(dataset: DicomDataset, bytes: Uint8Array, vr: string): Uint8Array {
  const stored = numberOf(dataset, 'BitsStored') ?? 16;
  const high = numberOf(dataset, 'HighBit') ?? stored - 1;
  const isSigned = numberOf(dataset, 'PixelRepresentation') === 1;
  if (numberOf(dataset, 'BitsAllocated') !== 16 || stored < 1 || stored >= 16 || high >= 16 || high < stored - 1)
    return bytes;
  const low = high - stored + 1;
  const mask = ((1 << stored) - 1) << low;
  const first = dataset.bigEndian && vr !== 'OB' ? 1 : 0;
  if (!hasUnused(bytes, first, mask, isSigned, high)) return bytes;
  const copy = Uint8Array.from(bytes);
  for (let at = 0; at + 1 < copy.length; at += 2) {
    const value = (copy[at + first] ?? 0) | ((copy[at + 1 - first] ?? 0) << 8);
    const kept =
      isSigned && low === 0 && (value & (1 << high)) !== 0 ? (value & mask) | (0xffff & ~mask) : value & mask;
    copy[at + first] = kept & 0xff;
    copy[at + 1 - first] = kept >> 8;
  }
  return copy;
}

function hasUnused(bytes: Uint8Array, first: number, mask: number, isSigned: boolean, high: number): boolean {
  const unused = 0xffff & ~mask;
  // Most images use none, which is soon seen.
  if (!hasBits(bytes, first, unused)) return false;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const value = (bytes[at + first] ?? 0) | ((bytes[at + 1 - first] ?? 0) << 8);
    const rest = value & unused;
    if (rest !== 0 && !(isSigned && rest === unused && (value & (1 << high)) !== 0)) return true;
  }
  return false;
}

/** Whether any 16-bit pixel has one of these bits; true also where that isn't looked at. */
function hasBits(bytes: Uint8Array, first: number, bits: number): boolean {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % 2 !== 0 || length < 4) return true;
  const begin = (4 - (byteOffset % 4)) % 4;
  const words = new Uint32Array(buffer, byteOffset + begin, Math.max(0, (length - begin) >> 2));
  let all = 0;
  for (const word of words) all |= word;
  const pixel = first === 0 ? [bits & 0xff, bits >> 8] : [bits >> 8, bits & 0xff];
  const [wanted = 0] = new Uint32Array(Uint8Array.from([...pixel, ...pixel]).buffer);
  if ((all & wanted) !== 0) return true;
  // Pixels before the first whole word, and after the last one.
  const ends = [...bytes.subarray(0, begin), ...bytes.subarray(begin + words.length * 4)];
  return ends.some((byte, at) => (byte & (pixel[at % 2] ?? 0)) !== 0);
}
