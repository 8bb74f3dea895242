/**
 * `node bench/deidentify.ts [ROUNDS] [SECONDS]`: objects a second that the Basic Profile takes, beside a script over pydicom with the same
 * table, both from bytes to bytes in one process on one core. Needs `python3 -m venv VENV && VENV/bin/pip install -r
 * bench/deidentify/requirements.txt`, and its Python's path in PYTHON. Also looks for what must not be left.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chooseAction } from '../core/deidentification/attribute-types.ts';
import { deidentify } from '../core/deidentification/deidentify.ts';
import { basicProfile, tableRows } from '../core/deidentification/profile.ts';
import { createPseudonyms } from '../core/deidentification/pseudonyms.ts';
import { DicomDataset } from '../core/dicom/dataset.ts';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { explicitLittleEndian } from '../core/dicom/transfer-syntax.ts';
import { setBytes, setItems, setNumbers, setText } from '../core/dicom/values.ts';
import { writeDicom } from '../core/dicom/write-dicom.ts';

const [rounds = 5, seconds = 4] = process.argv.slice(2).map(Number);
const python = process.env['PYTHON'] ?? 'python3';
const ctImage = '1.2.840.10008.5.1.4.1.1.2';
const planted = 'Zq';

/** A CT slice of 512 x 512 with the attributes that a scanner writes, private ones and a sequence among them. */
function slice(number: number): Uint8Array {
  const dataset = new DicomDataset();
  const texts = {
    SOPClassUID: ctImage,
    SOPInstanceUID: `1.2.3.4.5.${String(number)}`,
    StudyInstanceUID: '1.2.3.4',
    SeriesInstanceUID: '1.2.3.4.5',
    FrameOfReferenceUID: '1.2.3.4.6',
    Modality: 'CT',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    PatientID: 'ZqPatient',
    PatientName: 'ZqFamily^ZqGiven',
    PatientBirthDate: '19620417',
    PatientSex: 'F',
    PatientAge: '061Y',
    AccessionNumber: 'ZqAccession',
    ReferringPhysicianName: 'ZqDoctor',
    InstitutionName: 'ZqHospital',
    InstitutionAddress: 'ZqStreet 1',
    StationName: 'ZqStation',
    OperatorsName: 'ZqOperator',
    Manufacturer: 'ACME',
    ManufacturerModelName: 'Model 1',
    DeviceSerialNumber: 'ZqSerial',
    StudyDate: '20240310',
    SeriesDate: '20240310',
    AcquisitionDate: '20240310',
    ContentDate: '20240310',
    StudyTime: '101112',
    SeriesTime: '101112',
    AcquisitionTime: '101112',
    ContentTime: '101112',
    StudyDescription: 'ZqStudy',
    SeriesDescription: 'ZqSeries',
    ProtocolName: 'ZqProtocol',
    ImageComments: 'ZqComment',
    RequestedProcedureDescription: 'ZqProcedure',
    PhotometricInterpretation: 'MONOCHROME2',
    ImagePositionPatient: ['0', '0', String(number)],
    ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'],
    PixelSpacing: ['0.7', '0.7'],
    SliceThickness: '1',
    KVP: '120',
    ConvolutionKernel: 'B30f',
    RescaleIntercept: '-1024',
    RescaleSlope: '1',
  };
  for (const [keyword, value] of Object.entries(texts)) setText(dataset, keyword, value);
  const reference = dataset.newItem();
  setText(reference, 'ReferencedSOPClassUID', ctImage);
  setText(reference, 'ReferencedSOPInstanceUID', '1.2.3.4.5.9');
  setItems(dataset, 'SourceImageSequence', [reference]);
  for (const group of ['0009', '0019', '0043']) {
    setBytes(dataset, `${group}0010`, Buffer.from('ACME'), 'LO');
    for (let n = 0x10; n < 0x40; n += 1)
      setBytes(dataset, `${group}10${n.toString(16)}`.toUpperCase(), Buffer.from('ZqPrivate1'), 'LO');
  }
  const numbers = {
    Rows: 512,
    Columns: 512,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    SamplesPerPixel: 1,
  };
  for (const [keyword, value] of Object.entries(numbers)) setNumbers(dataset, keyword, value);
  setBytes(dataset, 'PixelData', Buffer.alloc(512 * 512 * 2, number), 'OW');
  return writeDicom({ preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian });
}

const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));
const ours = (bytes: Uint8Array): Uint8Array =>
  writeDicom(deidentify(readDicom(bytes), { pseudonyms, profile: basicProfile }).file);

const folder = await mkdtemp(join(tmpdir(), 'pesscara-deidentify-'));
try {
  const images = join(folder, 'images');
  await promisify(execFile)('mkdir', [images]);
  for (let n = 0; n < 40; n += 1) await writeFile(join(images, `${String(n).padStart(3, '0')}.dcm`), slice(n));
  const table = join(folder, 'table.json');
  const actions = tableRows.map(({ pattern, action }) => ({
    tag: pattern,
    action: chooseAction(action, pattern, ctImage),
  }));
  await writeFile(table, JSON.stringify(actions));
  const files: Uint8Array[] = [];
  for (const name of (await readdir(images)).toSorted()) files.push(await readFile(join(images, name)));
  const left = files.filter((file) => Buffer.from(ours(file)).includes(planted)).length;

  const rates: { ours: number; peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    let count = 0;
    for (; performance.now() - begin < seconds * 1000; count += files.length) for (const file of files) ours(file);
    const rate = count / ((performance.now() - begin) / 1000);
    const script = join(import.meta.dirname, 'deidentify', 'peer.py');
    const { stdout } = await promisify(execFile)(python, [script, table, images, String(seconds)]);
    const peer = JSON.parse(stdout) as { count: number; seconds: number };
    rates.push({ ours: rate, peer: peer.count / peer.seconds });
  }
  const median = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  console.log(`PESSCARA ${median(rates.map((each) => each.ours)).toFixed(0)} objects/s`);
  console.log(`pydicom  ${median(rates.map((each) => each.peer)).toFixed(0)} objects/s`);
  console.log(`ratio    ${median(rates.map((each) => each.ours / each.peer)).toFixed(1)}`);
  console.log(`objects with something planted left: ${String(left)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
