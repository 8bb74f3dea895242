import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { JsonObject } from '../json.ts';
import { classifySeries } from './classify-series.ts';
import { seriesTypes } from './series-type.ts';

const mr = (properties: JsonObject): JsonObject => ({ modality: 'MR', ...properties });

describe('classifySeries', () => {
  test.each<[string, JsonObject]>([
    ['T1', mr({ scanningSequence: 'SE', echoTime: 12, repetitionTime: 550 })],
    ['T1', mr({ scanningSequence: 'GR\\IR', echoTime: 2.98, repetitionTime: 2300, inversionTime: 900 })],
    ['T1', mr({ scanningSequence: 'GR', echoTime: 3, repetitionTime: 8, seriesDescription: 'AX T2' })],
    ['T1', mr({ scanningSequence: 'SE', echoTime: 12, repetitionTime: 550, seriesDescription: 'T1 pre contrast' })],
    ['T1 post-contrast', mr({ scanningSequence: 'SE', echoTime: 12, repetitionTime: 550, contrastAgent: true })],
    [
      'T1 post-contrast',
      mr({ scanningSequence: 'SE', echoTime: 12, repetitionTime: 550, seriesDescription: 'AX T1 +C' }),
    ],
    ['T1 post-contrast', mr({ seriesDescription: 'SAG T1 POST GAD' })],
    ['T2', mr({ scanningSequence: 'SE', echoTime: 95, repetitionTime: 4000 })],
    ['T2', mr({ seriesDescription: 't2_tse_tra' })],
    ['FLAIR', mr({ scanningSequence: 'SE\\IR', echoTime: 120, repetitionTime: 9000, inversionTime: 2500 })],
    [
      'FLAIR',
      mr({ scanningSequence: 'SE\\IR', echoTime: 120, repetitionTime: 9000, inversionTime: 2500, contrastAgent: true }),
    ],
    ['FLAIR', mr({ seriesDescription: 't2_tirm_tra_dark-fluid' })],
    [
      'ADC',
      mr({ imageType: 'DERIVED\\PRIMARY\\DIFFUSION\\ADC', scanningSequence: 'EP', echoTime: 90, repetitionTime: 5000 }),
    ],
    [
      'DWI',
      mr({
        imageType: 'ORIGINAL\\PRIMARY\\DIFFUSION\\NONE',
        scanningSequence: 'EP',
        echoTime: 90,
        repetitionTime: 5000,
      }),
    ],
    [
      'DWI',
      mr({ scanningSequence: 'EP', echoTime: 90, repetitionTime: 5000, seriesDescription: 'ep2d_diff DWI b1000' }),
    ],
    [
      'perfusion',
      mr({
        scanningSequence: 'EP\\GR',
        echoTime: 30,
        repetitionTime: 1500,
        seriesDescription: 'DSC perfusion',
        contrastAgent: true,
      }),
    ],
    [
      'localizer',
      mr({ imageType: 'ORIGINAL\\PRIMARY\\LOCALIZER', scanningSequence: 'GR', echoTime: 3, repetitionTime: 8 }),
    ],
    ['localizer', { modality: 'CT', seriesDescription: 'Scout' }],
    ['CT', { modality: 'CT', imageType: 'ORIGINAL\\PRIMARY\\AXIAL' }],
    ['secondary capture', { modality: 'MR', sopClassUID: '1.2.840.10008.5.1.4.1.1.7' }],
    ['secondary capture', { modality: 'OT', sopClassUID: '1.2.840.10008.5.1.4.1.1.7.2' }],
    ['other', mr({ scanningSequence: 'SE\\IR', echoTime: 60, repetitionTime: 4000, inversionTime: 150 })],
    ['other', mr({ scanningSequence: 'GR', echoTime: 20, repetitionTime: 500, seriesDescription: 'T2* GRE' })],
    ['other', mr({})],
    ['other', { modality: 'RTPLAN', seriesDescription: 'T1' }],
    ['ADC', mr({ imageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'], scanningSequence: ['EP'] })],
    ['FLAIR', mr({ scanningSequence: ['SE', 'IR'], echoTime: 120, repetitionTime: 9000, inversionTime: 2500 })],
    ['other', {}],
  ])('says %s of %j', (type, properties) => {
    expect(classifySeries(properties)).toMatchObject({ seriesType: type });
  });

  test('is surer of attributes than of words, and says what it went by', () => {
    const attributes = classifySeries(mr({ scanningSequence: 'SE', echoTime: 95, repetitionTime: 4000 }));
    const words = classifySeries(mr({ seriesDescription: 'AX T2' }));
    expect(attributes.confidence).toBeGreaterThan(words.confidence);
    expect(attributes.reason).toBe('long times (TE 95 ms, TR 4000 ms)');
    expect(words.reason).toBe("its description says 't2'");
  });

  test('law: answers a known type, a confidence and a reason, whatever the properties are', () => {
    const anything = fc.dictionary(
      fc.constantFrom(
        'modality',
        'imageType',
        'scanningSequence',
        'sopClassUID',
        'echoTime',
        'repetitionTime',
        'inversionTime',
        'contrastAgent',
        'seriesDescription',
        'protocolName',
      ),
      fc.oneof(
        fc.constantFrom('MR', 'CT', 'EP', 'IR', 't1', 'flair'),
        fc.string(),
        fc.double({ noNaN: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(anything, (properties) => {
        const { seriesType, confidence, reason } = classifySeries(properties);
        expect(seriesTypes).toContain(seriesType);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(reason).not.toBe('');
      }),
    );
  });
});
