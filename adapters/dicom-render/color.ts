import type { DicomDataset } from '../../core/dicom/dataset.ts';
import { numbersOf } from '../../core/dicom/values.ts';
import { wordsOf } from './attributes.ts';
import type { DecodedFrame } from './decode.ts';
import { unsupported } from './pixels.ts';
import { samplesOf } from './samples.ts';

/** Three bytes a pixel, red first (PS3.3 C.7.6.3.1.2). @throws UNSUPPORTED for a colour model that is not handled */
export function rgbOf(dataset: DicomDataset, decoded: DecodedFrame): Uint8Array {
  const { photometric } = decoded.layout;
  if (photometric === 'PALETTE COLOR') return fromPalette(dataset, decoded);
  // Decoders of JPEG 2000 undo its own colour transforms (RCT, ICT) by themselves.
  if (photometric === 'RGB' || photometric === 'YBR_RCT' || photometric === 'YBR_ICT') return interleaved(decoded);
  if (photometric === 'YBR_FULL') return fromYbr(interleaved(decoded));
  if (photometric === 'YBR_FULL_422') {
    const pixels = decoded.layout.width * decoded.layout.height;
    return fromYbr(decoded.bytes.length >= pixels * 3 ? interleaved(decoded) : upsampled(decoded.bytes, pixels));
  }
  throw unsupported(`the colour model ${photometric} is not handled`);
}

/** Samples of one byte, pixel by pixel. */
function interleaved(decoded: DecodedFrame): Uint8Array {
  const { width, height, bitsStored, planar } = decoded.layout;
  const samples = samplesOf(decoded);
  const pixels = width * height;
  const scale = bitsStored === 8 ? 1 : 255 / (2 ** bitsStored - 1);
  const bytes = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const from = planar ? channel * pixels + pixel : pixel * 3 + channel;
      bytes[pixel * 3 + channel] = (samples[from] ?? 0) * scale;
    }
  }
  return bytes;
}

/** Y Y Cb Cr for each two pixels of a row. */
function upsampled(bytes: Uint8Array, pixels: number): Uint8Array {
  const full = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const pair = (pixel >> 1) * 4;
    full[pixel * 3] = bytes[pair + (pixel & 1)] ?? 0;
    full[pixel * 3 + 1] = bytes[pair + 2] ?? 128;
    full[pixel * 3 + 2] = bytes[pair + 3] ?? 128;
  }
  return full;
}

/** ITU-R BT.601, full range, in place of PS3.3's inverse matrix. */
function fromYbr(ybr: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at < ybr.length; at += 3) {
    const [y, blue, red] = [ybr[at] ?? 0, (ybr[at + 1] ?? 128) - 128, (ybr[at + 2] ?? 128) - 128];
    rgb[at] = y + 1.402 * red;
    rgb[at + 1] = y - 0.344136 * blue - 0.714136 * red;
    rgb[at + 2] = y + 1.772 * blue;
  }
  return new Uint8Array(rgb.buffer);
}

/** PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6. Entries of 8 bits may be packed two a word. */
function fromPalette(dataset: DicomDataset, decoded: DecodedFrame): Uint8Array {
  const tables = ['1', '2', '3'].map((color) => {
    const [entries = 0, first = 0, bits = 0] = numbersOf(dataset, `0028110${color}`);
    const count = entries === 0 ? 65536 : entries;
    const words = wordsOf(dataset, `0028120${color}`);
    if (words.length === 0) throw unsupported('a palette image without palette (segmented palettes are not handled)');
    const packed = bits === 8 && words.length <= Math.ceil(count / 2);
    const shades = packed
      ? [...(dataset.bytes(`0028120${color}`) ?? [])]
      : words.map((word) => (bits === 16 ? word >> 8 : word));
    return { first, last: Math.min(count, shades.length) - 1, shades };
  });
  const samples = samplesOf(decoded);
  const rgb = new Uint8Array(samples.length * 3);
  for (let pixel = 0; pixel < samples.length; pixel += 1) {
    for (const [channel, { first, last, shades }] of tables.entries()) {
      rgb[pixel * 3 + channel] = shades[Math.min(Math.max((samples[pixel] ?? 0) - first, 0), last)] ?? 0;
    }
  }
  return rgb;
}
