import type { Grid } from './grid.ts';
import { pointAt } from './grid.ts';
import type { SliceStack } from './slice-stack.ts';
import { scale } from './vectors.ts';

export type Voxels =
  Uint8Array | Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * A volume at right angles from one whose slices are stacked obliquely (gantry tilt). Slices stay where they are: each is only moved
 * within its plane, to the grid of the first, which grows so that nothing falls off. `LINEAR` interpolates between pixels,
 * `NEAREST` takes one. Voxels that no slice covers get `outside`.
 */
export function straighten<T extends Voxels>(
  voxels: T,
  grid: Grid,
  stack: SliceStack,
  outside: number,
  method: 'LINEAR' | 'NEAREST',
): { readonly voxels: T; readonly grid: Grid } {
  const { size } = grid;
  const [first] = stack.slices;
  if (!first) throw new Error('a stack has a slice');
  // By how many voxels of the grid the next slice lies further; its rows run against those of the image.
  const step = [stack.shift[0] / first.columnSpacing, -stack.shift[1] / first.rowSpacing] as const;
  // Text of 16 characters in the headers: what is less than that is none.
  const extra = step.map((one) => Math.ceil(Math.abs(one) * (size[2] - 1) - 1e-6)) as [number, number];
  const begin = [step[0] < 0 ? -extra[0] : 0, step[1] < 0 ? -extra[1] : 0] as const;
  const [width, height] = [size[0] + extra[0], size[1] + extra[1]];
  const Kind = voxels.constructor as new (length: number) => T;
  const out = new Kind(width * height * size[2]).fill(outside) as T;
  const whole = !(voxels instanceof Float32Array || voxels instanceof Float64Array);
  const valueAt = (i: number, j: number, k: number): number =>
    i < 0 || j < 0 || i >= size[0] || j >= size[1] ? outside : (voxels[i + size[0] * (j + size[1] * k)] ?? outside);
  const between = (i: number, j: number, k: number): number => {
    const [i0, j0] = [Math.floor(i), Math.floor(j)];
    const [u, v] = [i - i0, j - j0];
    const low = u === 0 ? valueAt(i0, j0, k) : (1 - u) * valueAt(i0, j0, k) + u * valueAt(i0 + 1, j0, k);
    if (v === 0) return low;
    const high = u === 0 ? valueAt(i0, j0 + 1, k) : (1 - u) * valueAt(i0, j0 + 1, k) + u * valueAt(i0 + 1, j0 + 1, k);
    return (1 - v) * low + v * high;
  };
  let at = 0;
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < height; j++) {
      for (let i = 0; i < width; i++) {
        const [x, y] = [i + begin[0] - k * step[0], j + begin[1] - k * step[1]];
        const value = method === 'NEAREST' ? valueAt(Math.round(x), Math.round(y), k) : between(x, y, k);
        out[at++] = whole ? Math.round(value) : value;
      }
    }
  }
  return {
    voxels: out,
    grid: {
      size: [width, height, size[2]],
      origin: pointAt(grid, [begin[0], begin[1], 0]),
      axes: [grid.axes[0], grid.axes[1], scale(first.normal, stack.spacing)],
    },
  };
}
