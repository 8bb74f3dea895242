import { describe, expect, it } from 'vitest';
import { entryOf } from '../dicom/dictionary.ts';
import { profileNamed, researchProfile, rowOf, tableRows } from './profile.ts';

describe('the table of the Basic Profile', () => {
  it('has the rows and actions of edition 2026c', () => {
    const counts: Record<string, number> = {};
    for (const { action } of tableRows) counts[action] = (counts[action] ?? 0) + 1;
    expect(counts).toEqual({ X: 415, D: 93, U: 55, Z: 42, 'X/D': 23, 'X/Z': 11, 'X/Z/D': 8, 'Z/D': 6, 'X/Z/U*': 2 });
    expect(tableRows).toHaveLength(655);
    expect(new Set(tableRows.map(({ pattern }) => pattern)).size).toBe(655);
  });

  it('has well-formed tags, and moves dates and times only', () => {
    expect(tableRows.filter(({ pattern }) => !/^[0-9A-Fx]{8}$/.test(pattern))).toEqual([]);
    const moved = tableRows.filter(({ shiftable }) => shiftable).map(({ pattern }) => entryOf(pattern)?.vr);
    expect(moved).toHaveLength(165);
    // SH and OB: Timezone Offset, Certified Timestamp and Frame Origin Timestamp, which can't be moved and go.
    expect([...new Set(moved)].sort()).toEqual(['DA', 'DT', 'OB', 'SH', 'TM']);
  });

  it('uses UID replacement for UIDs only', () => {
    const vrs = tableRows.filter(({ action }) => action === 'U').map(({ pattern }) => entryOf(pattern)?.vr ?? 'UI');
    expect(new Set(vrs)).toEqual(new Set(['UI']));
  });

  it('finds the row of a tag, also in repeating groups', () => {
    expect(rowOf('00100010')?.action).toBe('Z');
    expect(rowOf('00080018')?.action).toBe('U');
    expect(rowOf('60023000')?.action).toBe('X');
    expect(rowOf('50FE2000')?.action).toBe('X');
    expect(rowOf('00280010')).toBeNull();
  });

  it('knows profiles by name', () => {
    expect(profileNamed('research/1')).toBe(researchProfile);
    expect(() => profileNamed('none/0')).toThrow(
      'no de-identification profile of that name; there are basic/1, research/1',
    );
  });
});
