import type { DicomFile } from '../../core/dicom/dataset.ts';
import { cell, drawText } from './bitmap-font.ts';
import {
  birthDateOf,
  dateOf,
  fileOf,
  namesOf,
  personNameOf,
  studyAttributes,
  timeOf,
  type SyntheticVisit,
} from './study-attributes.ts';
import { patientIdOf } from './subjects.ts';
import { uidOf } from './uids.ts';

const secondaryCaptureImageStorage = '1.2.840.10008.5.1.4.1.1.7';
const size = { columns: 192, rows: 96 } as const;

/** A screenshot with the made-up name, identifier and birth date in its pixels: what a reviewer must catch. */
export function secondaryCapture(visit: SyntheticVisit, seriesNumber: number): DicomFile {
  const pixels = new Uint8Array(size.columns * size.rows).fill(24);
  const lines = [
    personNameOf(visit.subject),
    `ID ${patientIdOf(visit.subject)}`,
    `BORN ${birthDateOf(visit.subject)}`,
    `EXAM ${dateOf(visit)}`,
    visit.hospital.institution,
    'SYNTHETIC - NOT A PATIENT',
  ];
  for (const [line, text] of lines.entries())
    drawText(pixels, size.columns, 8, 12 + line * (cell.height + 3), text, 230);
  const time = timeOf(visit, 50);
  const attributes = {
    ...studyAttributes(visit),
    SOPClassUID: secondaryCaptureImageStorage,
    SOPInstanceUID: uidOf(...namesOf(visit), String(seriesNumber), '1'),
    Modality: 'OT',
    BodyPartExamined: 'HEAD',
    ConversionType: 'WSD',
    SeriesInstanceUID: uidOf(...namesOf(visit), String(seriesNumber)),
    SeriesNumber: seriesNumber,
    SeriesDescription: 'Screenshot',
    SeriesDate: dateOf(visit),
    SeriesTime: time,
    InstanceNumber: 1,
    PatientOrientation: '',
    ContentDate: dateOf(visit),
    ContentTime: time,
    DateOfSecondaryCapture: dateOf(visit),
    TimeOfSecondaryCapture: time,
    ImageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: size.rows,
    Columns: size.columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    BurnedInAnnotation: 'YES',
  };
  // Implicit VR writes pixels as OW (PS3.5 A.1); 8 bits a pixel may be OB where the VR is explicit.
  return fileOf(visit, attributes, { vr: 'OB', bytes: pixels });
}
