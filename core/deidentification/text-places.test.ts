import { describe, expect, it } from 'vitest';
import type { DicomDataset } from '../dicom/dataset.ts';
import { explicitLittleEndian } from '../dicom/transfer-syntax.ts';
import { setBytes, setNumbers, setText, textOf } from '../dicom/values.ts';
import type { FoundText } from '../ports/text-finder.ts';
import { deidentify } from './deidentify.ts';
import { findPatientIn } from './patient-in-text.ts';
import { readProfile } from './profile-input.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { identifiedFile } from './testing/identified-file.ts';
import { isSearched, placesOf, searchedFrames, withMargin } from './text-places.ts';

const word = (text: string, x: number, confidence: number, y = 10): FoundText => ({
  x,
  y,
  width: 40,
  height: 10,
  confidence,
  text,
});
const dataset = (texts: Readonly<Record<string, string>>): DicomDataset =>
  identifiedFile((made) => {
    for (const [keyword, text] of Object.entries(texts)) setText(made, keyword, text);
    setBytes(made, 'PixelData', Buffer.alloc(2), 'OW');
  }).dataset;

describe('text in pixels', () => {
  it('is looked for where a device may have written it, and not in plain CT or MR', () => {
    const searched = (texts: Readonly<Record<string, string>>) => isSearched(dataset(texts), 'SUSPECT');
    expect(searched({ Modality: 'CT' })).toBe(false);
    expect(searched({ Modality: 'MR' })).toBe(false);
    for (const Modality of ['US', 'SC', 'XA', 'RF', 'CR', 'DX']) expect(searched({ Modality })).toBe(true);
    expect(searched({ Modality: 'US', BurnedInAnnotation: 'NO' })).toBe(true);
    expect(searched({ Modality: 'CT', BurnedInAnnotation: 'YES' })).toBe(true);
    expect(searched({ Modality: 'CT', ImageType: 'DERIVED\\SECONDARY' })).toBe(true);
    expect(isSearched(dataset({ Modality: 'CT' }), 'ALWAYS')).toBe(true);
    expect(isSearched(dataset({ Modality: 'US' }), 'NEVER')).toBe(false);
  });

  it('is looked for in the first, middle and last frame', () => {
    const many = dataset({});
    expect(searchedFrames(many)).toEqual([1]);
    setText(many, 'NumberOfFrames', '9');
    expect(searchedFrames(many)).toEqual([1, 5, 9]);
  });

  it('is what was read surely, what stands beside it, and the patient however badly read', () => {
    const places = (...words: FoundText[]) => placesOf(dataset({}), [{ frame: 1, words }]).places;
    expect(places(word('41-99', 0, 0.9), word('xq', 50, 0.1), word('zz', 300, 0.1))).toHaveLength(2);
    expect(places(word('D0E', 0, 0.05))).toMatchObject([{ isPatients: true, x: 0 }]);
    expect(places(word('MRN', 0, 0.1), word('0042', 45, 0.1))).toMatchObject([
      { isPatients: true },
      { isPatients: true },
    ]);
    expect(places(word('L', 0, 0.3), word('noise', 200, 0.3))).toEqual([]);
  });

  it('is one place in every frame where all frames have it', () => {
    const frames = [1, 5, 9].map((frame) => ({
      frame,
      words: [word('ABC', frame % 2, 0.9), word('X1', frame * 90, 0.9, 200)],
    }));
    expect(placesOf(dataset({}), frames).places.map(({ frame }) => frame)).toEqual([null, 1, 5, 9]);
  });

  it.each([
    ['Doe', true],
    ['DOE, JANE', true],
    ['JANF', false],
    ['ID:MRN-O042', true],
    ['04/17/1962', true],
    ['17.APR.1962', true],
    ['1962-04-18', false],
    ['GE LOGIQ', false],
  ])('%s names the patient: %s', (text, expected) => {
    expect(findPatientIn(dataset({ PatientBirthDate: '19620417' }))(text)).toBe(expected);
  });

  it('gets a margin that stays in the image', () => {
    expect(withMargin({ x: 2, y: 0, width: 20, height: 10 }, 100, 12)).toEqual({ x: 0, y: 0, width: 27, height: 12 });
    expect(withMargin({ x: 200, y: 0, width: 20, height: 10 }, 100, 12)).toBeNull();
  });
});

describe('text that was found', () => {
  const side = 40;
  const file = identifiedFile((made) => {
    for (const keyword of ['Rows', 'Columns']) setNumbers(made, keyword, side);
    setNumbers(made, 'BitsAllocated', 8);
    setText(made, 'Modality', 'US');
    setBytes(made, 'PixelData', Buffer.alloc(side * side, 200), 'OB');
  });
  const place = { frame: 1, x: 5, y: 5, width: 10, height: 8, confidence: 0.9, isPatients: true };
  const texts = { places: [place, { ...place, x: 30, y: 30, width: 8, isPatients: false }], failure: null };
  const run = (input: object, found: Parameters<typeof deidentify>[1]['texts'] = texts) => {
    const profile = readProfile('t@1', { base: 'basic/1', ...input }, 'input');
    const result = deidentify(file, {
      pseudonyms: createPseudonyms(Buffer.alloc(32, 1)),
      profile,
      texts: found ?? null,
    });
    const pixels = result.file.dataset.bytes('7FE00010') ?? new Uint8Array();
    return { ...result, at: (x: number, y: number) => pixels[y * side + x] };
  };

  it('is told with its places and without what it says, and stays', () => {
    const { findings, at } = run({});
    expect(findings.map(({ kind }) => kind)).toEqual(['BURNED_IN_SUSPECT', 'PATIENT_IN_PIXELS', 'TEXT_IN_PIXELS']);
    expect(findings[1]?.regions).toEqual([{ frame: 1, x: 5, y: 5, width: 10, height: 8, confidence: 0.9 }]);
    expect(at(6, 6)).toBe(200);
  });

  it('is blacked out where the profile wants that, and told all the same', () => {
    const { findings, at, file: cleaned } = run({ options: ['CLEAN_PIXEL_DATA'], blackOutText: true });
    expect([at(6, 6), at(2, 2), at(18, 16), at(19, 17), at(32, 32), at(25, 6)]).toEqual([0, 0, 0, 200, 0, 200]);
    expect(findings.map(({ kind }) => kind)).toContain('PATIENT_IN_PIXELS');
    expect(textOf(cleaned.dataset, 'BurnedInAnnotation')).toBeNull();
    expect(cleaned.transferSyntaxUID).toBe(explicitLittleEndian);
  });

  it('is answered by a rule that covers it', () => {
    const regions = [{ modality: 'US', rectangles: [{ x: 0, y: 0, width: 20, height: 20 }] }];
    expect(run({ options: ['CLEAN_PIXEL_DATA'], regions }).findings.map(({ kind }) => kind)).toEqual([
      'PIXELS_CLEANED',
      'TEXT_IN_PIXELS',
    ]);
  });

  it('is not known where nobody could look, which is told', () => {
    expect(run({}, { places: [], failure: 'decoding took too long' }).findings).toContainEqual({
      kind: 'TEXT_NOT_LOOKED_FOR',
      detail: 'the pixels could not be looked at: decoding took too long',
    });
  });

  it.each([
    [{ blackOutText: true }, 'input.regions'],
    [{ blackOutText: true, findText: 'NEVER', options: ['CLEAN_PIXEL_DATA'] }, 'input.blackOutText'],
    [{ findText: 'SOMETIMES' }, 'input.findText'],
  ])('a profile that contradicts itself is refused: %j', (input, field) => {
    expect(() => run(input)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: expect.objectContaining({ field }) as unknown }),
    );
  });
});
