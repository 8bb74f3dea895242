import { describe, expect, it } from 'vitest';
import { optionEdition, rowsWithoutOptions } from './option-data.ts';
import { checkedOptions, codeOf, deidentificationOptions, optionActions, optionFor } from './options.ts';
import { rowOf, tableRows } from './profile.ts';

describe('the options of Annex E', () => {
  it('have the attributes and actions of their edition', () => {
    expect(optionEdition).toBe('2024b');
    const counts: Record<string, number> = {};
    for (const actions of optionActions.values())
      for (const { option, action } of actions)
        counts[`${option} ${action}`] = (counts[`${option} ${action}`] ?? 0) + 1;
    expect(counts).toEqual({
      'RETAIN_UIDS K': 59,
      'RETAIN_DEVICE_IDENTITY K': 46,
      'RETAIN_DEVICE_IDENTITY C': 11,
      'RETAIN_INSTITUTION_IDENTITY K': 10,
      'RETAIN_PATIENT_CHARACTERISTICS K': 9,
      'RETAIN_PATIENT_CHARACTERISTICS C': 4,
      'CLEAN_DESCRIPTORS C': 125,
      'CLEAN_STRUCTURED_CONTENT C': 3,
      'CLEAN_GRAPHICS C': 4,
    });
    // The columns about dates.
    expect(tableRows.filter(({ shiftable }) => shiftable)).toHaveLength(165);
  });

  it('speak of attributes of the table alone, and of none that came later', () => {
    const patterns = new Set(tableRows.map(({ pattern }) => pattern));
    expect([...optionActions.keys()].filter((pattern) => !patterns.has(pattern))).toEqual([]);
    const later = rowsWithoutOptions.trim().split(/\s+/);
    expect(later).toHaveLength(35);
    expect(later.filter((pattern) => !patterns.has(pattern) || optionActions.has(pattern))).toEqual([]);
    expect(later.filter((pattern) => rowOf(pattern)?.shiftable === true)).toEqual([]);
  });

  it('let cleaning go before keeping', () => {
    expect(optionFor('00102110', new Set(['RETAIN_PATIENT_CHARACTERISTICS', 'CLEAN_DESCRIPTORS']))?.action).toBe('C');
    expect(optionFor('00101010', new Set(['RETAIN_PATIENT_CHARACTERISTICS']))?.action).toBe('K');
    expect(optionFor('00101010', new Set(['RETAIN_UIDS']))).toBeNull();
  });

  it('have their codes of CID 7050', () => {
    expect(deidentificationOptions.map((option) => codeOf(option)[0])).toEqual(
      Array.from({ length: 12 }, (_, i) => String(113_101 + i)),
    );
  });

  it('are refused with the field when unknown, doubled, contradicting or not built in', () => {
    const refusal = (names: readonly string[]): unknown => {
      try {
        return checkedOptions(names, 'input.options');
      } catch (caught) {
        return caught;
      }
    };
    const of = (code: string, field: string): unknown =>
      expect.objectContaining({ code, details: expect.objectContaining({ field }) as unknown });
    expect(refusal(['RETAIN_UIDS', 'KEEP_ALL'])).toEqual(of('BAD_USER_INPUT', 'input.options[1]'));
    expect(refusal(['RETAIN_UIDS', 'RETAIN_UIDS'])).toEqual(of('BAD_USER_INPUT', 'input.options[1]'));
    expect(refusal(['RETAIN_MODIFIED_DATES', 'RETAIN_FULL_DATES'])).toEqual(of('BAD_USER_INPUT', 'input.options[0]'));
    expect(refusal(['CLEAN_RECOGNIZABLE_VISUAL_FEATURES'])).toEqual(of('UNSUPPORTED', 'input.options[0]'));
    expect([...checkedOptions(['RETAIN_UIDS'], 'input.options')]).toEqual(['RETAIN_UIDS']);
  });
});
