import { describe, expect, it } from 'vitest';
import { HubError } from '../errors.ts';
import { definitionOf, lookupTypesOf, type ProfileInput, readProfile } from './profile-input.ts';

const refusalOf = (input: Partial<ProfileInput>): readonly unknown[] => {
  try {
    readProfile('mine@1', { base: 'basic/1', ...input }, 'input');
  } catch (caught) {
    if (caught instanceof HubError) return [caught.code, caught.details.field];
    throw caught;
  }
  return [];
};

describe('a profile as a client writes it', () => {
  it('has the options of its base and its own', () => {
    const profile = readProfile('mine@1', { base: 'research/1', options: ['RETAIN_UIDS'] }, 'input');
    expect([...profile.options]).toEqual(['RETAIN_MODIFIED_DATES', 'CLEAN_DESCRIPTORS', 'RETAIN_UIDS']);
    expect(profile.descriptors?.size).toBe(3);
    expect(readProfile('m@1', { base: 'basic/1', options: ['CLEAN_DESCRIPTORS'] }, 'input').descriptors).toBeNull();
  });

  it('names attributes by tag or keyword', () => {
    const tags = ['StudyDescription', '(0008,1010)', '0010,1010', '00181030'];
    const { overrides } = readProfile(
      'mine@1',
      { base: 'basic/1', overrides: tags.map((tag) => ({ tag, action: 'KEEP' })) },
      'input',
    );
    expect([...overrides.keys()]).toEqual(['00081030', '00081010', '00101010', '00181030']);
  });

  it('knows the tables that it looks up in', () => {
    const input = { base: 'basic/1', researchIds: 'ptid', lookups: [{ tag: 'AccessionNumber', type: 'acc' }] };
    expect(lookupTypesOf(readProfile('mine@1', input, 'input'))).toEqual(['ptid', 'acc']);
  });

  it('is kept without what is absent', () => {
    const regions = [{ model: 'X', rows: null, rectangles: [] }];
    expect(definitionOf({ base: 'basic/1', options: [], overrides: null, regions })).toEqual({
      base: 'basic/1',
      regions: [{ model: 'X', rectangles: [] }],
    });
  });

  const bad = 'BAD_USER_INPUT';
  const keep = (tag: string) => ({ tag, action: 'KEEP' });
  it.each<[string, Partial<ProfileInput>, readonly unknown[]]>([
    ['an unknown base', { base: 'none/1' }, [bad, 'input.base']],
    [
      'full dates over a base that moves them',
      { base: 'research/1', options: ['RETAIN_FULL_DATES'] },
      [bad, 'input.options[0]'],
    ],
    [
      'an option that is not built in',
      { options: ['CLEAN_RECOGNIZABLE_VISUAL_FEATURES'] },
      ['UNSUPPORTED', 'input.options[0]'],
    ],
    ['no such attribute', { overrides: [keep('NoSuchThing')] }, [bad, 'input.overrides[0].tag']],
    ['a private attribute', { overrides: [keep('00091001')] }, [bad, 'input.overrides[0].tag']],
    ['the Patient ID', { overrides: [keep('PatientID')] }, [bad, 'input.overrides[0].tag']],
    ['an overlay', { overrides: [keep('60003000')] }, [bad, 'input.overrides[0].tag']],
    ['an attribute twice', { overrides: [keep('StationName'), keep('00081010')] }, [bad, 'input.overrides[1].tag']],
    [
      'an override and a lookup of one attribute',
      { overrides: [keep('StationName')], lookups: [{ tag: 'StationName', type: 'station' }] },
      [bad, 'input.lookups[0].tag'],
    ],
    ['no such action', { overrides: [{ tag: 'StationName', action: 'LOOKUP' }] }, [bad, 'input.overrides[0].action']],
    [
      'a hash where none can stand',
      { overrides: [{ tag: 'StudyDate', action: 'HASH' }] },
      [bad, 'input.overrides[0].action'],
    ],
    [
      'a value that the VR cannot hold',
      { overrides: [{ tag: 'StudyDate', action: 'REPLACE', value: 'May' }] },
      [bad, 'input.overrides[0].value'],
    ],
    ['no value', { overrides: [{ tag: 'StationName', action: 'REPLACE' }] }, [bad, 'input.overrides[0].value']],
    ['a value too many', { overrides: [{ ...keep('StationName'), value: 'x' }] }, [bad, 'input.overrides[0].value']],
    [
      'a lookup without a default',
      { lookups: [{ tag: 'StationName', type: 's', missing: 'DEFAULT' }] },
      [bad, 'input.lookups[0].value'],
    ],
    ['a lookup of numbers', { lookups: [{ tag: 'Rows', type: 's' }] }, [bad, 'input.lookups[0].tag']],
    ['a bad type', { researchIds: 'a/b' }, [bad, 'input.researchIds']],
    [
      'private attributes without their option',
      { safePrivate: [{ group: '0009', creator: 'A', element: '01', vr: 'LO' }] },
      [bad, 'input.safePrivate'],
    ],
    [
      'an even group',
      { options: ['RETAIN_SAFE_PRIVATE'], safePrivate: [{ group: '0008', creator: 'A', element: '01', vr: 'LO' }] },
      [bad, 'input.safePrivate[0].group'],
    ],
    [
      'a private name',
      { options: ['RETAIN_SAFE_PRIVATE'], safePrivate: [{ group: '0009', creator: 'A', element: '01', vr: 'PN' }] },
      [bad, 'input.safePrivate[0].vr'],
    ],
    ['regions without their option', { regions: [{ model: 'X', rectangles: [] }] }, [bad, 'input.regions']],
    ['the option without regions', { options: ['CLEAN_PIXEL_DATA'] }, [bad, 'input.regions']],
    ['a region for all', { options: ['CLEAN_PIXEL_DATA'], regions: [{ rectangles: [] }] }, [bad, 'input.regions[0]']],
    [
      'an empty rectangle',
      { options: ['CLEAN_PIXEL_DATA'], regions: [{ model: 'X', rectangles: [{ x: 0, y: 0, width: 0, height: 1 }] }] },
      [bad, 'input.regions[0].rectangles[0].width'],
    ],
  ])('refuses %s', (_, input, refusal) => {
    expect(refusalOf(input)).toEqual(refusal);
  });
});
