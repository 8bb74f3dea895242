import type { Attributes } from '../../demo/synthetic/elements.ts';
import { fileOf, sliceUid, sopClasses } from './dicom-series.ts';

type Point = readonly [number, number, number];

interface Marking {
  readonly study: string;
  readonly series: string;
  /** Series Instance UID and number of slices of the images; null: it refers to nothing. */
  readonly of: { readonly series: string; readonly slices: number } | null;
}

const objectOf = ({ study, series }: Marking): Attributes => ({
  SOPInstanceUID: `${series}.1`,
  StudyInstanceUID: study,
  SeriesInstanceUID: series,
  PatientID: 'R-0001',
  PatientName: 'Synthetic^One',
  StudyDate: '20240105',
  SeriesNumber: 7,
  InstanceNumber: 1,
});

/** Pixels of one bit each, the first in the least significant bit, frames without padding between them (PS3.5 §8.1.1). */
export function packBits(pixels: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(pixels.length / 16) * 2);
  for (const [at, pixel] of pixels.entries()) if (pixel) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes;
}

export interface SegmentationOptions extends Marking {
  readonly type?: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
  readonly rows: number;
  readonly columns: number;
  readonly spacing?: readonly [number, number];
  readonly sliceSpacing?: number;
  readonly orientation?: readonly number[];
  readonly segments: readonly { readonly label: string; readonly more?: Attributes }[];
  /** In the order of the file; pixels row by row. */
  readonly frames: readonly {
    readonly segment: number;
    readonly position: Point;
    readonly pixels: readonly number[];
  }[];
  /** Replaces the pixel data. */
  readonly pixelData?: Uint8Array;
}

export function dicomSegmentation(options: SegmentationOptions): Uint8Array {
  const { type = 'BINARY', rows, columns, spacing = [1, 1], orientation = [1, 0, 0, 0, 1, 0], frames, of } = options;
  const all = frames.flatMap(({ pixels }) => pixels);
  const bits = type === 'BINARY' ? 1 : 8;
  const bytes = Uint8Array.from(all);
  const even = bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]);
  return fileOf({
    SOPClassUID: type === 'LABELMAP' ? sopClasses.labelMap : sopClasses.segmentation,
    ...objectOf(options),
    Modality: 'SEG',
    ImageType: ['DERIVED', 'PRIMARY'],
    ...(of && {
      ReferencedSeriesSequence: [
        {
          SeriesInstanceUID: of.series,
          ReferencedInstanceSequence: Array.from({ length: of.slices }, (_, slice) => ({
            ReferencedSOPClassUID: sopClasses.CT,
            ReferencedSOPInstanceUID: sliceUid(of.series, slice),
          })),
        },
      ],
    }),
    SegmentationType: type,
    ...(type === 'FRACTIONAL' ? { SegmentationFractionalType: 'OCCUPANCY', MaximumFractionalValue: 200 } : {}),
    SegmentSequence: options.segments.map(({ label, more = {} }, index) => ({
      SegmentNumber: index + 1,
      SegmentLabel: label,
      SegmentAlgorithmType: 'SEMIAUTOMATIC',
      SegmentAlgorithmName: 'by hand and rule',
      SegmentedPropertyCategoryCodeSequence: [
        { CodeValue: '49755003', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Morphologically Abnormal Structure' },
      ],
      SegmentedPropertyTypeCodeSequence: [{ CodeValue: '4147007', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Mass' }],
      ...more,
    })),
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: orientation }],
        PixelMeasuresSequence: [
          {
            PixelSpacing: spacing,
            ...(options.sliceSpacing === undefined ? {} : { SpacingBetweenSlices: options.sliceSpacing }),
          },
        ],
      },
    ],
    PerFrameFunctionalGroupsSequence: frames.map(({ segment, position }) => ({
      PlanePositionSequence: [{ ImagePositionPatient: position }],
      ...(type === 'LABELMAP' ? {} : { SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }] }),
    })),
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    NumberOfFrames: frames.length,
    Rows: rows,
    Columns: columns,
    BitsAllocated: bits,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
    PixelData: options.pixelData ?? (type === 'BINARY' ? packBits(all) : even),
  });
}

export interface RegionDraft {
  readonly name: string;
  readonly contours: readonly { readonly type?: string; readonly points: readonly Point[] }[];
}

export function dicomStructureSet(options: Marking & { readonly regions: readonly RegionDraft[] }): Uint8Array {
  const { of, regions } = options;
  return fileOf({
    SOPClassUID: sopClasses.structureSet,
    ...objectOf(options),
    Modality: 'RTSTRUCT',
    StructureSetLabel: 'REGIONS',
    ...(of && {
      ReferencedFrameOfReferenceSequence: [
        {
          FrameOfReferenceUID: `${options.study}.99`,
          RTReferencedStudySequence: [
            {
              ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1',
              ReferencedSOPInstanceUID: options.study,
              RTReferencedSeriesSequence: [
                {
                  SeriesInstanceUID: of.series,
                  ContourImageSequence: Array.from({ length: of.slices }, (_, slice) => ({
                    ReferencedSOPClassUID: sopClasses.CT,
                    ReferencedSOPInstanceUID: sliceUid(of.series, slice),
                  })),
                },
              ],
            },
          ],
        },
      ],
    }),
    StructureSetROISequence: regions.map(({ name }, index) => ({
      ROINumber: index + 1,
      ReferencedFrameOfReferenceUID: `${options.study}.99`,
      ROIName: name,
      ROIGenerationAlgorithm: 'MANUAL',
    })),
    ROIContourSequence: regions.map(({ contours }, index) => ({
      ReferencedROINumber: index + 1,
      ROIDisplayColor: [255, 0, 0],
      ContourSequence: contours.map(({ type = 'CLOSED_PLANAR', points }) => ({
        ContourGeometricType: type,
        NumberOfContourPoints: points.length,
        ContourData: points.flat().map((one) => Number(one.toFixed(6))),
      })),
    })),
    RTROIObservationsSequence: regions.map((_, index) => ({
      ObservationNumber: index + 1,
      ReferencedROINumber: index + 1,
      RTROIInterpretedType: 'GTV',
      ROIInterpreter: '',
    })),
  });
}

/** A polygon of many corners on a circle, in mm around its centre. */
export function circle([x, y, z]: Point, radius: number, corners = 360): Point[] {
  return Array.from({ length: corners }, (_, at) => {
    const angle = (2 * Math.PI * at) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle), z];
  });
}
