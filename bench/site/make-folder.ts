import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DicomDataset } from '../../core/dicom/dataset.ts';
import { explicitLittleEndian } from '../../core/dicom/transfer-syntax.ts';
import { setBytes, setNumbers, setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';

export interface FolderShape {
  readonly studies: number;
  readonly perStudy: number;
  /** Rows and columns, of 16 bits. */
  readonly size: number;
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** `1.9.` and so on, of one length each, so that one file is made into the next by writing over it. */
export const studyUid = (study: number): string => `1.9.1${digits(study, 7)}`;
export const patientId = (study: number): string => `R${digits(study, 7)}`;
export const accession = (study: number): string => `A${digits(study, 7)}`;
export const studyDate = (study: number): string =>
  `20${digits(10 + (study % 15), 2)}${digits(1 + (study % 12), 2)}${digits(1 + (study % 28), 2)}`;
const seriesUid = (study: number): string => `1.9.2${digits(study, 7)}`;
const instanceUid = (study: number, instance: number): string => `1.9.3${digits(study, 7)}.1${digits(instance, 5)}`;

/** A slice with the attributes that a search answers and an image needs. */
function slice(study: number, instance: number, size: number): Buffer {
  const dataset = new DicomDataset();
  const texts = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    SOPInstanceUID: instanceUid(study, instance),
    StudyInstanceUID: studyUid(study),
    SeriesInstanceUID: seriesUid(study),
    Modality: study % 3 === 0 ? 'MR' : 'CT',
    PatientID: patientId(study),
    PatientName: `Family${digits(study % 5000, 4)}^Given`,
    AccessionNumber: accession(study),
    StudyDate: studyDate(study),
    StudyTime: '101112',
    StudyID: '1',
    SeriesNumber: '1',
    InstanceNumber: digits(instance, 6),
    PhotometricInterpretation: 'MONOCHROME2',
  };
  for (const [keyword, value] of Object.entries(texts)) setText(dataset, keyword, value);
  const numbers = {
    ...{ SamplesPerPixel: 1, Rows: size, Columns: size },
    ...{ BitsAllocated: 16, BitsStored: 12, HighBit: 11, PixelRepresentation: 0 },
  };
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  setBytes(dataset, 'PixelData', Buffer.alloc(size * size * 2, instance), 'OW');
  return Buffer.from(
    writeDicom({ preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian }),
  );
}

/** Files of that shape below the folder: `first` and so on, a folder for each study, a thousand of them in one above. */
export async function makeFolder(folder: string, { studies, perStudy, size }: FolderShape, first = 0): Promise<void> {
  for (let study = first; study < first + studies; study += 1) {
    const path = join(folder, digits(Math.floor(study / 1000), 4), digits(study, 7));
    await mkdir(path, { recursive: true });
    const bytes = slice(study, 0, size);
    const places = [bytes.indexOf(instanceUid(study, 0)), bytes.lastIndexOf(instanceUid(study, 0))];
    const number = bytes.indexOf(digits(0, 6), bytes.indexOf(seriesUid(study)) + seriesUid(study).length);
    for (let instance = 0; instance < perStudy; instance += 1) {
      for (const at of places) bytes.write(instanceUid(study, instance), at, 'latin1');
      bytes.write(digits(instance, 6), number, 'latin1');
      await writeFile(join(path, `${digits(instance, 5)}.dcm`), bytes);
    }
  }
}
