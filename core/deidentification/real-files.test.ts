import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { elementTexts, textOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { HubError } from '../errors.ts';
import { deidentify } from './deidentify.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { isReplaceableUid } from './uids.ts';

const folder = new URL('../../tests/data/pydicom/', import.meta.url).pathname;
const pseudonyms = createPseudonyms(Buffer.alloc(32, 3));
const identifying = [
  'AccessionNumber',
  'PatientID',
  'InstitutionAddress',
  'StationName',
  'DeviceSerialNumber',
  'PatientBirthDate',
];

function readable(): [string, DicomFile][] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return names.flatMap((name): [string, DicomFile][] => {
    try {
      return [[name, readDicom(readFileSync(join(folder, name)))]];
    } catch (caught) {
      if (caught instanceof HubError) return [];
      throw caught;
    }
  });
}

/** UIDs, names and numbers of persons and things in a data set, at any depth; those of some length, as short ones turn up anywhere. */
function secretsIn(dataset: DicomDataset): string[] {
  const uids = [...dataset].flatMap((element) => {
    if (element.value.kind === 'items') return element.value.items.flatMap(secretsIn);
    if (element.vr === 'UI') return elementTexts(dataset, element).filter((uid) => isReplaceableUid(element.tag, uid));
    return element.vr === 'PN' ? elementTexts(dataset, element) : [];
  });
  const texts = identifying.map((keyword) => textOf(dataset, keyword) ?? '');
  return [...uids, ...texts].filter((text) => text.length >= 7);
}

it('leaves no UID, name or number of a person or device in any file of pydicom', () => {
  let deidentified = 0;
  const unsupported: string[] = [];
  for (const [name, file] of readable()) {
    try {
      const { file: clean, researchId } = deidentify(file, { pseudonyms, profile: 'research/1' });
      const output = Buffer.from(writeDicom(clean)).toString('latin1');
      expect([name, secretsIn(file.dataset).filter((secret) => output.includes(secret))]).toEqual([name, []]);
      expect(textOf(readDicom(writeDicom(clean)).dataset, 'PatientID')).toBe(researchId);
      deidentified += 1;
    } catch (caught) {
      if (!(caught instanceof HubError)) throw caught;
      unsupported.push(caught.message);
    }
  }
  expect(deidentified).toBeGreaterThan(140);
  expect(new Set(unsupported)).toEqual(new Set(['no SOPInstanceUID', 'no SeriesInstanceUID']));
});
