import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, numberOf, numbersOf, textOf, textsOf, uidOf } from '../dicom/values.ts';
import type { JsonObject } from '../json.ts';
import { cleanText, present } from './mask.ts';
import { vectorFrom, type Vector } from './vectors.ts';

export interface Contour {
  /** `CLOSED_PLANAR`, `POINT`, ...; '' where the file does not say. */
  readonly type: string;
  /** Corners in mm (LPS); null when the data are not whole points. */
  readonly points: readonly Vector[] | null;
}

/** A region of interest of a structure set. */
export interface Region {
  readonly number: number;
  readonly label: string;
  readonly contours: readonly Contour[];
  /** In which its corners are; null where the file does not say. */
  readonly frameOfReferenceUID: string | null;
  /** SOP Instance UIDs of the images that its contours say they were drawn on. */
  readonly imageUIDs: ReadonlySet<string>;
  readonly properties: JsonObject;
}

function contourOf(item: DicomDataset): Contour {
  const texts = textsOf(item, 'ContourData');
  const numbers = numbersOf(item, 'ContourData');
  const said = numberOf(item, 'NumberOfContourPoints');
  const whole =
    numbers.length === texts.length && numbers.length % 3 === 0 && (said === null || numbers.length === 3 * said);
  const points = Array.from({ length: Math.floor(numbers.length / 3) }, (_, at) => vectorFrom(numbers, 3 * at));
  return {
    type: textOf(item, 'ContourGeometricType') ?? '',
    points: whole && numbers.length > 0 ? points.filter((point) => point !== null) : null,
  };
}

/**
 * The regions of a structure set in the order of their numbers, also those without contours.
 * @see PS3.3 C.8.8.5 (Structure Set), C.8.8.6 (ROI Contour), C.8.8.8 (RT ROI Observations)
 */
export function regionsOf(dataset: DicomDataset): readonly Region[] {
  // Writers that part a region's contours into several items mean all of them.
  const byNumber = (sequence: string): ReadonlyMap<number | null, readonly DicomDataset[]> =>
    Map.groupBy(itemsOf(dataset, sequence), (item) => numberOf(item, 'ReferencedROINumber'));
  const drawn = byNumber('ROIContourSequence');
  const observed = byNumber('RTROIObservationsSequence');
  const regions = itemsOf(dataset, 'StructureSetROISequence').flatMap((item): Region[] => {
    const number = numberOf(item, 'ROINumber');
    if (number === null) return [];
    const drawings = drawn.get(number) ?? [];
    const contours = drawings.flatMap((drawing) => itemsOf(drawing, 'ContourSequence'));
    const observation = observed.get(number)?.[0];
    const name = cleanText(textOf(item, 'ROIName'));
    const color = drawings[0] ? numbersOf(drawings[0], 'ROIDisplayColor') : [];
    return [
      {
        number,
        label: name ?? `ROI ${String(number)}`,
        contours: contours.map(contourOf),
        frameOfReferenceUID: uidOf(item, 'ReferencedFrameOfReferenceUID'),
        imageUIDs: new Set(
          contours
            .flatMap((contour) => itemsOf(contour, 'ContourImageSequence'))
            .flatMap((image) => uidOf(image, 'ReferencedSOPInstanceUID') ?? []),
        ),
        properties: present({
          roiNumber: number,
          roiName: name,
          algorithmType: cleanText(textOf(item, 'ROIGenerationAlgorithm')),
          interpretedType: observation ? cleanText(textOf(observation, 'RTROIInterpretedType')) : null,
          rgbColor: color.length === 3 ? [...color] : null,
        }),
      },
    ];
  });
  return regions.toSorted((a, b) => a.number - b.number);
}
