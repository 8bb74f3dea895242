import { add, cross, dot, length, scale, subtract, type Vector } from './vectors.ts';

/** Where the voxels of a volume lie. Voxel (i, j, k) has its centre at `origin + i axes[0] + j axes[1] + k axes[2]`. */
export interface Grid {
  readonly size: Vector;
  /** Centre of the first voxel, in mm (LPS). */
  readonly origin: Vector;
  /** Steps from voxel to voxel, in mm (LPS); they need not be at right angles. */
  readonly axes: readonly [Vector, Vector, Vector];
}

/** The centre of a voxel, or of a place between voxels, in mm (LPS). */
export function pointAt({ origin, axes }: Grid, [i, j, k]: Vector): Vector {
  return add(add(origin, scale(axes[0], i)), add(scale(axes[1], j), scale(axes[2], k)));
}

/** The indices, not rounded, of a point in mm (LPS). The inverse of `pointAt`; not finite for a grid whose axes lie in a plane. */
export function indexAt({ origin, axes: [a, b, c] }: Grid, point: Vector): Vector {
  const from = subtract(point, origin);
  const volume = dot(a, cross(b, c));
  return [dot(from, cross(b, c)) / volume, dot(from, cross(c, a)) / volume, dot(from, cross(a, b)) / volume];
}

/** Edges of a voxel in mm. */
export function spacingOf({ axes: [a, b, c] }: Grid): Vector {
  return [length(a), length(b), length(c)];
}

/** mm3 of one voxel. */
export function voxelVolumeOf({ axes: [a, b, c] }: Grid): number {
  return Math.abs(dot(a, cross(b, c)));
}

const show = (vector: Vector): string => `(${vector.map((one) => String(Number(one.toFixed(4)))).join(', ')})`;

/**
 * The first figure in which a volume's grid differs from what the headers say, with both values; null when they are the same within
 * `toleranceMm`, which is measured at the far end of each axis, where its errors add up. `slicesMm`: what is allowed from slice to slice
 * instead, where their positions are written unevenly; within the slices that says nothing.
 */
export function differenceOf(
  expected: Grid,
  found: Grid,
  toleranceMm: number,
  slicesMm: number = toleranceMm,
): string | null {
  const names = ['columns', 'rows', 'slices'];
  for (const [index, name] of names.entries()) {
    if (expected.size[index] !== found.size[index])
      return `${name}: ${String(expected.size[index])} in the headers, ${String(found.size[index])} in the volume`;
  }
  const allowed = [toleranceMm, toleranceMm, slicesMm];
  const away = subtract(expected.origin, found.origin);
  const along = scale(expected.axes[2], dot(away, expected.axes[2]) / dot(expected.axes[2], expected.axes[2]));
  if (length(along) > slicesMm || length(subtract(away, along)) > toleranceMm)
    return `origin: ${show(expected.origin)} mm in the headers, ${show(found.origin)} mm in the volume`;
  const [wanted, got] = [spacingOf(expected), spacingOf(found)];
  const reach = (index: number): number => Math.max(1, (expected.size[index] ?? 1) - 1);
  for (const [index, name] of ['between columns', 'between rows', 'between slices'].entries()) {
    if (Math.abs((wanted[index] ?? 0) - (got[index] ?? 0)) * reach(index) > (allowed[index] ?? 0))
      return `spacing ${name}: ${String(Number(wanted[index]?.toFixed(5)))} mm in the headers, ${String(Number(got[index]?.toFixed(5)))} mm in the volume`;
  }
  for (const [index, name] of ['rows', 'columns', 'slices'].entries()) {
    const [a, b] = [expected.axes[index], found.axes[index]];
    if (a && b && length(subtract(a, b)) * reach(index) > (allowed[index] ?? 0))
      return `direction of the ${name}: ${show(a)} in the headers, ${show(b)} in the volume`;
  }
  return null;
}
