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
  /** Where the contour lies, in slices, not rounded. */
  readonly depth: number;
  readonly points: readonly (readonly [number, number])[];
}

/** The mask of a region; or why it has none, in words for the log. */
export type RegionResult = { readonly mask: Mask; readonly note: string | null } | { readonly reason: string };

/**
 * The mask of a region on the grid of the series that it was drawn on: a voxel is inside when its centre is. A contour belongs to the
 * slice that is nearest to it, at most half the distance between slices away. Of contours at several depths that are nearest to one
 * slice, those of the depth nearest to it are taken: they are cuts of one body, and not holes in each other.
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
  const taken = nearestOf(polygons);
  for (const { slice, points } of taken) {
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
        contours: taken.length,
        ...region.properties,
      }),
    },
    note: noteOf(skipped, polygons.length - taken.length),
  };
}

function noteOf(degenerate: number, between: number): string | null {
  const notes = [
    degenerate === 0 ? [] : `${String(degenerate)} contours of fewer than three corners, or on a line, were left out`,
    between === 0
      ? []
      : `${String(between)} contours between slices were left out, where others lie nearer to the slice`,
  ].flat();
  return notes.length === 0 ? null : notes.join('; ');
}

/** Of each slice the contours of the one depth that is nearest to it; what differs by less than a contour may itself counts as one. */
function nearestOf(polygons: readonly Polygon[]): readonly Polygon[] {
  return [...Map.groupBy(polygons, ({ slice }) => slice)].flatMap(([slice, own]) => {
    const away = ({ depth }: Polygon): number => Math.abs(depth - slice);
    const nearest = own.reduce((best, one) => (away(one) < away(best) ? one : best));
    return own.filter(({ depth }) => Math.abs(depth - nearest.depth) <= planar);
  });
}

/** The contour in the grid's slice; null when it encloses nothing; else why it can't be taken. */
function polygonOf({ points }: Contour, grid: Grid): Polygon | null | string {
  if (points === null) return 'the points of a contour are not whole';
  const indices = points.map((point) => indexAt(grid, point));
  if (points.length < 3 || area(indices) < 1e-6) return null;
  const depths = indices.map(([, , k]) => k);
  const [low, high] = [Math.min(...depths), Math.max(...depths)];
  if (high - low > planar) return 'a contour is not parallel to the slices';
  const depth = (low + high) / 2;
  const slice = Math.round(depth);
  if (!(slice >= 0 && slice < grid.size[2])) return 'a contour lies outside of the slices of the series';
  return { slice, depth, points: indices.map(([i, j]) => [i, j] as const) };
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
