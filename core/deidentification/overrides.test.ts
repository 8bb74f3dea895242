import { describe, expect, it } from 'vitest';
import type { DicomFile } from '../dicom/dataset.ts';
import { itemsOf, setItems, setText, textOf, textsOf } from '../dicom/values.ts';
import { deidentify } from './deidentify.ts';
import { previewDeidentification } from './preview.ts';
import { type ProfileInput, readProfile } from './profile-input.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { identifiedFile } from './testing/identified-file.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 5));

const file = (): DicomFile =>
  identifiedFile((dataset) => {
    setText(dataset, 'AccessionNumber', 'ACC-7');
    setText(dataset, 'StationName', 'SCANNER-3');
    setText(dataset, 'InstitutionName', 'St. Elsewhere');
    setText(dataset, 'Manufacturer', 'ACME');
    setText(dataset, 'StudyDate', '20240310');
    const nested = dataset.newItem();
    setText(nested, 'AccessionNumber', 'ACC-8');
    setText(nested, 'StationName', 'SCANNER-4');
    setItems(dataset, 'ReferencedSeriesSequence', [nested]);
  });

const tables: Readonly<Record<string, string>> = { 'acc/ACC-7': 'A0001', 'ptid/MRN-0042': 'GLIO-017' };
const lookup = (type: string, key: string): string | null => tables[`${type}/${key}`] ?? null;
const run = (input: Omit<ProfileInput, 'base'>) =>
  deidentify(file(), { pseudonyms, lookup, profile: readProfile('mine@1', { base: 'basic/1', ...input }, 'input') });

describe("a profile's own rules", () => {
  it('go before table and options, at any depth, and are named where they keep', () => {
    const { dataset } = run({
      overrides: [
        { tag: 'StationName', action: 'KEEP' },
        { tag: 'InstitutionName', action: 'REPLACE', value: 'Site 3' },
        { tag: 'Manufacturer', action: 'EMPTY' },
        { tag: 'AccessionNumber', action: 'HASH' },
        { tag: 'StudyDate', action: 'REMOVE' },
      ],
    }).file;
    const [nested] = itemsOf(dataset, 'ReferencedSeriesSequence');
    expect(textOf(dataset, 'StationName')).toBe('SCANNER-3');
    expect(nested && textOf(nested, 'StationName')).toBe('SCANNER-4');
    expect(textOf(dataset, 'InstitutionName')).toBe('Site 3');
    expect(dataset.bytes('00080070')?.length).toBe(0);
    expect(dataset.has('00080020')).toBe(false);
    expect(textOf(dataset, 'AccessionNumber')).toMatch(/^[0-9A-F]{16}$/);
    expect(nested && textOf(nested, 'AccessionNumber')).not.toBe(textOf(dataset, 'AccessionNumber'));
    expect(textsOf(dataset, 'DeidentificationMethod')).toContain('keeps (0008,1010)');
  });

  it('look values up, and tell the reviewer of those that are missing', () => {
    const { file: cleaned, findings } = run({ lookups: [{ tag: 'AccessionNumber', type: 'acc' }] });
    expect(textOf(cleaned.dataset, 'AccessionNumber')).toBe('A0001');
    const [nested] = itemsOf(cleaned.dataset, 'ReferencedSeriesSequence');
    expect(nested && textOf(nested, 'AccessionNumber')).toBeNull();
    expect(findings).toEqual([{ kind: 'LOOKUP_MISSING', detail: 'no entry of acc for (0008,0050)' }]);
  });

  it.each([
    ['KEEP', undefined, 'ACC-8'],
    ['REMOVE', undefined, undefined],
    ['EMPTY', undefined, null],
    ['DEFAULT', 'NONE', 'NONE'],
  ])('do what they say with a missing value: %s', (missing, value, expected) => {
    const { file: cleaned, findings } = run({ lookups: [{ tag: 'AccessionNumber', type: 'acc', missing, value }] });
    const [nested] = itemsOf(cleaned.dataset, 'ReferencedSeriesSequence');
    expect(nested?.has('00080050') === true ? textOf(nested, 'AccessionNumber') : undefined).toBe(expected);
    expect(findings).toEqual([]);
  });

  it('keep a name or an identifier of the patient only in the very attribute of which they say so', () => {
    const named = identifiedFile((dataset) => {
      setText(dataset, 'PatientID', 'ZQ-0042');
      for (const keyword of ['ReferringPhysicianName', 'OperatorsName', 'PersonName'])
        setText(dataset, keyword, 'Zq^A');
      for (const keyword of ['Manufacturer', 'ManufacturerModelName']) setText(dataset, keyword, 'unit ZQ-0042');
    });
    const survivors = (input: Omit<ProfileInput, 'base'>) => {
      const profile = readProfile('mine@1', { base: 'basic/1', ...input }, 'input');
      const { dataset } = deidentify(named, { pseudonyms, lookup, profile }).file;
      const holding = [...dataset].filter(({ value }) =>
        /zq/i.test(value.kind === 'bytes' ? Buffer.from(value.bytes).toString('latin1') : ''),
      );
      return { tags: holding.map(({ tag }) => tag), method: textsOf(dataset, 'DeidentificationMethod').slice(3) };
    };
    expect(survivors({})).toEqual({ tags: [], method: [] });
    expect(
      survivors({
        overrides: [{ tag: 'OperatorsName', action: 'KEEP' }],
        lookups: [{ tag: 'Manufacturer', type: 'maker', missing: 'KEEP' }],
      }),
    ).toEqual({ tags: ['00080070', '00081070'], method: ['keeps (0008,1070)', 'keeps (0008,0070)'] });
  });

  it('give research identifiers that were assigned before', () => {
    const { researchId, file: cleaned, findings } = run({ researchIds: 'ptid' });
    expect([researchId, textOf(cleaned.dataset, 'PatientID'), findings]).toEqual(['GLIO-017', 'GLIO-017', []]);
    const missing = run({ researchIds: 'other' });
    expect(missing.researchId).toBe(pseudonyms.researchId('MRN-0042'));
    expect(missing.findings).toEqual([{ kind: 'LOOKUP_MISSING', detail: 'no entry of other for (0010,0020)' }]);
  });

  it('are seen in a dry run, attribute by attribute', () => {
    const profile = readProfile(
      'mine@1',
      { base: 'basic/1', overrides: [{ tag: 'StationName', action: 'KEEP' }] },
      'input',
    );
    const { attributes, result } = previewDeidentification(file(), { pseudonyms, profile });
    const of = (path: string) => attributes.find((attribute) => attribute.path === path);
    expect(of('(0008,1010)')).toEqual({
      path: '(0008,1010)',
      tag: '00081010',
      keyword: 'StationName',
      vr: 'SH',
      action: 'kept',
      rule: 'profile: KEEP',
      before: 'SCANNER-3',
      after: 'SCANNER-3',
    });
    expect(of('(0008,1115)[1].(0008,0050)')).toMatchObject({
      action: 'emptied',
      rule: 'table: Z',
      before: 'ACC-8',
      after: '',
    });
    expect(of('(0010,0020)')).toMatchObject({
      action: 'replaced',
      rule: 'research identifier',
      before: 'MRN-0042',
      after: result.researchId,
    });
    expect(of('(0012,0062)')).toMatchObject({ action: 'added', before: null, after: 'YES' });
    expect(of('(0008,0018)')).toMatchObject({ action: 'mapped', after: pseudonyms.uid('1.2.3.1') });
    const paths = attributes.map(({ path }) => path);
    expect(paths.indexOf('(0008,1115)[1].(0008,0050)')).toBe(paths.indexOf('(0008,1115)') + 1);
    expect(paths.indexOf('(0010,0010)')).toBeGreaterThan(paths.indexOf('(0008,1115)[1].(0008,1010)'));
  });
});
