import type { JsonObject } from '../../core/json.ts';
import type { SeriesType } from '../../core/workflows/series-type.ts';

/** A protocol of a vendor, under the names that its series go by. */
export interface Protocol {
  /** What a reader of images would call it. */
  readonly type: SeriesType;
  readonly names: readonly string[];
  /** As properties of a SERIES asset (core/intake/describe-image.ts), times in ms. */
  readonly attributes: JsonObject;
}

/** Echo, repetition and inversion time in ms and the flip angle in degrees, as far as they are there. */
type Times = readonly [te: number, tr: number, fa: number, ti?: number];

/** An MR protocol: Image Type and Scanning Sequence with backslashes, as DICOM writes them. */
export function mr(
  type: SeriesType,
  imageType: string,
  sequence: string,
  [echoTime, repetitionTime, flipAngle, inversionTime]: Times,
  names: readonly string[],
  more: JsonObject = {},
): Protocol {
  return {
    type,
    names,
    attributes: {
      modality: 'MR',
      sopClassUID: '1.2.840.10008.5.1.4.1.1.4',
      imageType: imageType.split('\\'),
      scanningSequence: sequence.split('\\'),
      echoTime,
      repetitionTime,
      flipAngle,
      ...(inversionTime === undefined ? {} : { inversionTime }),
      contrastAgent: false,
      ...more,
    },
  };
}

export const agent = { contrastAgent: true } as const;
export const flat = { mrAcquisitionType: '2D' } as const;
export const deep = { mrAcquisitionType: '3D' } as const;
