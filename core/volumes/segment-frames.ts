import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, numberOf, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { framePlanes, macroOf, type ImagePlane } from './image-planes.ts';
import { unpackBits } from './unpack-bits.ts';

/** BINARY and FRACTIONAL have a frame for each segment and slice; a LABELMAP's pixels are numbers of segments (PS3.3 A.51, A.101). */
export type SegmentationType = 'BINARY' | 'FRACTIONAL' | 'LABELMAP';

export interface SegmentFrame {
  /** Null in a label map, whose frames hold all segments. */
  readonly segmentNumber: number | null;
  readonly plane: ImagePlane;
  /** Value of each pixel, row by row. */
  readonly pixels: () => Uint8Array | Uint16Array;
}

function broken(what: string): HubError {
  return new HubError('STEP_FAILED', `the segmentation can't be read: ${what}`);
}

/** Which of its types a segmentation object has. @throws STEP_FAILED when it says none that is known */
export function segmentationTypeOf(dataset: DicomDataset): SegmentationType {
  const type = textOf(dataset, 'SegmentationType');
  if (type !== 'BINARY' && type !== 'FRACTIONAL' && type !== 'LABELMAP')
    throw broken('its Segmentation Type is none of BINARY, FRACTIONAL and LABELMAP');
  return type;
}

/**
 * The frames of a segmentation object whose pixels are native, in the order of the file, each with its segment and place.
 * @throws STEP_FAILED when frames have no place or segment, or there are fewer pixels than frames
 * @see PS3.3 C.8.20.2, C.8.20.3; PS3.5 §8.1.1 (bits of frames follow each other without padding)
 */
export function segmentFrames(dataset: DicomDataset): readonly SegmentFrame[] {
  const type = segmentationTypeOf(dataset);
  const count = numberOf(dataset, 'NumberOfFrames') ?? 1;
  const [rows, columns] = [numberOf(dataset, 'Rows') ?? 0, numberOf(dataset, 'Columns') ?? 0];
  const bits = numberOf(dataset, 'BitsAllocated') ?? 0;
  const pixels = dataset.bytes('7FE00010');
  if (!Number.isInteger(count) || count < 1 || rows < 1 || columns < 1) throw broken('it has no frames');
  if (type === 'BINARY' ? bits !== 1 && bits !== 8 : bits !== 8 && bits !== 16)
    throw broken(`${String(bits)} bits allocated for a pixel of ${type}`);
  if (!pixels) throw broken('it has no native pixel data');
  const size = rows * columns;
  const needed = Math.ceil((count * size * bits) / 8);
  if (pixels.length < needed)
    throw broken(`${String(count)} frames need ${String(needed)} bytes of pixels, there are ${String(pixels.length)}`);
  const groups = itemsOf(dataset, 'PerFrameFunctionalGroupsSequence');
  if (groups.length !== count)
    throw broken(`${String(count)} frames, but functional groups of ${String(groups.length)}`);
  const planes = framePlanes(dataset);
  const shared = itemsOf(dataset, 'SharedFunctionalGroupsSequence').slice(0, 1);
  return groups.map((group, frame) => {
    const plane = planes[frame];
    if (!plane) throw broken(`frame ${String(frame + 1)} does not say where it lies`);
    const segment = macroOf([group, ...shared], 'SegmentIdentificationSequence');
    const segmentNumber = segment ? numberOf(segment, 'ReferencedSegmentNumber') : null;
    if (type !== 'LABELMAP' && segmentNumber === null)
      throw broken(`frame ${String(frame + 1)} does not say which segment it shows`);
    return {
      segmentNumber: type === 'LABELMAP' ? null : segmentNumber,
      plane,
      pixels: () => {
        const values = pixelsOf(pixels, frame * size, size, bits, dataset.bigEndian);
        // Some write 8 bits a pixel, and 255 for what is inside.
        return type === 'BINARY' && bits === 8 ? values.map((value) => Math.min(value, 1)) : values;
      },
    };
  });
}

function pixelsOf(all: Uint8Array, from: number, size: number, bits: number, bigEndian: boolean) {
  if (bits === 1) return unpackBits(all, from, size);
  if (bits === 8) return all.subarray(from, from + size);
  const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
  return Uint16Array.from({ length: size }, (_, at) => view.getUint16(2 * (from + at), !bigEndian));
}
