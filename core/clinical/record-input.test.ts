import { describe, expect, it } from 'vitest';
import { HubError } from '../errors.ts';
import { checkedFacts, checkedPerson } from './record-input.ts';

/** What is wrong with the record, in words; null when nothing is. */
function complaint(record: object): string | null {
  try {
    checkedPerson('r', record);
    checkedFacts('r', record);
    return null;
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'BAD_USER_INPUT') throw error;
    return error.message + JSON.stringify(error.details);
  }
}

const researchId = 'R-1';
const variant = { gene: 'IDH1', change: 'p.R132H', status: 'MUTATED' };

describe('a clinical record', () => {
  it.each([
    ['r', {}],
    ['r', { patientId: 'SECRET-1', researchId: 'R-3' }],
    ['r.patientId', { patientId: `SECRET-1${'x'.repeat(70)}` }],
    ['r.patientId', { patientId: 'SECRET-1\u0000!' }],
    ['r.patientId', { patientId: 'SECRET-1\ud800!' }],
    ['r.patientId', { patientId: '  ' }],
    ['r.issuerOfPatientId', { patientId: 'SECRET-1', issuerOfPatientId: 'SECRET-1\n!' }],
    ['r.researchId', { researchId: 'SECRET-1 Doe' }],
    ['r.researchId', { researchId: '' }],
    ['r.diagnoses', { researchId, diagnoses: Array.from({ length: 1001 }, () => ({ name: 'a' })) }],
    ['r.diagnoses[1].grade', { researchId, diagnoses: [{ name: 'a' }, { name: 'b', grade: 7 }] }],
    ['r.diagnoses[0].grade', { researchId, diagnoses: [{ name: 'a', grade: 2.5 }] }],
    ['r.diagnoses[0].name', { researchId, diagnoses: [{ name: ' ' }] }],
    ['r.diagnoses[0].name', { researchId, diagnoses: [{ name: `SECRET-1${'x'.repeat(300)}` }] }],
    ['r.diagnoses[0].code', { researchId, diagnoses: [{ name: 'a', code: `SECRET-1${'x'.repeat(300)}` }] }],
    ['r.diagnoses[0].ageYears', { researchId, diagnoses: [{ name: 'a', ageYears: -1 }] }],
    ['r.variants', { researchId, variants: Array.from({ length: 1001 }, () => variant) }],
    ['r.variants[0].gene', { researchId, variants: [{ ...variant, gene: 'IDH 1' }] }],
    ['r.variants[0].status', { researchId, variants: [{ ...variant, status: 'mutated' }] }],
    ['r.variants[1].change', { researchId, variants: [variant, { ...variant, change: 'a\u0000b' }] }],
    ['r.survivalDays', { researchId, survivalDays: -5 }],
  ])('with a bad %s is refused by that name, without a word of the patient', (field, record) => {
    const said = complaint(record);
    expect(said).toMatch(`${field}: expected `);
    expect(said).not.toContain('SECRET-1');
  });

  it('with a person alone is complete', () => {
    expect(complaint({ patientId: ' MRN 1^2 ' })).toBeNull();
    expect(checkedPerson('r', { patientId: ' MRN 1^2 ', issuerOfPatientId: ' ' })).toEqual({
      patientId: 'MRN 1^2',
      issuer: undefined,
    });
    expect(checkedFacts('r', { researchId })).toEqual({
      diagnoses: [],
      variants: [],
      survivalDays: null,
      vitalStatus: 'UNKNOWN',
    });
  });

  it('keeps ages over 89 as 90', () => {
    const ages = [0, 89, 90, 91, 130].map((ageYears) => ({ name: 'a', ageYears }));
    expect(checkedFacts('r', { researchId, diagnoses: ages }).diagnoses.map(({ ageYears }) => ageYears)).toEqual([
      0, 89, 90, 90, 90,
    ]);
  });
});
