import { fillPolygon } from './fill-polygon.ts';
import { indexAt, type Grid } from './grid.ts';
import { emptyVoxels, present, type Mask } from './mask.ts';
import { gridOf, type SliceStack } from './slice-stack.ts';
import { straighten } from './straighten.ts';
import type { Contour, Region } from './structure-set.ts';
import type { Vector } from './vectors.ts';

/** Contours whose inside is a region; several of one slice are combined by exclusive or (PS3.3 C.8.8.6.3). */
const closed: ReadonlySet<string> = new Set(['CLOSED_PLANAR', 'CLOSEDPLANAR_XOR']);
/** A contour is in the plane of a slice when its points differ by no more than this part of the distance between slices. */
const planar = 0.1;

interface Polygon {
  readonly slice: number;
  readonly points: readonly (readonly [number, number])[];
}

/** The mask of a region; or why it has none, in words for the log. */
export type RegionResult = { readonly mask: Mask; readonly note: string | null } | { readonly reason: string };

/**
 * The mask of a region on the grid of the series that it was drawn on: a voxel is inside when its centre is. A contour belongs to the
 * slice that is nearest to it, at most half the distance between slices away.
 */
export function regionMask(region: Region, stack: SliceStack): RegionResult {
  if (region.contours.length === 0) return { reason: 'it has no contours' };
  const others = [...new Set(region.contours.map(({ type }) => type).filter((type) => !closed.has(type)))];
  if (others.length > 0) return { reason: `contours of type ${others.join(', ')} enclose nothing` };
  const grid = gridOf(stack);
  const polygons: Polygon[] = [];
  let skipped = 0;
  for (const contour of region.contours) {
    const polygon = polygonOf(contour, grid);
    if (typeof polygon === 'string') return { reason: polygon };
    if (polygon === null) skipped++;
    else polygons.push(polygon);
  }
  if (polygons.length === 0) return { reason: 'its contours have fewer than three corners, or lie on a line' };
  const voxels = emptyVoxels(grid);
  const [columns, rows] = grid.size;
  for (const { slice, points } of polygons) {
    fillPolygon(voxels.subarray(slice * columns * rows, (slice + 1) * columns * rows), columns, rows, points);
  }
  const tilted = stack.tiltDegrees !== 0;
  const placed = tilted ? straighten(voxels, grid, stack, 0, 'NEAREST') : { voxels, grid };
  return {
    mask: {
      label: region.label,
      ...placed,
      full: 1,
      properties: present({
        geometry: 'REFERENCED',
        gantryTilt: tilted ? 'corrected' : null,
        contours: polygons.length,
        ...region.properties,
      }),
    },
    note: skipped === 0 ? null : `${String(skipped)} contours of fewer than three corners, or on a line, were left out`,
  };
}

/** The contour in the grid's slice; null when it encloses nothing; else why it can't be taken. */
function polygonOf({ points }: Contour, grid: Grid): Polygon | null | string {
  if (points === null) return 'the points of a contour are not whole';
  const indices = points.map((point) => indexAt(grid, point));
  if (points.length < 3 || area(indices) < 1e-6) return null;
  const depths = indices.map(([, , k]) => k);
  const [low, high] = [Math.min(...depths), Math.max(...depths)];
  if (high - low > planar) return 'a contour is not parallel to the slices';
  const slice = Math.round((low + high) / 2);
  if (!(slice >= 0 && slice < grid.size[2])) return 'a contour lies outside of the slices of the series';
  return { slice, points: indices.map(([i, j]) => [i, j] as const) };
}

/** The polygon's area in voxels, whatever its sense; a keyhole's bridge counts for nothing. */
function area(points: readonly Vector[]): number {
  let twice = 0;
  let before = points.at(-1);
  for (const point of points) {
    if (before) twice += before[0] * point[1] - point[0] * before[1];
    before = point;
  }
  return Math.abs(twice) / 2;
}
