import { gzipSync } from 'node:zlib';

export interface NiftiDraft {
  readonly dims: readonly number[];
  /** Voxel sizes, in the unit. */
  readonly sizes?: readonly number[];
  /** @default 16, 32-bit floats */
  readonly datatype?: 2 | 4 | 8 | 16 | 64 | 128 | 256 | 512 | 768 | 1024 | 1280;
  readonly little?: boolean;
  readonly slope?: number;
  readonly intercept?: number;
  /** The spatial bits of xyzt_units. @default 2, mm */
  readonly unit?: number;
  readonly gzip?: boolean;
  readonly values: readonly number[];
}

const writers = new Map<
  number,
  readonly [number, (view: DataView, at: number, value: number, little: boolean) => void]
>([
  [
    2,
    [
      1,
      (view, at, value) => {
        view.setUint8(at, value);
      },
    ],
  ],
  [
    256,
    [
      1,
      (view, at, value) => {
        view.setInt8(at, value);
      },
    ],
  ],
  [
    4,
    [
      2,
      (view, at, value, little) => {
        view.setInt16(at, value, little);
      },
    ],
  ],
  [
    512,
    [
      2,
      (view, at, value, little) => {
        view.setUint16(at, value, little);
      },
    ],
  ],
  [
    8,
    [
      4,
      (view, at, value, little) => {
        view.setInt32(at, value, little);
      },
    ],
  ],
  [
    768,
    [
      4,
      (view, at, value, little) => {
        view.setUint32(at, value, little);
      },
    ],
  ],
  [
    16,
    [
      4,
      (view, at, value, little) => {
        view.setFloat32(at, value, little);
      },
    ],
  ],
  [
    64,
    [
      8,
      (view, at, value, little) => {
        view.setFloat64(at, value, little);
      },
    ],
  ],
  [
    1024,
    [
      8,
      (view, at, value, little) => {
        view.setBigInt64(at, BigInt(value), little);
      },
    ],
  ],
  [
    1280,
    [
      8,
      (view, at, value, little) => {
        view.setBigUint64(at, BigInt(value), little);
      },
    ],
  ],
  [
    128,
    [
      3,
      (view, at, value) => {
        view.setUint8(at, value);
      },
    ],
  ],
]);

/** A NIfTI-1 file, for tests. */
export function writeNifti({
  dims,
  sizes = [1, 1, 1],
  datatype = 16,
  little = true,
  slope = 0,
  intercept = 0,
  unit = 2,
  gzip = false,
  values,
}: NiftiDraft): Uint8Array {
  const [width, write] = writers.get(datatype) ?? [0, () => undefined];
  const bytes = new Uint8Array(352 + width * values.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348, little);
  view.setInt16(40, dims.length, little);
  for (const [index, size] of dims.entries()) view.setInt16(42 + 2 * index, size, little);
  view.setInt16(70, datatype, little);
  view.setInt16(72, width * 8, little);
  for (const [index, size] of sizes.entries()) view.setFloat32(80 + 4 * index, size, little);
  view.setFloat32(108, 352, little);
  view.setFloat32(112, slope, little);
  view.setFloat32(116, intercept, little);
  view.setUint8(123, unit);
  bytes.set(new TextEncoder().encode('n+1\0'), 344);
  for (const [index, value] of values.entries()) write(view, 352 + width * index, value, little);
  return gzip ? gzipSync(bytes) : bytes;
}
