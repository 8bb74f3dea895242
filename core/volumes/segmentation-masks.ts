import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import type { Grid } from './grid.ts';
import type { ImagePlane } from './image-planes.ts';
import { emptyVoxels, present, type Mask } from './mask.ts';
import { ownStack } from './own-stack.ts';
import { segmentFrames, segmentationTypeOf, type SegmentFrame } from './segment-frames.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { gridOf, type SliceStack } from './slice-stack.ts';
import { straighten } from './straighten.ts';
import { dot, length, subtract } from './vectors.ts';

/** A frame lies on a slice when its first pixel does, to this. */
const onSliceMm = 0.01;

/**
 * The masks of a segmentation object, a volume for each segment that it describes, one after the other. They lie on the grid of one of the
 * `references` where every frame does (`geometry: REFERENCED`), else on the object's own (`OWN`). Slices without a frame are 0.
 * @throws STEP_FAILED with the reason when the object is broken, or its frames make no regular volume
 * @see PS3.3 A.51, C.8.20; label maps: A.101
 */
export function* segmentationMasks(dataset: DicomDataset, references: readonly SliceStack[]): Generator<Mask> {
  const type = segmentationTypeOf(dataset);
  const frames = segmentFrames(dataset);
  const segments = segmentsOf(dataset);
  if (segments.length === 0) throw new HubError('STEP_FAILED', 'the segmentation describes no segment');
  const planes = frames.map(({ plane }) => plane);
  const reference = references.find((stack) => planes.every((plane) => sliceUnder(stack, plane) !== null));
  const stack = reference ?? ownStack(planes);
  const maximum = type === 'FRACTIONAL' ? (numberOf(dataset, 'MaximumFractionalValue') ?? 255) : 1;
  for (const segment of segments) {
    const own = frames.filter(({ segmentNumber }) => segmentNumber === null || segmentNumber === segment.number);
    yield maskOf(segment, own, stack, maximum, {
      geometry: reference ? 'REFERENCED' : 'OWN',
      segmentationType: type,
      fractionalType: type === 'FRACTIONAL' ? textOf(dataset, 'SegmentationFractionalType') : null,
    });
  }
}

/** The number of the slice that the plane covers pixel by pixel; null when there is none. */
function sliceUnder({ slices }: SliceStack, plane: ImagePlane): number | null {
  const index = slices.findIndex(
    (slice) => length(subtract(slice.position, plane.position)) <= onSliceMm && sameRaster(slice, plane),
  );
  return index < 0 ? null : index;
}

function sameRaster(a: ImagePlane, b: ImagePlane): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    Math.abs(a.rowSpacing - b.rowSpacing) * a.rows <= onSliceMm &&
    Math.abs(a.columnSpacing - b.columnSpacing) * a.columns <= onSliceMm &&
    dot(a.row, b.row) > 1 - 1e-6 &&
    dot(a.column, b.column) > 1 - 1e-6
  );
}

function maskOf(
  { number, label, properties }: Segment,
  frames: readonly SegmentFrame[],
  stack: SliceStack,
  maximum: number,
  of: Readonly<Record<string, string | null>>,
): Mask {
  const grid: Grid = gridOf(stack);
  const [columns, rows] = grid.size;
  const voxels = emptyVoxels(grid);
  for (const { plane, pixels, segmentNumber } of frames) {
    const slice = sliceUnder(stack, plane);
    if (slice === null) throw new HubError('STEP_FAILED', 'a frame of the segmentation lies on no slice of its volume');
    const values = pixels();
    for (let row = 0; row < rows; row++) {
      // The volume's rows run from the image's last to its first.
      const to = columns * (rows - 1 - row + rows * slice);
      for (let column = 0; column < columns; column++) {
        const value = values[row * columns + column] ?? 0;
        const inside = segmentNumber === null ? (value === number ? 1 : 0) : value;
        // Two frames of one segment at one place: what either has.
        if (inside > (voxels[to + column] ?? 0)) voxels[to + column] = inside;
      }
    }
  }
  const placed = stack.tiltDegrees === 0 ? { voxels, grid } : straighten(voxels, grid, stack, 0, 'NEAREST');
  const tilted = stack.tiltDegrees === 0 ? null : 'corrected';
  return { label, ...placed, full: maximum, properties: present({ ...of, gantryTilt: tilted, ...properties }) };
}
