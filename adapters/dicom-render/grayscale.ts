import type { DicomDataset } from '../../core/dicom/dataset.ts';
import { numberOf, numbersOf, textOf } from '../../core/dicom/values.ts';
import type { VoiWindow } from '../../core/ports/pixel-renderer.ts';
import { frameGroup, wordsOf } from './attributes.ts';
import type { DecodedFrame } from './decode.ts';
import { samplesOf, type Samples } from './samples.ts';

type Transform = (value: number) => number;

/**
 * One byte a pixel, 0 black: modality transform, then the window asked for, the image's own VOI LUT or window, or the
 * range of its values (PS3.3 C.11.1, C.11.2).
 */
export function grayOf(
  dataset: DicomDataset,
  frame: number,
  decoded: DecodedFrame,
  window: VoiWindow | 'RANGE' | null,
): Uint8Array {
  const samples = samplesOf(decoded);
  const modality = modalityTransform(dataset, frame);
  const chosen = window === 'RANGE' ? null : window ? windowTransform(window) : ownVoi(dataset, frame);
  const voi = chosen ?? rangeTransform(dataset, samples, modality);
  const invert = decoded.layout.photometric === 'MONOCHROME1' ? 255 : 0;
  const shades = new Uint8ClampedArray(samples.length);
  for (let index = 0; index < samples.length; index += 1) shades[index] = voi(modality(samples[index] ?? 0));
  if (invert > 0) for (let index = 0; index < shades.length; index += 1) shades[index] = invert - (shades[index] ?? 0);
  return new Uint8Array(shades.buffer);
}

function modalityTransform(dataset: DicomDataset, frame: number): Transform {
  const table = lookupTable(dataset.items('00283000')[0]);
  if (table) return table.lookup;
  const group = frameGroup(dataset, frame, '00289145');
  const slope = numberOf(group, '00281053') ?? 1;
  const intercept = numberOf(group, '00281052') ?? 0;
  return (value) => value * slope + intercept;
}

function ownVoi(dataset: DicomDataset, frame: number): Transform | null {
  const group = frameGroup(dataset, frame, '00289132');
  const table = lookupTable(group.items('00283010')[0]);
  if (table) return (value) => (table.lookup(value) / table.maximum) * 255;
  const center = numberOf(group, '00281050');
  const width = numberOf(group, '00281051');
  if (center === null || width === null || width <= 0) return null;
  const named = textOf(group, '00281056')?.toUpperCase();
  return windowTransform({ center, width, shape: named === 'SIGMOID' || named === 'LINEAR_EXACT' ? named : 'LINEAR' });
}

/** PS3.3 C.11.2.1.2 and C.11.2.1.3, to 0..255. */
function windowTransform({ center, width, shape }: VoiWindow): Transform {
  if (shape === 'SIGMOID') return (value) => 255 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'LINEAR_EXACT') return (value) => ((value - center) / width + 0.5) * 255;
  if (width <= 1) return (value) => (value <= center - 0.5 ? 0 : 255);
  return (value) => ((value - (center - 0.5)) / (width - 1) + 0.5) * 255;
}

/** From the least to the greatest value, without those that are padding. */
function rangeTransform(dataset: DicomDataset, samples: Samples, modality: Transform): Transform {
  const padding = numberOf(dataset, '00280120');
  const limit = numberOf(dataset, '00280121') ?? padding;
  let least = Infinity;
  let greatest = -Infinity;
  for (const sample of samples) {
    if (padding !== null && limit !== null && sample >= Math.min(padding, limit) && sample <= Math.max(padding, limit))
      continue;
    if (sample < least) least = sample;
    if (sample > greatest) greatest = sample;
  }
  if (!(greatest > least)) return () => (greatest > 0 ? 255 : 0);
  const ends = [modality(least), modality(greatest)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return high > low ? (value) => ((value - low) / (high - low)) * 255 : () => 0;
}

/** PS3.3 C.11.1.1: number of entries, first value mapped, bits of an entry. */
function lookupTable(item: DicomDataset | undefined): { readonly lookup: Transform; readonly maximum: number } | null {
  if (!item) return null;
  const [entries, first, bits] = numbersOf(item, '00283002');
  const table = wordsOf(item, '00283006');
  if (entries === undefined || first === undefined || bits === undefined || table.length === 0) return null;
  const last = table.length - 1;
  return {
    lookup: (value) => table[Math.min(Math.max(Math.round(value) - first, 0), last)] ?? 0,
    maximum: 2 ** Math.min(bits, 16) - 1,
  };
}
