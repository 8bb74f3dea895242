import { describe, expect, it } from 'vitest';
import { fastXmlReader } from '../../adapters/xml/fast-xml-reader.ts';
import { readProfile } from './profile-input.ts';
import { translateCtpScript } from './ctp-script.ts';

const translate = (...lines: readonly string[]) =>
  translateCtpScript(
    fastXmlReader.read(['<script>', ...lines, '</script>'].join('\n'), 'input.script'),
    'input.script',
  );
const e = (t: string, n: string, script: string, en = 'T'): string => `<e en="${en}" t="${t}" n="${n}">${script}</e>`;

describe('an RSNA CTP anonymizer script', () => {
  it('becomes a profile that says the same', () => {
    const { draft, untranslated } = translate(
      '<p t="SITENAME">Site 3</p>',
      e('00080005', 'SpecificCharacterSet', '@keep()'),
      e('00080018', 'SOPInstanceUID', '@hashuid(@UIDROOT,this)'),
      e('00080020', 'StudyDate', '@hashdate(this,PatientID)'),
      e('00080050', 'AccessionNumber', '@hash(this,16)'),
      e('00080080', 'InstitutionName', '@param(@SITENAME)'),
      e('00080090', 'ReferringPhysicianName', '@empty()'),
      e('00081010', 'StationName', '@keep()'),
      e('00081030', 'StudyDescription', '@remove()'),
      e('00081070', 'OperatorsName', '@remove()'),
      e('00100010', 'PatientName', '@hashname(this,6,2)'),
      e('00100020', 'PatientID', '@lookup(this,ptid)'),
      e('00100030', 'PatientBirthDate', ''),
      e('00104000', 'PatientComments', '@if(this,exists){@keep()}{@remove()}', 'F'),
      e('00120062', 'PatientIdentityRemoved', '@always()YES'),
      e('00181000', 'DeviceSerialNumber', '@lookup(this,device,default,"NONE")'),
      e('0019[SIEMENS MR HEADER]0c', '', '@keep()'),
      '<r en="T" t="privategroups">Remove private groups</r>',
      '<r en="T" t="overlays">Remove overlays</r>',
    );
    expect(untranslated).toEqual([]);
    expect(draft).toEqual({
      base: 'basic/1',
      options: ['RETAIN_MODIFIED_DATES', 'RETAIN_SAFE_PRIVATE'],
      overrides: [
        { tag: '00080050', action: 'HASH' },
        { tag: '00080080', action: 'REPLACE', value: 'Site 3' },
        { tag: '00081010', action: 'KEEP' },
        { tag: '00081070', action: 'REMOVE' },
        { tag: '00100030', action: 'EMPTY' },
      ].filter(({ tag }) => tag !== '00100030'),
      lookups: [{ tag: '00181000', type: 'device', missing: 'DEFAULT', value: 'NONE' }],
      researchIds: 'ptid',
      safePrivate: [],
      regions: [],
    });
    expect(readProfile('mine@1', draft, 'input').researchIds).toEqual({ type: 'ptid' });
  });

  it('is told what of it cannot be said, by line, with what is done in its place', () => {
    const { untranslated, draft } = translate(
      e('00080018', 'SOPInstanceUID', '@keep()'),
      e('00080020', 'StudyDate', '@incrementdate(this,@DATEINC)'),
      e('00080021', 'SeriesDate', '@modifydate(this,*,1,1)'),
      e('00080090', 'ReferringPhysicianName', '@if(this,isblank){@remove()}{@empty()}'),
      e('00091001', 'Private', '@keep()'),
      e('0029[ACME]01', 'Private', '@keep()'),
      e('00100010', 'PatientName', '@keep()'),
      e('00104000', 'PatientComments', '@contents(PatientID)-@date()'),
      '<r en="F" t="privategroups">x</r>',
      '<r en="T" t="unspecifiedelements">x</r>',
      '<k en="T" t="0018">Keep group 18</k>',
      '<k en="F" t="0020">Keep group 20</k>',
    );
    expect(untranslated.map(({ line, element }) => [line, element])).toEqual([
      [2, '00080018 SOPInstanceUID'],
      [3, '00080020 StudyDate'],
      [4, '00080021 SeriesDate'],
      [5, '00080090 ReferringPhysicianName'],
      [6, '00091001 Private'],
      [7, '0029[ACME]01 Private'],
      [8, '00100010 PatientName'],
      [9, '00104000 PatientComments'],
      [10, 'r privategroups'],
      [11, 'r unspecifiedelements'],
      [12, 'k 0018'],
    ]);
    expect(untranslated[3]).toEqual({
      line: 5,
      element: '00080090 ReferringPhysicianName',
      script: '@if(this,isblank){@remove()}{@empty()}',
      why: 'several functions, or text and functions',
      instead: 'the Basic Profile: Z',
    });
    expect([draft.options, draft.overrides]).toEqual([['RETAIN_MODIFIED_DATES', 'RETAIN_SAFE_PRIVATE'], []]);
  });

  it('may say an attribute twice: the last counts', () => {
    const { draft } = translate(e('00081010', 'StationName', '@keep()'), e('00081010', 'StationName', '@remove()'));
    expect(draft.overrides).toEqual([{ tag: '00081010', action: 'REMOVE' }]);
  });
});
