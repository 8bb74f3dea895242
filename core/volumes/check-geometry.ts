import { differenceOf, type Grid } from './grid.ts';
import type { ImagePlane } from './image-planes.ts';
import { gridOf, irregularity, stacksOf, type SliceStack } from './slice-stack.ts';
import { dot } from './vectors.ts';

/** mm at the corners of a volume; from slice to slice, on top of it, what unevenly written positions allow. */
const toleranceMm = 1e-3;

/** A converted volume: its grid, and the number of volumes that it holds (over time, by direction). */
export interface ConvertedGrid {
  readonly name: string;
  readonly grid: Grid;
  readonly volumes: number;
}

/** What the headers say to a volume: the slices that it was made of, or what differs. */
export type Verdict = { readonly stack: SliceStack } | { readonly difference: string };

/**
 * Compares converted volumes with the headers of their images: size, origin, directions, spacing and number of slices of each, and
 * over all volumes of one stack of slices that no image is lost. One verdict a volume, in their order.
 */
export function checkGeometry(planes: readonly ImagePlane[], volumes: readonly ConvertedGrid[]): readonly Verdict[] {
  const whole = stacksOf(planes);
  // The converter parts echoes and kinds of images, but not always.
  const parted = stacksOf(planes, ({ kind }) => kind);
  const verdicts = volumes.map((volume) => verdictOf([...parted, ...whole], volume));
  for (const stack of whole) {
    const own = volumes.filter((_, index) => {
      const verdict = verdicts[index];
      return verdict && 'stack' in verdict && isOf(verdict.stack, stack);
    });
    const held = own.reduce((sum, { grid, volumes: count }) => sum + grid.size[2] * count, 0);
    if (own.length === 0 || held === stack.images) continue;
    const difference = `images: ${String(stack.images)} in the series, ${String(held)} in the volumes`;
    return verdicts.map((verdict) => ('stack' in verdict && isOf(verdict.stack, stack) ? { difference } : verdict));
  }
  return verdicts;
}

function isOf(stack: SliceStack, whole: SliceStack): boolean {
  const [first, of] = [stack.slices[0], whole.slices[0]];
  return first !== undefined && of !== undefined && dot(first.row, of.row) > 0.9999 && dot(first.column, of.column) > 0.9999 && first.rows === of.rows && first.columns === of.columns; // prettier-ignore
}

function verdictOf(stacks: readonly SliceStack[], { grid, volumes }: ConvertedGrid): Verdict {
  let difference: string | null = null;
  let nearest = Infinity;
  for (const stack of stacks) {
    const found = differenceFrom(stack, grid, volumes);
    if (found === null) return { stack };
    // Of several stacks the reason of that one counts whose slices are oriented like the volume.
    const angle = angleTo(stack, grid);
    if (angle < nearest) [nearest, difference] = [angle, found];
  }
  return { difference: difference ?? 'no image says where it lies' };
}

function differenceFrom(stack: SliceStack, grid: Grid, volumes: number): string | null {
  const irregular = irregularity(stack);
  if (irregular !== null) return irregular;
  const expected = gridOf(stack);
  if (stack.tiltDegrees > 0) {
    // The converter can't say that axes are oblique; what it gives is put right afterwards (straighten.ts), so only sizes are compared.
    const [columns, rows, slices] = expected.size;
    const same = grid.size[0] === columns && grid.size[1] === rows && grid.size[2] === slices;
    return same ? countDifference(stack, volumes) : differenceOf(expected, { ...expected, size: grid.size }, 0);
  }
  const slicesMm = toleranceMm + stack.unevenMm * stack.slices.length;
  return differenceOf(expected, grid, toleranceMm, slicesMm) ?? countDifference(stack, volumes);
}

function countDifference({ imagesPerPlace }: SliceStack, volumes: number): string | null {
  return imagesPerPlace !== null && volumes > imagesPerPlace
    ? `volumes: ${String(imagesPerPlace)} in the headers, ${String(volumes)} in the file`
    : null;
}

/** How much the slices' first axis differs from the volume's. */
function angleTo({ slices: [first] }: SliceStack, { axes: [axis] }: Grid): number {
  return first ? 1 - dot(first.row, axis) / Math.hypot(...axis) : Infinity;
}
