import { HubError } from '../errors.ts';
import type { Grid } from './grid.ts';
import { cross, dot, length, scale, type Vector } from './vectors.ts';

/** The first two axes of NIfTI point the other way (RAS) than DICOM's (LPS). */
const turned = ([x, y, z]: Vector): Vector => [0 - x, 0 - y, z];

export const headerBytes = 352;

/**
 * Where the voxels of an unpacked NIfTI-1 file lie: by its sform, else by its qform, else only by its spacing, from 0.
 * The caller has checked that it is one (`readNifti`).
 * @see https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h, methods 1 to 3
 */
export function niftiGrid(file: Uint8Array): Grid {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = view.getInt32(0, true) === 348;
  const float = (at: number): number => view.getFloat32(at, little);
  const count = (index: number): number =>
    index < view.getInt16(40, little) ? Math.max(1, view.getInt16(42 + 2 * index, little)) : 1;
  const unit = { 1: 1000, 3: 0.001 }[view.getUint8(123) & 7] ?? 1;
  const size: Vector = [count(0), count(1), count(2)];
  const edges = [float(80) || 1, float(84) || 1, float(88) || 1].map((edge) => Math.abs(edge) * unit) as [
    number,
    number,
    number,
  ];
  if (view.getInt16(254, little) > 0) {
    const column = (index: number): Vector =>
      turned([float(280 + 4 * index), float(296 + 4 * index), float(312 + 4 * index)].map((v) => v * unit) as never);
    return { size, axes: [column(0), column(1), column(2)], origin: column(3) };
  }
  if (view.getInt16(252, little) > 0) {
    const [b, c, d] = [float(256), float(260), float(264)];
    const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
    const flip = float(76) < 0 ? -1 : 1;
    const columns: readonly [Vector, Vector, Vector] = [
      [a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)],
      [2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)],
      [2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c],
    ];
    return {
      size,
      axes: [
        turned(scale(columns[0], edges[0])),
        turned(scale(columns[1], edges[1])),
        turned(scale(columns[2], edges[2] * flip)),
      ],
      origin: turned(scale([float(268), float(272), float(276)], unit)),
    };
  }
  return {
    size,
    axes: [
      [-edges[0], 0, 0],
      [0, -edges[1], 0],
      [0, 0, edges[2]],
    ],
    origin: [0, 0, 0],
  };
}

/** Writes the grid into a header: sizes, spacing, sform, and qform where the axes are at right angles (it can't say other). */
export function putGrid(header: DataView, grid: Grid, little = true): void {
  if (grid.size.some((size) => size > 32_767))
    throw new HubError('STEP_FAILED', `a volume of ${grid.size.join(' x ')} voxels does not fit into NIfTI-1`);
  const axes = grid.axes.map(turned) as [Vector, Vector, Vector];
  const origin = turned(grid.origin);
  const edges = axes.map(length) as [number, number, number];
  const units = axes.map((axis, index) => scale(axis, 1 / (edges[index] ?? 1))) as [Vector, Vector, Vector];
  const straight = [dot(units[0], units[1]), dot(units[0], units[2]), dot(units[1], units[2])].every(
    (angle) => Math.abs(angle) < 1e-4,
  );
  const flip = dot(units[2], cross(units[0], units[1])) < 0 ? -1 : 1;
  for (const index of [0, 1, 2]) {
    header.setInt16(42 + 2 * index, grid.size[index] ?? 1, little);
    header.setFloat32(80 + 4 * index, edges[index] ?? 1, little);
    for (const row of [0, 1, 2]) header.setFloat32(280 + 16 * row + 4 * index, axes[index]?.[row] ?? 0, little);
    header.setFloat32(292 + 16 * index, origin[index] ?? 0, little);
    header.setFloat32(268 + 4 * index, straight ? (origin[index] ?? 0) : 0, little);
  }
  header.setFloat32(76, flip, little);
  const [b, c, d] = straight ? quaternionOf([units[0], units[1], scale(units[2], flip)]) : [0, 0, 0];
  header.setFloat32(256, b, little);
  header.setFloat32(260, c, little);
  header.setFloat32(264, d, little);
  // 1: scanner coordinates.
  header.setInt16(252, straight ? 1 : 0, little);
  header.setInt16(254, 1, little);
}

/** The last three parts of the unit quaternion whose first is not negative, of a rotation given by its columns. */
function quaternionOf([x, y, z]: readonly [Vector, Vector, Vector]): Vector {
  const squares = [1 + x[0] + y[1] + z[2], 1 + x[0] - y[1] - z[2], 1 - x[0] + y[1] - z[2], 1 - x[0] - y[1] + z[2]];
  const largest = squares.indexOf(Math.max(...squares));
  const s = 2 * Math.sqrt(squares[largest] ?? 1);
  const [yz, zx, xy] = [y[2] - z[1], z[0] - x[2], x[1] - y[0]];
  const [xyp, xzp, yzp] = [x[1] + y[0], x[2] + z[0], y[2] + z[1]];
  const [a, b, c, d] =
    largest === 0
      ? [s / 4, yz / s, zx / s, xy / s]
      : largest === 1
        ? [yz / s, s / 4, xyp / s, xzp / s]
        : largest === 2
          ? [zx / s, xyp / s, s / 4, yzp / s]
          : [xy / s, xzp / s, yzp / s, s / 4];
  return a < 0 ? [-b, -c, -d] : [b, c, d];
}

/** A NIfTI-1 file of one volume of unsigned bytes, not packed. `slope` scales the stored values; 1 leaves them. */
export function niftiOfBytes(grid: Grid, voxels: Uint8Array, slope = 1): Uint8Array {
  const file = new Uint8Array(headerBytes + voxels.length);
  const view = new DataView(file.buffer);
  view.setInt32(0, 348, true);
  view.setInt16(40, 3, true);
  for (const index of [3, 4, 5, 6]) view.setInt16(42 + 2 * index, 1, true);
  view.setInt16(70, 2, true);
  view.setInt16(72, 8, true);
  view.setFloat32(108, headerBytes, true);
  view.setFloat32(112, slope, true);
  // Millimetres.
  view.setUint8(123, 2);
  putGrid(view, grid);
  file.set(Buffer.from('n+1\0'), 344);
  file.set(voxels, headerBytes);
  return file;
}
