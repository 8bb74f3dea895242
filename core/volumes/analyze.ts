import { HubError } from '../errors.ts';
import type { VolumeFile } from '../ports/image-formats.ts';
import { headerBytes, putGrid } from './nifti-header.ts';
import { niftiVoxels } from './nifti-voxels.ts';
import type { Voxels } from './straighten.ts';
import type { Vector } from './vectors.ts';

/** Bits of a voxel by Analyze's data types; NIfTI has more, which are widened to the next that holds all their values. */
const bits: ReadonlyMap<number, number> = new Map([
  [2, 8],
  [4, 16],
  [8, 32],
  [16, 32],
  [32, 64],
  [64, 64],
  [128, 24],
]);
/** By NIfTI's data type: Analyze's that holds all of its values. */
const widened: ReadonlyMap<number, { readonly type: number; readonly widen: (voxels: Voxels) => Voxels }> = new Map([
  [256, { type: 4, widen: (voxels) => Int16Array.from(voxels) }],
  [512, { type: 8, widen: (voxels) => Int32Array.from(voxels) }],
  [768, { type: 64, widen: (voxels) => Float64Array.from(voxels) }],
]);

const headerSize = 348;

/**
 * An unpacked little-endian NIfTI-1 file as Analyze 7.5: sizes, spacing and voxels. Analyze has no place for origin, directions and
 * units; readers take its rows from right to left, its columns from back to front and its slices from foot to head.
 * @throws STEP_FAILED for voxels that Analyze has no type for
 */
export function analyzeOfNifti(nifti: Uint8Array): readonly [VolumeFile, VolumeFile] {
  const old = new DataView(nifti.buffer, nifti.byteOffset, nifti.byteLength);
  if (nifti.length < headerBytes || old.getInt32(0, true) !== headerSize)
    throw new HubError('STEP_FAILED', 'only a little-endian NIfTI-1 file can be written as Analyze');
  const type = old.getInt16(70, true);
  const wide = scalingOf(old) ?? widened.get(type);
  const voxels = wide ? niftiVoxels(nifti) : null;
  if (wide ? !voxels : !bits.has(type))
    throw new HubError('STEP_FAILED', `Analyze has no voxels of NIfTI's datatype ${String(type)}`);
  const header = new Uint8Array(headerSize);
  const view = new DataView(header.buffer);
  view.setInt32(0, headerSize, true);
  view.setInt32(32, 16_384, true); // extents, as the format wants
  header[38] = 0x72; // regular: 'r'
  header.set(nifti.subarray(40, 56), 40);
  view.setInt16(70, wide?.type ?? type, true);
  view.setInt16(72, bits.get(wide?.type ?? type) ?? 0, true);
  header.set(nifti.subarray(80, 108), 80);
  header.set(Buffer.from('mm'), 56);
  const pixels = wide && voxels ? wide.widen(voxels) : null;
  return [
    { ending: '.hdr', bytes: header },
    {
      ending: '.img',
      bytes: pixels
        ? new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
        : new Uint8Array(nifti.subarray(old.getFloat32(108, true))),
    },
  ];
}

/** Scaled voxels as 32-bit floats, since Analyze has no place for slope and intercept; null when they are not scaled. */
function scalingOf(header: DataView): { readonly type: number; readonly widen: (voxels: Voxels) => Voxels } | null {
  const [slope, intercept] = [header.getFloat32(112, true), header.getFloat32(116, true)];
  if (slope === 0 || (slope === 1 && intercept === 0)) return null;
  return { type: 16, widen: (voxels) => Float32Array.from(voxels, (voxel) => voxel * slope + intercept) };
}

/**
 * A NIfTI-1 file of an Analyze 7.5 pair, placed as readers of Analyze take it: at right angles to the patient, rows from right to left,
 * columns from back to front, slices from foot to head, the first voxel at 0. A pair that is NIfTI's own (`ni1`) keeps its place.
 * @throws STEP_FAILED when it is none, or `.img` is missing or cut off
 */
export function niftiOfAnalyze(header: VolumeFile, files: readonly VolumeFile[]): Uint8Array {
  const image = files.find(({ ending }) => ending === '.img');
  if (!image) throw new HubError('STEP_FAILED', 'a header of Analyze without its .img: there are no voxels');
  const { bytes } = header;
  if (bytes.length < headerSize) throw new HubError('STEP_FAILED', 'the Analyze header is cut off');
  const old = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = old.getInt32(0, true) === headerSize;
  if (!little && old.getInt32(0, false) !== headerSize)
    throw new HubError('STEP_FAILED', 'the .hdr file is no header of Analyze');
  const isNifti = Buffer.from(bytes.subarray(344, 347)).toString('latin1') === 'ni1';
  const rank = old.getInt16(40, little);
  const sizes = Array.from({ length: Math.min(7, Math.max(0, rank)) }, (_, at) => old.getInt16(42 + 2 * at, little));
  const voxelBits = old.getInt16(72, little);
  const type = old.getInt16(70, little);
  if (sizes.length < 1 || sizes.some((size) => size < 1) || voxelBits < 1 || (!isNifti && bits.get(type) !== voxelBits))
    throw new HubError('STEP_FAILED', 'the Analyze header has sizes or a data type that can not be');
  const offset = Math.max(0, old.getFloat32(108, little));
  const body = image.bytes.subarray(offset);
  if (body.length < (sizes.reduce((all, one) => all * one, 1) * voxelBits) / 8)
    throw new HubError('STEP_FAILED', 'the .img file is cut off before its last voxel');
  const file = new Uint8Array(headerBytes + body.length);
  const view = new DataView(file.buffer);
  if (isNifti) file.set(bytes.subarray(0, headerSize));
  else {
    view.setInt32(0, headerSize, little);
    file.set(bytes.subarray(40, 56), 40);
    file.set(bytes.subarray(70, 74), 70);
    file.set(bytes.subarray(76, 108), 76);
    file[123] = 2;
    const edge = (at: number): number => Math.abs(old.getFloat32(80 + 4 * at, little)) || 1;
    const size: Vector = [sizes[0] ?? 1, sizes[1] ?? 1, sizes[2] ?? 1];
    // LPS: to the left, to the front, to the head.
    putGrid(
      view,
      {
        size,
        origin: [0, 0, 0],
        axes: [
          [edge(0), 0, 0],
          [0, -edge(1), 0],
          [0, 0, edge(2)],
        ],
      },
      little,
    );
  }
  view.setFloat32(108, headerBytes, little);
  file.set(Buffer.from('n+1\0'), 344);
  file.set(body, headerBytes);
  return file;
}
