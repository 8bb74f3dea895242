import { DicomDataset, type DicomFile } from '../../core/dicom/dataset.ts';
import { setAttributes, setElement, type Attributes } from './elements.ts';
import type { Hospital } from './hospitals.ts';
import { patientIdOf, type SyntheticSubject } from './subjects.ts';
import { uidOf } from './uids.ts';

/** One visit of a subject to its hospital's scanner. */
export interface SyntheticVisit {
  readonly seed: number;
  readonly hospital: Hospital;
  readonly subject: SyntheticSubject;
  readonly timepoint: 'baseline' | 'follow-up';
}

const dayMs = 86_400_000;

/** The day of a visit, YYYYMMDD. */
export function dateOf({ subject, timepoint }: SyntheticVisit): string {
  const days = timepoint === 'baseline' ? 0 : subject.followUpDays;
  return new Date(Date.parse(subject.baseline) + days * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
}

/** `HHMMSS.000000` of the n-th minute after the visit's beginning. */
export function timeOf(visit: SyntheticVisit, minute: number): string {
  const minutes = (8 + visit.subject.number) * 60 + 5 + minute;
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}00.000000`;
}

/** The visit's UIDs, as parts of which its series and instances are named. */
export function namesOf(visit: SyntheticVisit): readonly string[] {
  return [String(visit.seed), patientIdOf(visit.subject), visit.timepoint];
}

/** The name that the made-up person goes by at the hospital. */
export function personNameOf(subject: SyntheticSubject): string {
  return `SYNTHETIC^Patient${String(subject.number).padStart(2, '0')}`;
}

/** YYYYMMDD, such that the age at diagnosis is the one in the subject's facts. */
export function birthDateOf(subject: SyntheticSubject): string {
  const birthday = `0${String(subject.number)}1${String(subject.number)}`;
  const diagnosed = subject.baseline.replaceAll('-', '');
  const age = subject.facts.diagnoses[0]?.ageYears ?? 0;
  return `${String(Number(diagnosed.slice(0, 4)) - age - Number(birthday > diagnosed.slice(4)))}${birthday}`;
}

/** `063Y`: the age on the day of the visit. */
function ageAt(visit: SyntheticVisit): string {
  const years = Math.trunc((Number(dateOf(visit)) - Number(birthDateOf(visit.subject))) / 10_000);
  return `${String(years).padStart(3, '0')}Y`;
}

/** Patient, study and equipment, with what a hospital would put there and de-identification must find. */
export function studyAttributes(visit: SyntheticVisit): Attributes {
  const { hospital, subject } = visit;
  const number = String(subject.number);
  const visitNumber = visit.timepoint === 'baseline' ? '1' : '2';
  const accession = `SYN${dateOf(visit).slice(2)}${number}${visitNumber}`;
  return {
    SpecificCharacterSet: hospital.characterSet,
    StudyInstanceUID: uidOf(...namesOf(visit)),
    StudyDate: dateOf(visit),
    StudyTime: timeOf(visit, 0),
    StudyID: `${number}${visitNumber}`,
    StudyDescription: 'MRT Schädel / MRI head',
    AccessionNumber: accession,
    ReferringPhysicianName: hospital.referringPhysician,
    OperatorsName: hospital.operator,
    InstitutionName: hospital.institution,
    InstitutionAddress: `Synthetic Street ${number}, 00000 Nowhere`,
    StationName: hospital.stationName,
    Manufacturer: hospital.manufacturer,
    ManufacturerModelName: hospital.model,
    DeviceSerialNumber: hospital.deviceSerialNumber,
    SoftwareVersions: 'synthetic 1',
    PatientName: personNameOf(subject),
    PatientID: patientIdOf(subject),
    PatientBirthDate: birthDateOf(subject),
    PatientSex: subject.sex,
    PatientAge: ageAt(visit),
    PatientWeight: subject.weightKg,
    PatientAddress: `Synthetic Lane ${number}, 00000 Nowhere`,
    PatientTelephoneNumbers: `+00 000 000000${number}`,
    PatientComments: 'SYNTHETIC DATA, NOT A PATIENT',
    ImageComments: 'SYNTHETIC DATA, NOT A PATIENT',
    RequestAttributesSequence: [
      {
        RequestedProcedureID: accession,
        ScheduledProcedureStepID: `${accession}-1`,
        ReasonForTheRequestedProcedure: 'Glioma',
      },
    ],
    PatientIdentityRemoved: 'NO',
  };
}

/** What a vendor would keep in a group of its own: the name once more, where only the private group's rule finds it. */
function setPrivateGroup(dataset: DicomDataset, visit: SyntheticVisit): void {
  const { encoding } = visit.hospital;
  setElement(dataset, '00090010', 'LO', 'SYNTHETIC IMAGING HEADER', encoding);
  setElement(dataset, '00091001', 'LO', `${personNameOf(visit.subject)} ${patientIdOf(visit.subject)}`, encoding);
  setElement(dataset, '00091002', 'DS', '1.5', encoding);
}

/** A DICOM file of those attributes, in the hospital's transfer syntax. */
export function fileOf(
  visit: SyntheticVisit,
  attributes: Attributes,
  pixels: { vr: 'OW' | 'OB'; bytes: Uint8Array },
): DicomFile {
  const { hospital } = visit;
  const dataset = new DicomDataset();
  setAttributes(dataset, attributes, hospital.encoding);
  setPrivateGroup(dataset, visit);
  setElement(dataset, '7FE00010', pixels.vr, pixels.bytes, hospital.encoding);
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: hospital.transferSyntaxUID };
}
