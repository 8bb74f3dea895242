import type { Voxels } from './straighten.ts';

type Kind = new (buffer: ArrayBuffer) => Voxels;
const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [2, Uint8Array],
  [256, Int8Array],
  [4, Int16Array],
  [512, Uint16Array],
  [8, Int32Array],
  [768, Uint32Array],
  [16, Float32Array],
  [64, Float64Array],
]);

/** A copy of the voxels, as they are stored, of an unpacked little-endian NIfTI-1 file; null when they are no single numbers. */
export function niftiVoxels(file: Uint8Array): Voxels | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const Kind = kinds.get(view.getInt16(70, true));
  if (!Kind || view.getInt32(0, true) !== 348) return null;
  const body = file.subarray(view.getFloat32(108, true));
  // What a writer left behind the last whole voxel is none.
  const whole = body.length - (body.length % (view.getInt16(72, true) / 8));
  return new Kind(new Uint8Array(body.subarray(0, whole)).buffer);
}
