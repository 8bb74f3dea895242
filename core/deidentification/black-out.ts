import type { DicomDataset, DicomElement } from '../dicom/dataset.ts';
import { numberOf, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import type { Rectangle } from './regions.ts';

interface Layout {
  readonly rows: number;
  readonly columns: number;
  /** Stored for each pixel; 2 where two pixels share their colours (YBR_FULL_422). */
  readonly samples: number;
  readonly bits: number;
  readonly planar: boolean;
  readonly isYbr: boolean;
  readonly isHalved: boolean;
  readonly frames: number;
}

const unsupported = (reason: string): HubError => new HubError('UNSUPPORTED', reason);

/**
 * The native pixel data in which every sample inside of the rectangles, in every frame (or those in `only`, from 1), is 0 (colour differences of YBR: the
 * middle, so that it is black): all bits of it, also those that the image doesn't use. 1, 8, 16, 32 or 64 bits allocated,
 * one sample or several, by pixel or by plane, and YBR_FULL_422; either byte order.
 * @throws UNSUPPORTED for compressed pixels, other layouts, or fewer or more bytes than the attributes say
 */
export function blackOut(
  dataset: DicomDataset,
  rectangles: readonly Rectangle[],
  only: ReadonlySet<number> | null = null,
): DicomElement {
  const element = ['7FE00010', '7FE00008', '7FE00009'].map((tag) => dataset.get(tag)).find((found) => found);
  if (element?.value.kind !== 'bytes') throw unsupported('the pixels are compressed');
  const layout = layoutOf(dataset, element.tag);
  const { rows, columns, samples, frames, bits } = layout;
  const needed = Math.ceil((rows * columns * samples * bits * frames) / 8);
  const { length } = element.value.bytes;
  // More bytes than said lie in another way or in more frames than said: rectangles would be elsewhere than they are seen.
  if (length !== needed && length !== needed + (needed % 2))
    throw unsupported(`the pixel data has ${String(length)} bytes where its attributes say ${String(needed)}`);
  const bytes = Uint8Array.from(element.value.bytes);
  // Words of a big-endian file hold two 8-bit pixels or 16 of one bit each, the first in the lower half (PS3.5 §8.2).
  const swaps = dataset.bigEndian && element.vr === 'OW' && bits <= 8 ? 1 : 0;
  if (swaps === 1 && length % 2 !== 0) throw unsupported('the last word of the pixel data is half a word');
  for (const rectangle of rectangles) {
    for (const pixel of pixelsIn(rectangle, layout, only)) {
      for (let sample = 0; sample < samples; sample += 1) {
        const at = layout.planar ? planeAt(pixel, sample, layout) : pixel * samples + sample;
        const isColour = layout.isHalved ? at % 4 >= 2 : sample > 0;
        if (bits === 1) {
          const byte = (at >> 3) ^ swaps;
          bytes[byte] = (bytes[byte] ?? 0) & ~(1 << (at & 7));
        } else if (bits === 8) bytes[at ^ swaps] = layout.isYbr && isColour ? 128 : 0;
        else bytes.fill(0, (at * bits) / 8, ((at + 1) * bits) / 8);
      }
    }
  }
  return { ...element, value: { kind: 'bytes', bytes } };
}

/** Numbers of the pixels inside of a rectangle, over all frames or some. */
function* pixelsIn(
  { x, y, width, height }: Rectangle,
  layout: Layout,
  only: ReadonlySet<number> | null,
): Generator<number> {
  const { rows, columns, frames, isHalved } = layout;
  // Two pixels share their colours: both go.
  const left = isHalved ? x - (x % 2) : x;
  const right = Math.min(columns, isHalved ? x + width + ((x + width) % 2) : x + width);
  const bottom = Math.min(rows, y + height);
  for (let frame = 0; frame < frames; frame += 1) {
    if (only?.has(frame + 1) === false) continue;
    for (let row = y; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) yield (frame * rows + row) * columns + column;
    }
  }
}

/** Where a sample is when each frame has its samples one plane after the other. */
function planeAt(pixel: number, sample: number, { rows, columns, samples }: Layout): number {
  const frameSize = rows * columns;
  const frame = Math.floor(pixel / frameSize);
  return (frame * samples + sample) * frameSize + (pixel % frameSize);
}

function layoutOf(dataset: DicomDataset, tag: string): Layout {
  const floating = { '7FE00008': 32, '7FE00009': 64 }[tag];
  const photometric = textOf(dataset, 'PhotometricInterpretation')?.toUpperCase() ?? '';
  const stated = numberOf(dataset, 'SamplesPerPixel') ?? 1;
  const isHalved = photometric === 'YBR_FULL_422' && stated === 3;
  const layout: Layout = {
    rows: numberOf(dataset, 'Rows') ?? 0,
    columns: numberOf(dataset, 'Columns') ?? 0,
    samples: isHalved ? 2 : stated,
    bits: floating ?? numberOf(dataset, 'BitsAllocated') ?? 0,
    planar: numberOf(dataset, 'PlanarConfiguration') === 1 && stated > 1,
    isYbr: photometric.startsWith('YBR'),
    isHalved,
    frames: Math.max(1, numberOf(dataset, 'NumberOfFrames') ?? 1),
  };
  const { rows, columns, samples, bits } = layout;
  if (rows < 1 || columns < 1 || samples < 1) throw unsupported('the image has no rows, columns or samples');
  if (![1, 8, 16, 32, 64].includes(bits)) throw unsupported(`${String(bits)} bits allocated are not handled`);
  if (layout.isYbr && bits !== 8) throw unsupported(`${photometric} of ${String(bits)} bits is not handled`);
  if (isHalved && (layout.planar || columns % 2 !== 0))
    throw unsupported('YBR_FULL_422 in another layout than that of the standard');
  return layout;
}
