import type { DicomDataset, DicomFile } from '../../core/dicom/dataset.ts';
import { numberOf, textOf } from '../../core/dicom/values.ts';
import { HubError } from '../../core/errors.ts';
import { longsOf } from './attributes.ts';

/** How the pixels of each frame are laid out (PS3.3 C.7.6.3), whether compressed or not. */
export interface PixelLayout {
  readonly width: number;
  readonly height: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly planar: boolean;
  readonly photometric: string;
  /** True for Float and Double Float Pixel Data. */
  readonly floating: boolean;
  readonly frameCount: number;
}

/** More than this, decoded, is refused before any memory is taken for it. */
const maxFrameBytes = 512 * 1024 * 1024;

export function unsupported(reason: string): HubError {
  return new HubError('UNSUPPORTED', reason);
}

const pixelTags = ['7FE00010', '7FE00008', '7FE00009'] as const;

export function hasPixels(dataset: DicomDataset): boolean {
  return pixelTags.some((tag) => dataset.has(tag));
}

/** @throws NOT_FOUND for an object without pixels, UNSUPPORTED for one with impossible ones */
export function layoutOf(dataset: DicomDataset): PixelLayout {
  if (!hasPixels(dataset)) throw new HubError('NOT_FOUND', 'the object has no pixel data');
  const float = dataset.has('7FE00008') || dataset.has('7FE00009');
  const bits = dataset.has('7FE00009') ? 64 : 32;
  const bitsAllocated = float ? bits : (numberOf(dataset, '00280100') ?? 0);
  const layout: PixelLayout = {
    width: numberOf(dataset, '00280011') ?? 0,
    height: numberOf(dataset, '00280010') ?? 0,
    samplesPerPixel: numberOf(dataset, '00280002') ?? 1,
    bitsAllocated,
    bitsStored: numberOf(dataset, '00280101') ?? bitsAllocated,
    signed: numberOf(dataset, '00280103') === 1,
    planar: numberOf(dataset, '00280006') === 1,
    photometric: textOf(dataset, '00280004')?.toUpperCase() ?? 'MONOCHROME2',
    floating: float,
    frameCount: Math.max(1, numberOf(dataset, '00280008') ?? 1),
  };
  if (layout.width < 1 || layout.height < 1) throw unsupported('the image has no rows or no columns');
  if (![1, 8, 16, 32, 64].includes(bitsAllocated) || layout.bitsStored < 1 || layout.bitsStored > bitsAllocated) {
    throw unsupported(
      `${String(bitsAllocated)} bits allocated with ${String(layout.bitsStored)} stored are not handled`,
    );
  }
  if (layout.samplesPerPixel !== 1 && layout.samplesPerPixel !== 3)
    throw unsupported(`${String(layout.samplesPerPixel)} samples per pixel are not handled`);
  if (frameBytes(layout) > maxFrameBytes) throw unsupported(`a frame is over ${String(maxFrameBytes)} bytes`);
  return layout;
}

/** Bytes of one native frame. */
function frameBytes(layout: PixelLayout): number {
  const samples = layout.photometric === 'YBR_FULL_422' && layout.samplesPerPixel === 3 ? 2 : layout.samplesPerPixel;
  return Math.ceil((layout.width * layout.height * samples * layout.bitsAllocated) / 8);
}

/** The compressed bytes of a frame, counted from 1. @throws NOT_FOUND past the last; UNSUPPORTED when it cannot be told apart */
export function encapsulatedFrame(file: DicomFile, layout: PixelLayout, frame: number): Uint8Array {
  checkFrame(layout, frame);
  const value = file.dataset.get('7FE00010')?.value;
  if (value?.kind !== 'fragments') throw unsupported('the pixel data is not encapsulated as its transfer syntax says');
  const [offsetTable = new Uint8Array(), ...fragments] = value.fragments;
  if (layout.frameCount === 1) return joined(fragments);
  if (fragments.length === layout.frameCount) return joined(fragments.slice(frame - 1, frame));
  const starts = startsOf(file.dataset, offsetTable, fragments, layout.frameCount);
  return joined(fragments.slice(starts[frame - 1], starts[frame]));
}

/** Index of the first fragment of each frame. */
function startsOf(
  dataset: DicomDataset,
  offsetTable: Uint8Array,
  fragments: readonly Uint8Array[],
  frameCount: number,
): readonly number[] {
  const positions = new Map<number, number>();
  let at = 0;
  for (const [index, fragment] of fragments.entries()) {
    positions.set(at, index);
    at += 8 + fragment.length;
  }
  const basic = new DataView(offsetTable.buffer, offsetTable.byteOffset, offsetTable.byteLength);
  const extended = longsOf(dataset, '7FE00001');
  const offsets =
    extended.length > 0
      ? extended
      : Array.from({ length: Math.floor(offsetTable.length / 4) }, (_, index) => basic.getUint32(index * 4, true));
  if (offsets.length >= frameCount) {
    const starts = offsets.map((offset) => positions.get(offset));
    if (starts.every((start) => start !== undefined)) return starts;
  }
  // No table, or a wrong one: each frame's stream begins with its start marker (JPEG SOI, JPEG 2000 SOC).
  const marked = fragments.flatMap((fragment, index) =>
    fragment[0] === 0xff && (fragment[1] === 0xd8 || fragment[1] === 0x4f) ? [index] : [],
  );
  if (marked.length !== frameCount) throw unsupported('the frames cannot be told apart: no offset table');
  return marked;
}

function joined(fragments: readonly Uint8Array[]): Uint8Array {
  if (fragments.length === 0) throw unsupported('the frame has no data');
  return fragments.length === 1 ? (fragments[0] ?? new Uint8Array()) : Buffer.concat(fragments);
}

/** The bytes of a native frame, little endian; 1-bit pixels unpacked to a byte each. @throws NOT_FOUND, UNSUPPORTED */
export function nativeFrame(
  file: DicomFile,
  layout: PixelLayout,
  frame: number,
): { readonly layout: PixelLayout; readonly bytes: Uint8Array } {
  checkFrame(layout, frame);
  const { dataset } = file;
  const tag = pixelTags.find((name) => dataset.has(name)) ?? '';
  const all = dataset.bytes(tag);
  if (!all) throw unsupported('the pixel data is encapsulated where its transfer syntax says that it is not');
  const vr = dataset.get(tag)?.vr ?? '';
  if (layout.bitsAllocated === 1) {
    const bytes = unpacked(all, layout, frame, dataset.bigEndian && vr === 'OW' ? 1 : 0);
    return { layout: { ...layout, bitsAllocated: 8, bitsStored: 8 }, bytes };
  }
  const size = frameBytes(layout);
  const bytes = all.subarray((frame - 1) * size, frame * size);
  if (bytes.length < size) throw unsupported(`the pixel data ends inside frame ${String(frame)}`);
  return {
    layout,
    bytes: dataset.bigEndian ? littleEndian(all, (frame - 1) * size, size, layout, vr) : bytes,
  };
}

/** Pixels of OW are words even where each holds two 8-bit pixels (PS3.5 §8.2), so those swap too. */
function littleEndian(all: Uint8Array, start: number, size: number, layout: PixelLayout, vr: string): Uint8Array {
  const word = Math.max(layout.bitsAllocated / 8, vr === 'OW' ? 2 : 1);
  if (word === 1) return all.subarray(start, start + size);
  const first = start - (start % word);
  const whole = swapped(all.subarray(first, first + Math.ceil((start + size - first) / word) * word), word);
  return whole.subarray(start - first, start - first + size);
}

function checkFrame(layout: PixelLayout, frame: number): void {
  if (frame > layout.frameCount)
    throw new HubError('NOT_FOUND', `no frame ${String(frame)}: the image has ${String(layout.frameCount)}`);
}

/** `swaps`: 1 where bytes are the halves of big-endian words. */
function unpacked(all: Uint8Array, layout: PixelLayout, frame: number, swaps: 0 | 1): Uint8Array {
  const count = layout.width * layout.height * layout.samplesPerPixel;
  const first = (frame - 1) * count;
  if (all.length * 8 < first + count) throw unsupported(`the pixel data ends inside frame ${String(frame)}`);
  return Uint8Array.from(
    { length: count },
    (_, index) => (((all[((first + index) >> 3) ^ swaps] ?? 0) >> ((first + index) & 7)) & 1) * 255,
  );
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % size)));
  if (size === 2) return copy.swap16();
  return size === 4 ? copy.swap32() : copy.swap64();
}
