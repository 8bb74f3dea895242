import { DicomDataset } from '../../core/dicom/dataset.ts';
import { setBytes, setNumbers, setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';

export interface ImageOptions {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
  /** Further attributes by keyword, text as it stands in the file. */
  readonly text?: Readonly<Record<string, string>>;
  /** None: an object without pixel data. @default 1 */
  readonly frames?: number;
  /** Pixels of 16 bits, `size` x `size`. @default 8 */
  readonly size?: number;
  /** Stored value of the pixel at that place, 0 to 4095. @default some ramp */
  readonly pixel?: (x: number, y: number) => number;
  readonly transferSyntaxUID?: string;
}

/** A small synthetic MR image as a DICOM file; the same options give the same bytes. */
export function dicomImage({
  study,
  series,
  instance,
  text = {},
  frames = 1,
  size = 8,
  pixel,
  transferSyntaxUID = '1.2.840.10008.1.2.1',
}: ImageOptions): Uint8Array {
  const dataset = new DicomDataset({ bigEndian: transferSyntaxUID === '1.2.840.10008.1.2.2' });
  setText(dataset, 'SpecificCharacterSet', 'ISO_IR 192');
  setText(dataset, 'SOPClassUID', '1.2.840.10008.5.1.4.1.1.4');
  setText(dataset, 'SOPInstanceUID', instance);
  setText(dataset, 'StudyInstanceUID', study);
  setText(dataset, 'SeriesInstanceUID', series);
  for (const [keyword, value] of Object.entries({
    Modality: 'MR',
    PatientID: 'R-0001',
    PatientName: 'Synthetic^One',
    StudyDate: '20240105',
    ...text,
  })) {
    setText(dataset, keyword, value);
  }
  const file = { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID };
  if (frames === 0) return writeDicom(file);
  setText(dataset, 'PhotometricInterpretation', 'MONOCHROME2');
  const numbers = {
    SamplesPerPixel: 1,
    Rows: size,
    Columns: size,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
  };
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  if (frames > 1) setNumbers(dataset, 'NumberOfFrames', frames);
  const pixels = Uint16Array.from({ length: size * size * frames }, (_, index) =>
    pixel ? pixel(index % size, Math.floor(index / size) % size) : (index * 37) % 4096,
  );
  const bytes = Buffer.from(pixels.buffer);
  setBytes(dataset, 'PixelData', transferSyntaxUID === '1.2.840.10008.1.2.2' ? bytes.swap16() : bytes, 'OW');
  return writeDicom(file);
}
