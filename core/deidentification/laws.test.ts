import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { isoDate } from '../dicom/dates.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { elementTexts, setBytes, setItems, setNumbers, setText, textOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { deidentify } from './deidentify.ts';
import { deidentificationOptions, type DeidentificationOption } from './options.ts';
import { basicProfile, profileOf, researchProfile } from './profile.ts';
import { createPseudonyms } from './pseudonyms.ts';
import {
  day,
  digits,
  everyRow,
  fileOf,
  markersOf,
  pixels,
  planned,
  plantElsewhere,
  type Planned,
  withoutKept,
} from './testing/planted.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 9));

const syntaxes = fc.constantFrom(implicitLittleEndian, explicitLittleEndian, explicitBigEndian);
const profiles = fc.constantFrom(basicProfile, researchProfile);

/** Every date in a data set, at any depth. */
function datesIn(dataset: DicomDataset): string[] {
  return [...dataset].flatMap((element) => {
    if (element.value.kind === 'items') return element.value.items.flatMap(datesIn);
    return element.vr === 'DA' || element.vr === 'DT'
      ? elementTexts(dataset, element).map((text) => text.slice(0, 8))
      : [];
  });
}
const possible = deidentificationOptions.filter((option) => option !== 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES');
/** Every combination of options that can be. */
const optionSets = fc
  .subarray([...possible])
  .map(
    (on): ReadonlySet<DeidentificationOption> =>
      new Set(on.includes('RETAIN_FULL_DATES') ? on.filter((option) => option !== 'RETAIN_MODIFIED_DATES') : on),
  );

function nothingIsLeft(plan: Planned, syntax: string, options: ReadonlySet<DeidentificationOption>): void {
  const source: DicomFile = fileOf(plan, syntax);
  plantElsewhere(source);
  const burned = Buffer.from('ZqBurnedInText01');
  setBytes(source.dataset, 'PixelData', Buffer.concat([burned, Buffer.alloc(16, 7)]), 'OB');
  setNumbers(source.dataset, 'Columns', 16);
  setNumbers(source.dataset, 'BitsAllocated', 8);
  setNumbers(source.dataset, 'Rows', 2);
  const rule = { manufacturer: null, model: null, modality: null, imageType: null, rows: 2, columns: 16 };
  const profile = {
    ...profileOf('t@1', options),
    regions: [{ ...rule, rectangles: [{ x: 0, y: 0, width: 16, height: 1 }] }],
  };
  const { file, report, findings } = deidentify(readDicom(writeDicom(source)), { pseudonyms, profile });
  const output = Buffer.from(writeDicom(file)).toString('latin1');
  const expected = options.has('CLEAN_PIXEL_DATA') ? [] : ['ZqBurnedInText01'];
  expect(output.match(/Zq\w*/g) ?? []).toEqual(expected);
  expect(JSON.stringify([report, findings])).not.toContain('Zq');
  for (const { vr, marker } of markersOf(plan)) if (vr === 'UI') expect(output).not.toContain(marker);
}

describe('laws of de-identification', () => {
  it('nothing planted survives any combination of options, but what an option says to keep', () => {
    fc.assert(
      fc.property(planned(2), syntaxes, optionSets, (drawn, syntax, options) => {
        nothingIsLeft(withoutKept(drawn, options), syntax, options);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ...[[], ...possible.map((option) => [option])],
    possible.filter((option) => option !== 'RETAIN_MODIFIED_DATES'),
    possible.filter((option) => option !== 'RETAIN_FULL_DATES'),
  ])('nothing of a file with every row of the table survives: %s %s %s', (...on) => {
    const options = new Set(on);
    for (const syntax of [implicitLittleEndian, explicitLittleEndian, explicitBigEndian])
      nothingIsLeft(withoutKept(everyRow, options), syntax, options);
  });

  it('no identifying value of the original survives in the output, at any depth', () => {
    fc.assert(
      fc.property(planned(3), syntaxes, profiles, (plan, syntax, profile) => {
        const { file, report, findings } = deidentify(readDicom(writeDicom(fileOf(plan, syntax))), {
          pseudonyms,
          profile,
        });
        const output = Buffer.from(writeDicom(file)).toString('latin1');
        expect(output).not.toContain('Zq');
        expect(JSON.stringify([report, findings])).not.toContain('Zq');
        const markers = markersOf(plan);
        for (const { vr, marker } of markers) if (vr === 'UI') expect(output).not.toContain(marker);
        if (profile === basicProfile) {
          const days = new Set(
            markers.filter(({ vr }) => vr === 'DA' || vr === 'DT').map(({ marker }) => marker.slice(0, 8)),
          );
          expect(datesIn(file.dataset).filter((date) => days.has(date))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the same file gives the same bytes, which can be read and have the same pixels', () => {
    fc.assert(
      fc.property(planned(2), syntaxes, profiles, (plan, syntax, profile) => {
        const once = writeDicom(deidentify(fileOf(plan, syntax), { pseudonyms, profile }).file);
        const twice = writeDicom(deidentify(fileOf(plan, syntax), { pseudonyms, profile }).file);
        expect(Buffer.compare(once, twice)).toBe(0);
        expect(Buffer.from(readDicom(once).dataset.bytes('7FE00010') ?? []).equals(pixels)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('a UID becomes the same one in every file and place, and no two become one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(digits, { minLength: 2, maxLength: 5 }), (uids) => {
        const out = uids.map((uid) => {
          const file = fileOf(
            { marked: [{ tag: '00200052', vr: 'UI', marker: uid }], nested: [] },
            explicitLittleEndian,
          );
          const item = file.dataset.newItem();
          setText(item, 'ReferencedSOPInstanceUID', uid);
          setItems(file.dataset, 'ReferencedSeriesSequence', [item]);
          const { dataset } = deidentify(file, { pseudonyms, profile: basicProfile }).file;
          const [referenced] = dataset.items('00081115');
          expect(referenced && textOf(referenced, 'ReferencedSOPInstanceUID')).toBe(
            textOf(dataset, 'FrameOfReferenceUID'),
          );
          return textOf(dataset, 'FrameOfReferenceUID');
        });
        expect(new Set(out).size).toBe(uids.length);
      }),
      { numRuns: 40 },
    );
  });

  it("intervals between a patient's dates stay, where dates are shifted", () => {
    const shifted = (date: string): number => {
      const { dataset } = deidentify(
        fileOf({ marked: [{ tag: '00080020', vr: 'DA', marker: date }], nested: [] }, explicitLittleEndian),
        {
          pseudonyms,
          profile: researchProfile,
        },
      ).file;
      return Date.parse(isoDate(textOf(dataset, 'StudyDate')) ?? 'none');
    };
    fc.assert(
      fc.property(day, day, (a, b) => {
        const original = Date.parse(isoDate(b) ?? '') - Date.parse(isoDate(a) ?? '');
        expect(shifted(b) - shifted(a)).toBe(original);
        expect(shifted(a)).toBeLessThan(Date.parse(isoDate(a) ?? ''));
      }),
      { numRuns: 60 },
    );
  });
});
