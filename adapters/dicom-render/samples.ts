import type { DecodedFrame } from './decode.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** The frame's stored values, sign extended from the bits that are stored, by sample as they lie. */
export function samplesOf({ layout, bytes }: DecodedFrame): Samples {
  // Typed arrays need an aligned start, which a view into a file seldom has.
  const { buffer } = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const start = bytes.byteOffset % 8 === 0 ? bytes.byteOffset : 0;
  const count = Math.floor(bytes.byteLength / (layout.bitsAllocated / 8));
  if (layout.floating)
    return layout.bitsAllocated === 64
      ? new Float64Array(buffer, start, count)
      : new Float32Array(buffer, start, count);
  const unused = layout.bitsAllocated - layout.bitsStored;
  if (layout.bitsAllocated === 8) {
    const samples = layout.signed ? new Int8Array(buffer, start, count) : new Uint8Array(buffer, start, count);
    return unused === 0 ? samples : samples.map((value) => clipped(value, layout.bitsStored, layout.signed));
  }
  if (layout.bitsAllocated === 16) {
    const samples = layout.signed ? new Int16Array(buffer, start, count) : new Uint16Array(buffer, start, count);
    return unused === 0 ? samples : samples.map((value) => clipped(value, layout.bitsStored, layout.signed));
  }
  return layout.signed ? new Int32Array(buffer, start, count) : new Uint32Array(buffer, start, count);
}

/** Bits above those stored may hold anything (old overlays live there), so they don't count. */
function clipped(value: number, bitsStored: number, signed: boolean): number {
  const shift = 32 - bitsStored;
  return signed ? (value << shift) >> shift : (value << shift) >>> shift;
}
