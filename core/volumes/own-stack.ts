import { HubError } from '../errors.ts';
import type { ImagePlane } from './image-planes.ts';
import { isShifted, stacksOf, type SliceStack } from './slice-stack.ts';
import { add, scale } from './vectors.ts';

const tolerance = 0.01;
const maxSlices = 32_767;

/**
 * The slices of an object on its own: those that its frames lie on, and those between them that have none because nothing is there.
 * @throws STEP_FAILED when its frames are not parallel, or not at whole multiples of one distance
 */
export function ownStack(planes: readonly ImagePlane[]): SliceStack {
  const [stack, other] = stacksOf(planes);
  if (!stack || other)
    throw new HubError(
      'STEP_FAILED',
      'the frames of the segmentation differ in orientation or size, so they make no one volume',
    );
  const { slices } = stack;
  const [first] = slices;
  if (isShifted(stack)) throw new HubError('STEP_FAILED', "the segmentation's frames are shifted within their planes");
  if (!first || slices.length === 1) return { ...stack, imagesPerPlace: 1 };
  const depth = slices.map((slice) =>
    first.normal.reduce((sum, axis, at) => sum + axis * ((slice.position[at] ?? 0) - (first.position[at] ?? 0)), 0),
  );
  const smallest = Math.min(...depth.slice(1).map((one, index) => one - (depth[index] ?? 0)));
  const fits = (distance: number): boolean =>
    depth.every((one) => Math.abs(one / distance - Math.round(one / distance)) * distance <= tolerance);
  const said = first.sliceSpacing;
  const distance = said !== null && said > 0 && fits(said) ? said : smallest;
  const count = Math.round((depth.at(-1) ?? 0) / distance) + 1;
  if (!fits(distance) || stack.tiltDegrees > 0 || count > maxSlices) {
    throw new HubError(
      'STEP_FAILED',
      "the segmentation's frames lie neither on its images, which are not there, nor at equal distances of their own",
    );
  }
  const filled = Array.from({ length: count }, (_, k): ImagePlane => {
    const at = depth.findIndex((one) => Math.round(one / distance) === k);
    const known = slices[at];
    return known ?? { ...first, position: add(first.position, scale(first.normal, k * distance)) };
  });
  return { ...stack, slices: filled, imagesPerPlace: 1, spacing: distance, unevenMm: 0 };
}
