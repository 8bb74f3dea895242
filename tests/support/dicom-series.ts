import { DicomDataset } from '../../core/dicom/dataset.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { setAttributes, type Attributes } from '../../demo/synthetic/elements.ts';

type Point = readonly [number, number, number];

export interface SlicesOptions {
  readonly study: string;
  readonly series: string;
  readonly frameOfReference?: string;
  readonly modality?: 'CT' | 'MR';
  readonly rows: number;
  readonly columns: number;
  /** Centre of each slice's first pixel, in mm (LPS), in the order of Instance Number. */
  readonly positions: readonly Point[];
  /** Directions of rows and of columns, as Image Orientation (Patient). @default axial */
  readonly orientation?: readonly number[];
  /** Between rows, and between columns, in mm. @default 1, 1 */
  readonly spacing?: readonly [number, number];
  /** Value of a pixel. */
  readonly valueAt?: (column: number, row: number, slice: number) => number;
  /** Further attributes of one slice; `slice` counts from 0. */
  readonly attributes?: (slice: number) => Attributes;
}

/** A point as DS writes it: at most 16 characters (PS3.5 §6.2). */
const decimals = (numbers: readonly number[]): string[] => numbers.map((number) => number.toFixed(9).slice(0, 16));

export function fileOf(attributes: Attributes): Uint8Array {
  const dataset = new DicomDataset();
  setAttributes(dataset, { SpecificCharacterSet: 'ISO_IR 192', ...attributes }, 'utf8');
  return writeDicom({ preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: '1.2.840.10008.1.2.1' });
}

export const sopClasses = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  segmentation: '1.2.840.10008.5.1.4.1.1.66.4',
  labelMap: '1.2.840.10008.5.1.4.1.1.66.7',
  structureSet: '1.2.840.10008.5.1.4.1.1.481.3',
};

/** UID of a slice of `dicomSlices`. */
export const sliceUid = (series: string, slice: number): string => `${series}.${String(slice + 1)}`;

/** Plain CT or MR slices of 16 bits as DICOM files, made from numbers alone. */
export function dicomSlices({
  study,
  series,
  frameOfReference = `${study}.99`,
  modality = 'CT',
  rows,
  columns,
  positions,
  orientation = [1, 0, 0, 0, 1, 0],
  spacing = [1, 1],
  valueAt = (column, row, slice) => column + 16 * row + 256 * slice,
  attributes = () => ({}),
}: SlicesOptions): Uint8Array[] {
  return positions.map((position, slice) => {
    const pixels = Int16Array.from({ length: rows * columns }, (_, at) =>
      valueAt(at % columns, Math.trunc(at / columns), slice),
    );
    return fileOf({
      SOPClassUID: sopClasses[modality],
      SOPInstanceUID: sliceUid(series, slice),
      StudyInstanceUID: study,
      SeriesInstanceUID: series,
      FrameOfReferenceUID: frameOfReference,
      Modality: modality,
      PatientID: 'R-0001',
      PatientName: 'Synthetic^One',
      PatientPosition: 'HFS',
      StudyDate: '20240105',
      SeriesNumber: 1,
      InstanceNumber: slice + 1,
      ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
      ImagePositionPatient: decimals(position),
      ImageOrientationPatient: decimals(orientation),
      PixelSpacing: decimals(spacing),
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: rows,
      Columns: columns,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 1,
      RescaleIntercept: '0',
      RescaleSlope: '1',
      ...attributes(slice),
      PixelData: new Uint8Array(pixels.buffer),
    });
  });
}
