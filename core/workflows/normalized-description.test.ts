import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { JsonObject } from '../json.ts';
import { classifySeries } from './classify-series.ts';
import { normalizedDescription, normalizedText } from './normalized-description.ts';

const describeSeries = (properties: JsonObject) => normalizedDescription(properties, classifySeries(properties));
const axial = { imageOrientation: [1, 0, 0, 0, 0.97, -0.24] };
const sagittal = { imageOrientation: [0, 1, 0, 0, 0, -1] };
const spinEcho = { modality: 'MR', scanningSequence: ['SE'], echoTime: 12, repetitionTime: 550 };

describe('normalizedDescription', () => {
  test.each<[string, JsonObject]>([
    ['AX T1 POST', { ...spinEcho, ...axial, contrastAgent: true, seriesDescription: 't1_se_tra_KM' }],
    ['SAG T1', { ...spinEcho, ...sagittal, seriesDescription: 'T1W_SE' }],
    ['COR T2', { ...spinEcho, echoTime: 95, repetitionTime: 4000, imageOrientation: [1, 0, 0, 0, 0, -1] }],
    ['OBL T1', { ...spinEcho, imageOrientation: [1, 0, 0, 0, 0.7071, -0.7071] }],
    ['T1', { ...spinEcho, imageOrientation: [1, 0, 0, 1, 0, 0] }],
    [
      'AX DSC PERF',
      {
        ...axial,
        modality: 'MR',
        scanningSequence: ['EP', 'GR'],
        echoTime: 30,
        repetitionTime: 1500,
        contrastAgent: true,
      },
    ],
    ['AX ASL PERF', { ...axial, modality: 'MR', imageType: ['ORIGINAL', 'PRIMARY', 'ASL'] }],
    ['AX CT POST', { ...axial, modality: 'CT', contrastAgent: true }],
    ['LOC', { ...axial, modality: 'CT', imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }],
    ['AX MR OTHER', { ...axial, modality: 'MR' }],
    ['OTHER', {}],
  ])('is %s of %j', (text, properties) => {
    expect(describeSeries(properties).text).toBe(text);
  });

  test('is less sure of a plane between two, and says how far off it is', () => {
    const straight = describeSeries({ ...spinEcho, ...axial });
    const between = describeSeries({ ...spinEcho, imageOrientation: [1, 0, 0, 0, 0.85, -0.527] });
    expect(between.text).toBe('AX T1');
    expect(between.confidence).toBeLessThan(straight.confidence);
    expect(between.reason).toMatch(/^Image Orientation is 32 degrees off a plane of the body; T1: short times/);
  });

  test('law: is text that a person could have given, whatever the properties are', () => {
    const anything = fc.dictionary(
      fc.constantFrom('modality', 'imageType', 'imageOrientation', 'contrastAgent', 'echoTime', 'seriesDescription'),
      fc.oneof(
        fc.constantFrom('MR', 'CT', 'ASL'),
        fc.string(),
        fc.array(fc.double({ noNaN: true, min: -1, max: 1 }), { maxLength: 7 }),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(anything, (properties) => {
        const { text, confidence } = describeSeries(properties);
        expect(text).toMatch(normalizedText);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});
