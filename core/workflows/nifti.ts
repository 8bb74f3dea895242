import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HubError } from '../errors.ts';

const gunzipAsync = promisify(gunzip);
/** More is refused before it is in memory: a small file can unpack to anything. */
const maxUnpackedBytes = 2 ** 31 - 1;

/** A NIfTI-1 image. Voxels are in the order of the file: x fastest, then y, z, and the further dimensions. */
export interface NiftiImage {
  /** Sizes of the dimensions that it has; at least 1. */
  readonly dims: readonly number[];
  /** Volume of one voxel in mm3. */
  readonly voxelVolumeMm3: number;
  /** Voxels of the first three dimensions. */
  readonly voxelsPerVolume: number;
  readonly volumes: number;
  /** Scaled value (slope and intercept applied) of the voxel with that number. */
  readonly valueAt: (index: number) => number;
}

type Reader = (view: DataView, offset: number, little: boolean) => number;
/** By datatype code: bytes of a voxel, and how one is read. Complex, RGB and 128-bit types are not measurable. */
const datatypes: ReadonlyMap<number, { readonly bytes: number; readonly read: Reader }> = new Map([
  [2, { bytes: 1, read: (view, at) => view.getUint8(at) }],
  [256, { bytes: 1, read: (view, at) => view.getInt8(at) }],
  [4, { bytes: 2, read: (view, at, little) => view.getInt16(at, little) }],
  [512, { bytes: 2, read: (view, at, little) => view.getUint16(at, little) }],
  [8, { bytes: 4, read: (view, at, little) => view.getInt32(at, little) }],
  [768, { bytes: 4, read: (view, at, little) => view.getUint32(at, little) }],
  [16, { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) }],
  [64, { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) }],
  [1024, { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) }],
  [1280, { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) }],
]);

/** Millimetres per unit, by the spatial bits of xyzt_units; a file that does not say is in mm by convention. */
const millimetres: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1000],
  [2, 1],
  [3, 0.001],
]);

function broken(what: string): HubError {
  return new HubError('STEP_FAILED', `the NIfTI file can't be read: ${what}`);
}

interface Header {
  readonly dims: readonly number[];
  readonly datatype: number;
  readonly offset: number;
  readonly little: boolean;
}

/**
 * The sizes of the dimensions of an unpacked NIfTI-1 file, whatever its voxels are.
 * @throws STEP_FAILED when it is none, or is cut off
 */
export function niftiDims(file: Uint8Array): readonly number[] {
  return readHeader(file).dims;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 352) throw broken('it is shorter than a header');
  const view = viewOf(bytes);
  const little = view.getInt32(0, true) === 348;
  if (!little && view.getInt32(0, false) !== 348) throw broken('it does not begin with a NIfTI-1 header');
  if (new TextDecoder('latin1').decode(bytes.subarray(344, 348)) !== 'n+1\0') throw broken('its magic is not n+1');
  const rank = view.getInt16(40, little);
  if (rank < 1 || rank > 7) throw broken(`it says it has ${String(rank)} dimensions`);
  const dims = Array.from({ length: rank }, (_, index) => view.getInt16(42 + 2 * index, little));
  if (dims.some((size) => size < 1)) throw broken(`a dimension is not positive (${dims.join(' x ')})`);
  const offset = view.getFloat32(108, little);
  const bits = view.getInt16(72, little);
  const needed = offset + (product(dims) * bits) / 8;
  if (!(offset >= 348) || bits < 1 || bytes.length < needed) throw broken('it is cut off before its last voxel');
  return { dims, datatype: view.getInt16(70, little), offset, little };
}

const product = (numbers: readonly number[]): number => numbers.reduce((all, one) => all * one, 1);

/**
 * The image in a NIfTI-1 file (`.nii`, or `.nii.gz`), of either byte order.
 * @throws STEP_FAILED when it is none, is cut off, or holds voxels that are not numbers (colour, complex)
 * @see https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h
 */
export async function readNifti(file: Uint8Array): Promise<NiftiImage> {
  const bytes = await unpackedNifti(file);
  const { dims, datatype, offset, little } = readHeader(bytes);
  const type = datatypes.get(datatype);
  if (!type) throw broken(`voxels of datatype ${String(datatype)} are not single numbers`);
  const voxels = product(dims);
  if (bytes.length < offset + voxels * type.bytes) throw broken('it is cut off before its last voxel');
  const view = viewOf(bytes);
  const slope = view.getFloat32(112, little);
  const intercept = view.getFloat32(116, little);
  const scaled = slope !== 0 && Number.isFinite(slope) && Number.isFinite(intercept);
  const unit = millimetres.get(view.getUint8(123) & 7) ?? 1;
  // A dimension that the image does not have is one voxel of the size that the header gives, or of 1.
  const size = (at: number): number => (Math.abs(view.getFloat32(at, little)) || 1) * unit;
  const voxelsPerVolume = product(dims.slice(0, 3));
  const { read, bytes: width } = type;
  const raw = (index: number): number => read(view, offset + index * width, little);
  return {
    dims,
    voxelVolumeMm3: size(80) * size(84) * size(88),
    voxelsPerVolume,
    volumes: voxels / voxelsPerVolume,
    valueAt: scaled ? (index) => raw(index) * slope + intercept : raw,
  };
}

/** The file without gzip, if it has that. @throws STEP_FAILED when it does not unpack */
export async function unpackedNifti(file: Uint8Array): Promise<Uint8Array> {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  try {
    return await gunzipAsync(file, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw new HubError('STEP_FAILED', "the NIfTI file can't be read: it does not unpack", {}, { cause });
  }
}
