import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TesseractFinder } from '../../adapters/tesseract/tesseract-finder.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setBytes, setNumbers, setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { drawText } from '../support/drawn-text.ts';
import { manager, owner, projectId, reviewer, streamOf, TestHub } from './hub.ts';

let hub: TestHub;
const textFinder = new TesseractFinder();
beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(() => hub.reset());
afterAll(async () => {
  textFinder.close();
  await hub.close();
});

const [columns, rows] = [320, 240];

/** A picture with the patient's name, of 8 bits. */
function writtenOn(
  modality: string,
  window: { readonly center: string; readonly width: string } | null = null,
): Uint8Array {
  const file = readDicom(
    dicomImage({
      study: '1.2.3',
      series: '1.2.3.1',
      instance: '1.2.3.1.1',
      text: { Modality: modality, PatientName: 'DOE^JANE' },
    }),
  );
  const { dataset } = file;
  const pixels = new Uint8Array(columns * rows).fill(20);
  drawText(pixels, columns, 'DOE JANE', { x: 16, y: 12, size: 2, value: 240 });
  for (const [keyword, value] of Object.entries({
    Rows: rows,
    Columns: columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
  }))
    setNumbers(dataset, keyword, value);
  setText(dataset, 'BurnedInAnnotation', 'NO');
  if (window) {
    setText(dataset, 'WindowCenter', window.center);
    setText(dataset, 'WindowWidth', window.width);
  }
  setBytes(dataset, 'PixelData', pixels, 'OB');
  return writeDicom(file);
}

async function received(modality: string, profile: string, bytes = writtenOn(modality)) {
  const intake = hub.intake({ textFinder });
  await intake.createPool(manager, { projectId, name: 'scanner', profile });
  const { id } = await intake.startIngestion(owner, projectId, 'scanner');
  await intake.receiveFile(owner, id, 'a.dcm', streamOf(bytes));
  await hub.drain(intake);
  const [exam] = (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10)).items;
  const [image] = (await intake.imagesOfExam(reviewer, exam?.id ?? '', null, 10, null)).items;
  const file = readDicom(await intake.openQuarantinedImage(reviewer, image?.fileId ?? ''));
  return { exam, image, pixels: file.dataset.bytes('7FE00010') ?? new Uint8Array() };
}

test('a name in the pixels is a finding with its places, whatever Burned In Annotation says, and is kept nowhere', async () => {
  const { exam, image, pixels } = await received('US', 'basic/1');
  expect(exam?.findings.map(({ kind }) => kind)).toEqual(['PATIENT_IN_PIXELS']);
  const regions = image?.findings[0]?.regions ?? [];
  expect(regions.map(({ frame }) => frame)).toEqual([1, 1]);
  for (const { x, y, width, height } of regions) {
    expect(x).toBeGreaterThan(10);
    expect(y).toBeGreaterThan(6);
    expect(x + width).toBeLessThan(120);
    expect(y + height).toBeLessThan(32);
  }
  expect(pixels.includes(240)).toBe(true);
  expect(JSON.stringify(await hub.rows('SELECT findings FROM quarantined_image'))).not.toMatch(/DOE|JANE/i);
});

test("a name is found that the image's own window hides", async () => {
  // All of it is white in this window: the ground is 20, the text 240.
  const { exam } = await received('US', 'basic/1', writtenOn('US', { center: '10', width: '4' }));
  expect(exam?.findings.map(({ kind }) => kind)).toEqual(['PATIENT_IN_PIXELS']);
});

test('a profile blacks out what it finds', async () => {
  const intake = hub.intake();
  await intake.putProfile(manager, {
    projectId,
    name: 'clean',
    base: 'basic/1',
    options: ['CLEAN_PIXEL_DATA'],
    blackOutText: true,
  });
  const { exam, pixels } = await received('US', 'clean');
  expect(exam?.findings.map(({ kind }) => kind)).toEqual(['PATIENT_IN_PIXELS', 'PIXELS_CLEANED']);
  expect(pixels.includes(240)).toBe(false);
});

test('plain CT is not looked at, unless the profile wants it', async () => {
  const eyes = { textFinder: { findText: () => Promise.reject(new Error('nobody should look')) } };
  const intake = hub.intake(eyes);
  await intake.createPool(manager, { projectId, name: 'scanner', profile: 'basic/1' });
  const { id } = await intake.startIngestion(owner, projectId, 'scanner');
  await intake.receiveFile(owner, id, 'a.dcm', streamOf(writtenOn('CT')));
  await hub.drain(intake);
  const [exam] = (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10)).items;
  expect(exam?.findings).toEqual([]);
});
