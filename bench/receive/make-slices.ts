import { randomFillSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DicomDataset } from '../../core/dicom/dataset.ts';
import { explicitLittleEndian } from '../../core/dicom/transfer-syntax.ts';
import { setBytes, setItems, setNumbers, setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';

const ctImage = '1.2.840.10008.5.1.4.1.1.2';
const perSeries = 250;
const size = 512;

/** Texts that a scanner writes, the same in each slice. */
const texts = {
  SOPClassUID: ctImage,
  Modality: 'CT',
  ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
  PatientID: 'BENCH-4711',
  PatientName: 'Family^Given',
  PatientBirthDate: '19620417',
  PatientSex: 'F',
  PatientAge: '061Y',
  AccessionNumber: 'A-4711',
  ReferringPhysicianName: 'Doctor^One',
  InstitutionName: 'Hospital',
  InstitutionAddress: 'Street 1',
  StationName: 'STATION',
  OperatorsName: 'Operator^One',
  Manufacturer: 'ACME',
  ManufacturerModelName: 'Model 1',
  DeviceSerialNumber: 'S-1',
  StudyDate: '20240310',
  SeriesDate: '20240310',
  AcquisitionDate: '20240310',
  ContentDate: '20240310',
  StudyTime: '101112',
  SeriesTime: '101112',
  AcquisitionTime: '101112',
  ContentTime: '101112',
  StudyDescription: 'CT chest',
  ProtocolName: 'Chest',
  ImageComments: 'none',
  PhotometricInterpretation: 'MONOCHROME2',
  ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'],
  PixelSpacing: ['0.7', '0.7'],
  SliceThickness: '1',
  KVP: '120',
  ConvolutionKernel: 'B30f',
  RescaleIntercept: '-1024',
  RescaleSlope: '1',
};

const numbers = {
  Rows: size,
  Columns: size,
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  SamplesPerPixel: 1,
};

/** A CT slice with about 90 attributes, private ones and a sequence among them, and pixels that don't compress; `set` and `slice` give its UIDs. */
function slice(set: number, slice: number): Uint8Array {
  const dataset = new DicomDataset();
  const study = `1.2.826.0.1.3680043.10.9.${String(set)}`;
  const series = `${study}.${String(1 + Math.floor(slice / perSeries))}`;
  const uids = {
    SOPInstanceUID: `${series}.${String(slice + 1)}`,
    StudyInstanceUID: study,
    SeriesInstanceUID: series,
    FrameOfReferenceUID: `${study}.0`,
    InstanceNumber: String(slice + 1),
    SeriesNumber: String(1 + Math.floor(slice / perSeries)),
    ImagePositionPatient: ['0', '0', String(slice)],
  };
  for (const [keyword, value] of Object.entries({ ...texts, ...uids })) setText(dataset, keyword, value);
  const reference = dataset.newItem();
  setText(reference, 'ReferencedSOPClassUID', ctImage);
  setText(reference, 'ReferencedSOPInstanceUID', `${study}.0.9`);
  setItems(dataset, 'SourceImageSequence', [reference]);
  setBytes(dataset, '00090010', Buffer.from('ACME'), 'LO');
  for (let n = 0x10; n < 0x30; n += 1)
    setBytes(dataset, `000910${n.toString(16)}`.toUpperCase(), Buffer.from('private value '), 'LO');
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  const pixels = new Uint16Array(size * size);
  randomFillSync(pixels);
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = (pixels[n] ?? 0) & 0x0fff;
  setBytes(dataset, 'PixelData', Buffer.from(pixels.buffer), 'OW');
  return writeDicom({ preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian });
}

/** Writes the slices of study `set` into a folder; answers their paths in order. */
export async function makeSlices(folder: string, set: number, count: number): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const path = join(folder, `${String(set)}-${String(n).padStart(5, '0')}.dcm`);
    await writeFile(path, slice(set, n));
    paths.push(path);
  }
  return paths;
}
