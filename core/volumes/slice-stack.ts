import type { Grid } from './grid.ts';
import type { ImagePlane } from './image-planes.ts';
import { add, dot, length, scale, subtract, type Vector } from './vectors.ts';

/** Parallel slices of equal size, in order along their normal. */
export interface SliceStack {
  /** One plane for each place, in order. */
  readonly slices: readonly ImagePlane[];
  /** Images at each place: 1, or more for a series over time or of several directions; null when places differ in it. */
  readonly imagesPerPlace: number | null;
  readonly images: number;
  /** SOP Instance UIDs of all of them. */
  readonly imageUIDs: ReadonlySet<string>;
  /** mm between neighbours along the normal; of a single slice what its header says, or 1. */
  readonly spacing: number;
  /** mm by which a slice is away from where even spacing would put it, along the normal; at most. */
  readonly unevenMm: number;
  /** mm by which an image is away, within its plane, from the line through the first and the last slice; at most. */
  readonly shiftedMm: number;
  /** How far the next slice is moved along the rows and down the columns: 0 for slices that are stacked at a right angle. */
  readonly shift: readonly [alongRow: number, downColumn: number];
  /** The steepest angle between the stack and its normal, in degrees. */
  readonly tiltDegrees: number;
}

/** Planes closer than this are one place: what writers of DICOM round away. */
const samePlaceMm = 1e-3;
/** Slices may be away from their even place by this much, or by 1 % of their distance: what scanners round. */
const unevenMm = 0.01;
/** Images may be moved within their planes by this much, or by this part of a pixel: what writers of DICOM round. */
const shiftedMm = 0.01;
const shiftedPixels = 0.05;
/** A stack is tilted when its far end is away from a right angle by more than this. */
const straightMm = 0.01;

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;
const parallel = (a: Vector, b: Vector): boolean => length(subtract(a, b)) <= 1e-4;

function fit(a: ImagePlane, b: ImagePlane): boolean {
  return (
    parallel(a.row, b.row) &&
    parallel(a.column, b.column) &&
    a.rows === b.rows &&
    a.columns === b.columns &&
    near(a.rowSpacing, b.rowSpacing, 1e-5) &&
    near(a.columnSpacing, b.columnSpacing, 1e-5)
  );
}

/** The planes in groups of equal orientation and size, as they stack; `apart` may ask for more that must be equal. */
export function stacksOf(
  planes: readonly ImagePlane[],
  apart: (plane: ImagePlane) => string = () => '',
): readonly SliceStack[] {
  const groups: ImagePlane[][] = [];
  for (const plane of planes) {
    const group = groups.find(([first]) => first && apart(first) === apart(plane) && fit(first, plane));
    if (group) group.push(plane);
    else groups.push([plane]);
  }
  return groups.map(stackOf);
}

function stackOf(planes: readonly ImagePlane[]): SliceStack {
  const [any] = planes;
  if (!any) throw new Error('a stack needs a plane');
  const depthOf = (plane: ImagePlane): number => dot(plane.position, any.normal);
  const places: ImagePlane[][] = [];
  for (const plane of planes.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const place = places.at(-1);
    if (place?.[0] && near(depthOf(place[0]), depthOf(plane), samePlaceMm)) place.push(plane);
    else places.push([plane]);
  }
  const slices = places.flatMap(([first]) => (first ? [first] : []));
  const counts = new Set(places.map((place) => place.length));
  const [first = any, last = first] = [slices[0], slices.at(-1)];
  const gaps = slices.length - 1;
  const path = subtract(last.position, first.position);
  const spacing = gaps === 0 ? (first.sliceSpacing ?? 1) : dot(path, first.normal) / gaps;
  const perGap = (along: Vector): number => (gaps === 0 ? 0 : dot(path, along) / gaps);
  const shift = [perGap(first.row), perGap(first.column)] as const;
  const sideways = Math.hypot(...shift);
  const straight = sideways * gaps <= straightMm;
  // Of every image, also of several at one place: a volume holds them all as if they lay on one line.
  const reach = depthOf(last) - depthOf(first);
  const asideMm = (plane: ImagePlane): number => {
    const from = subtract(plane.position, first.position);
    const part = gaps === 0 ? 0 : (depthOf(plane) - depthOf(first)) / reach;
    return Math.hypot(
      dot(from, first.row) - part * dot(path, first.row),
      dot(from, first.column) - part * dot(path, first.column),
    );
  };
  return {
    slices,
    imagesPerPlace: counts.size === 1 ? (places[0]?.length ?? 1) : null,
    images: planes.length,
    imageUIDs: new Set(planes.flatMap(({ sopInstanceUID }) => sopInstanceUID ?? [])),
    spacing,
    unevenMm: slices.reduce(
      (most, slice, index) => Math.max(most, Math.abs(depthOf(slice) - depthOf(first) - index * spacing)),
      0,
    ),
    shiftedMm: planes.reduce((most, plane) => Math.max(most, asideMm(plane)), 0),
    shift: straight ? [0, 0] : shift,
    tiltDegrees: straight ? 0 : (Math.atan2(sideways, spacing) * 180) / Math.PI,
  };
}

const mm = (value: number): string => String(Number(value.toFixed(3)));

/** Why no regular volume can hold the stack; null when one can. Names the figure, never a value of the patient's. */
export function irregularity(stack: SliceStack): string | null {
  const { slices, imagesPerPlace, images, spacing } = stack;
  if (imagesPerPlace === null) {
    return `${String(images)} images lie at ${String(slices.length)} places, not equally many at each: images are missing or double`;
  }
  if (stack.unevenMm > Math.max(unevenMm, 0.01 * spacing)) {
    const gaps = slices.slice(1).map((slice, index) => {
      const before = slices[index];
      return before ? dot(subtract(slice.position, before.position), slice.normal) : 0;
    });
    const widest = gaps.indexOf(Math.max(...gaps));
    return `the distances between slices differ, from ${mm(Math.min(...gaps))} to ${mm(gaps[widest] ?? 0)} mm (widest between slices ${String(widest + 1)} and ${String(widest + 2)}): a slice is missing, or they were not taken evenly`;
  }
  if (isShifted(stack)) return 'slices are shifted within their planes';
  return null;
}

/** True when images lie beside the line of the others, as no volume can hold them. */
export function isShifted({ slices: [first], shiftedMm: most }: SliceStack): boolean {
  const pixel = first ? Math.min(first.rowSpacing, first.columnSpacing) : 0;
  return most > Math.max(shiftedMm, shiftedPixels * pixel);
}

/**
 * The grid that the converted volume has: columns along the rows of the image, rows from the last to the first, slices along the
 * normal. That is how dcm2niix stores volumes. Of a tilted stack: the grid of its slices as they are, whose third axis is oblique.
 */
export function gridOf({ slices, spacing, shift }: SliceStack): Grid {
  const [first] = slices;
  if (!first) throw new Error('a stack has a slice');
  const down = scale(first.column, first.rowSpacing);
  return {
    size: [first.columns, first.rows, slices.length],
    origin: add(first.position, scale(down, first.rows - 1)),
    axes: [
      scale(first.row, first.columnSpacing),
      scale(down, -1),
      add(scale(first.normal, spacing), add(scale(first.row, shift[0]), scale(first.column, shift[1]))),
    ],
  };
}
