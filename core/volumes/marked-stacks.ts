import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, uidOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import { referencesOf } from './referenced.ts';
import { irregularity, type SliceStack } from './slice-stack.ts';
import type { Region } from './structure-set.ts';

/** What of stacks an object was drawn on. */
interface MarkedStacks {
  /** Those of the series that it names, or of the images where it names no series that is there. */
  readonly named: readonly SliceStack[];
  /** Of these, those in whose frame of reference it is, as far as both say one. */
  readonly inFrame: readonly SliceStack[];
}

/** The stacks that a segmentation or a structure set refers to: other objects of its series may refer to others. */
export function markedStacks(dataset: DicomDataset, stacks: readonly SliceStack[]): MarkedStacks {
  const { seriesUIDs, imageUIDs } = referencesOf(dataset);
  const bySeries = stacks.filter(({ slices: [first] }) => seriesUIDs.has(first?.seriesInstanceUID ?? ''));
  const named = bySeries.length > 0 ? bySeries : stacks.filter((stack) => holdsOne(stack, imageUIDs));
  const frames = new Set(
    [dataset, ...itemsOf(dataset, 'ReferencedFrameOfReferenceSequence')].flatMap(
      (item) => uidOf(item, 'FrameOfReferenceUID') ?? [],
    ),
  );
  return { named, inFrame: named.filter((stack) => frames.size === 0 || isIn(stack, frames)) };
}

function holdsOne(stack: SliceStack, imageUIDs: ReadonlySet<string>): boolean {
  return [...imageUIDs].some((uid) => stack.imageUIDs.has(uid));
}

function isIn({ slices: [first] }: SliceStack, frames: ReadonlySet<string>): boolean {
  const frame = first?.frameOfReferenceUID ?? null;
  return frame === null || frames.has(frame);
}

/**
 * The stacks that the regions of a structure set may have been drawn on.
 * @throws STEP_FAILED when there is none, with the reason
 */
export function stacksOfStructures(dataset: DicomDataset, stacks: readonly SliceStack[]): readonly SliceStack[] {
  const { named, inFrame } = markedStacks(dataset, stacks);
  const failed = (reason: string): HubError => new HubError('STEP_FAILED', reason);
  if (named.length === 0) throw failed('the images that it was drawn on are not in this exam');
  if (inFrame.length === 0) throw failed('the images that it names are in another frame of reference than it is');
  const reasons = inFrame.map(irregularity);
  if (!reasons.includes(null))
    throw failed(`the images that it was drawn on make no regular volume: ${reasons[0] ?? ''}`);
  return inFrame;
}

/** The one stack that a region was drawn on; or why that is not known, or no volume, in words for the log. */
export function stackOfRegion(region: Region, stacks: readonly SliceStack[]): SliceStack | string {
  const { frameOfReferenceUID: frame, imageUIDs } = region;
  const inFrame = stacks.filter((stack) => frame === null || isIn(stack, new Set([frame])));
  if (inFrame.length === 0) return 'the images are in another frame of reference than it is';
  const drawnOn = inFrame.length === 1 ? inFrame : inFrame.filter((stack) => holdsOne(stack, imageUIDs));
  const [stack, another] = drawnOn;
  if (!stack || another)
    return 'the images make several stacks of slices, and its contours do not say which one they were drawn on';
  const irregular = irregularity(stack);
  return irregular === null ? stack : `the images that it was drawn on make no regular volume: ${irregular}`;
}
