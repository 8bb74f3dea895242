import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, numberOf, numbersOf, textOf, textsOf, uidOf } from '../dicom/values.ts';
import { cross, length, vectorFrom, type Vector } from './vectors.ts';

/** One image, or one frame of a multi-frame image, in space (PS3.3 C.7.6.2, C.7.6.16.2). */
export interface ImagePlane {
  readonly sopInstanceUID: string | null;
  readonly seriesInstanceUID: string | null;
  /** Positions of two frames of reference can't be compared (PS3.3 C.7.4.1). */
  readonly frameOfReferenceUID: string | null;
  /** Centre of the first pixel, mm (LPS). */
  readonly position: Vector;
  /** Unit vectors: along a row, down a column, and from slice to slice. */
  readonly row: Vector;
  readonly column: Vector;
  readonly normal: Vector;
  /** mm between columns, and between rows. */
  readonly columnSpacing: number;
  readonly rowSpacing: number;
  readonly columns: number;
  readonly rows: number;
  /** mm to the next slice as the image says it; null when it does not. */
  readonly sliceSpacing: number | null;
  /** What beside the place makes it another volume for dcm2niix: echo time and image type. */
  readonly kind: string;
}

/** The functional groups of one frame, the shared ones behind its own; the data set itself for a single-frame image. */
function scopesOf(dataset: DicomDataset): readonly (readonly DicomDataset[])[] {
  const shared = itemsOf(dataset, 'SharedFunctionalGroupsSequence').slice(0, 1);
  const frames = itemsOf(dataset, 'PerFrameFunctionalGroupsSequence');
  return frames.length === 0 ? [[dataset]] : frames.map((frame) => [frame, ...shared]);
}

/** The first item of a macro's sequence, of the frame or shared; the image itself where it has no frames. */
export function macroOf(scopes: readonly DicomDataset[], sequence: string): DicomDataset | undefined {
  for (const scope of scopes) {
    const [item] = itemsOf(scope, sequence);
    if (item) return item;
  }
  return undefined;
}

/** The place of a frame; null when the headers do not say it all. */
function planeOf(dataset: DicomDataset, scopes: readonly DicomDataset[]): ImagePlane | null {
  const [single] = scopes;
  const part = (sequence: string): DicomDataset | undefined =>
    single === dataset ? dataset : macroOf(scopes, sequence);
  const [place, orientation, measures] = [
    part('PlanePositionSequence'),
    part('PlaneOrientationSequence'),
    part('PixelMeasuresSequence'),
  ];
  if (!place || !orientation || !measures) return null;
  const position = vectorFrom(numbersOf(place, 'ImagePositionPatient'));
  const cosines = numbersOf(orientation, 'ImageOrientationPatient');
  const [row, column] = [vectorFrom(cosines), vectorFrom(cosines, 3)];
  const [rowSpacing, columnSpacing] = numbersOf(measures, 'PixelSpacing');
  const [rows, columns] = [numberOf(dataset, 'Rows'), numberOf(dataset, 'Columns')];
  if (!position || !row || !column || !rows || !columns) return null;
  if (!(Number(rowSpacing) > 0) || !(Number(columnSpacing) > 0)) return null;
  const normal = cross(row, column);
  if ([row, column, normal].some((axis) => Math.abs(length(axis) - 1) > 1e-3)) return null;
  const echo = part('MREchoSequence');
  return {
    sopInstanceUID: uidOf(dataset, 'SOPInstanceUID'),
    seriesInstanceUID: uidOf(dataset, 'SeriesInstanceUID'),
    frameOfReferenceUID: uidOf(dataset, 'FrameOfReferenceUID'),
    position,
    row,
    column,
    normal,
    rowSpacing: Number(rowSpacing),
    columnSpacing: Number(columnSpacing),
    rows,
    columns,
    // Some write 0 where they know none.
    sliceSpacing:
      ['SpacingBetweenSlices', 'SliceThickness']
        .map((keyword) => numberOf(measures, keyword))
        .find((mm) => mm !== null && mm > 0) ?? null,
    kind: [
      echo && (textOf(echo, 'EchoTime') ?? textOf(echo, 'EffectiveEchoTime')),
      ...textsOf(dataset, 'ImageType'),
    ].join('\\'),
  };
}

/** Where each frame of an image lies, in the order of the frames; null for a frame whose place the headers do not say. */
export function framePlanes(dataset: DicomDataset): readonly (ImagePlane | null)[] {
  const scopes = scopesOf(dataset);
  // Many frames without functional groups (ultrasound, nuclear medicine): the one position that the image may say is not that of each.
  if (scopes.length === 1 && scopes[0]?.[0] === dataset && (numberOf(dataset, 'NumberOfFrames') ?? 1) > 1)
    return [null];
  return scopes.map((one) => planeOf(dataset, one));
}
