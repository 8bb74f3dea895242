import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { niftiGrid, niftiOfBytes } from './nifti-header.ts';
import { differenceOf, indexAt, pointAt, type Grid } from './grid.ts';
import { cross, length, scale, type Vector } from './vectors.ts';

const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const direction = fc
  .tuple(number(1), number(1), number(1))
  .filter((vector) => length(vector) > 0.1)
  .map((vector): Vector => scale(vector, 1 / length(vector)));

/** Any oblique grid at right angles, of either sense. */
const grids: fc.Arbitrary<Grid> = fc
  .tuple(
    direction,
    direction,
    fc.tuple(number(1000), number(1000), number(1000)),
    fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
  ) // prettier-ignore
  .filter(([a, b]) => length(cross(a, b)) > 0.1)
  .map(([row, other, origin, [dx = 1, dy = 1, dz = 1], flip]) => {
    const normal = scale(cross(row, other), 1 / length(cross(row, other)));
    const column = cross(normal, row);
    return { size: [2, 3, 4], origin, axes: [scale(row, dx), scale(column, dy), scale(normal, flip ? -dz : dz)] };
  });

describe('grid', () => {
  test('law: from voxel to mm and back is the same voxel, however oblique', () => {
    const index = fc.tuple(number(500), number(500), number(500));
    fc.assert(
      fc.property(grids, index, (grid, voxel) => {
        const back = indexAt(grid, pointAt(grid, voxel));
        for (const axis of [0, 1, 2] as const) expect(back[axis]).toBeCloseTo(voxel[axis], 6);
      }),
    );
  });

  test('law: a NIfTI header keeps it, by its sform and by its qform alone', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const file = niftiOfBytes(grid, new Uint8Array(24));
        expect(differenceOf(grid, niftiGrid(file), 1e-3)).toBeNull();
        new DataView(file.buffer).setInt16(254, 0, true);
        // Its four bytes a number say angles near half a turn to 1e-3 only.
        expect(differenceOf(grid, niftiGrid(file), 0.05)).toBeNull();
      }),
    );
  });

  test('tells which figure differs, with both values', () => {
    const grid: Grid = { size: [2, 3, 4], origin: [0, 0, 0], axes: [[1, 0, 0], [0, 1, 0], [0, 0, 2]] }; // prettier-ignore
    const differing = (other: Partial<Grid>) => differenceOf(grid, { ...grid, ...other }, 1e-3);
    expect(differing({})).toBeNull();
    expect(differing({ size: [2, 3, 5] })).toBe('slices: 4 in the headers, 5 in the volume');
    expect(differing({ origin: [0, 0.5, 0] })).toBe(
      'origin: (0, 0, 0) mm in the headers, (0, 0.5, 0) mm in the volume',
    );
    const uneven = (other: Partial<Grid>) => differenceOf(grid, { ...grid, ...other }, 1e-3, 1);
    expect(uneven({ origin: [0, 0, 0.5] })).toBeNull();
    expect(uneven({ origin: [0, 0.5, 0] })).toMatch(/^origin/);
    expect(uneven({ axes: [[1, 0, 0], [0, 1, 0], [0, 0, 2.3]] })).toBeNull(); // prettier-ignore
    expect(uneven({ axes: [[1, 0, 0], [0, 1.1, 0], [0, 0, 2]] })).toMatch(/^spacing between rows/); // prettier-ignore
    expect(differing({ axes: [[1, 0, 0], [0, 1, 0], [0, 0, 2.5]] })).toBe('spacing between slices: 2 mm in the headers, 2.5 mm in the volume'); // prettier-ignore
    expect(differing({ axes: [[0, 1, 0], [1, 0, 0], [0, 0, 2]] })).toMatch(/^direction of the rows/); // prettier-ignore
  });
});
