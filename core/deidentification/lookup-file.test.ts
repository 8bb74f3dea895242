import { describe, expect, it } from 'vitest';
import { HubError } from '../errors.ts';
import { readLookups } from './lookup-file.ts';

describe('a lookup table', () => {
  it("is read as CTP's: remarks, white space, escapes, the last of several", () => {
    const text = [
      '# patients of the trial',
      '! likewise',
      '',
      'ptid/MRN 0042 = GLIO-017',
      'ptid/MRN\\ 0043=GLIO-018',
      'acc/A\\=7 : 12345',
      'acc/A/8 = x = y',
      'ptid/MRN 0042 = GLIO-019',
    ].join('\r\n');
    expect(readLookups(text, 'input.text')).toEqual([
      { type: 'ptid', key: 'MRN 0042', value: 'GLIO-019' },
      { type: 'ptid', key: 'MRN 0043', value: 'GLIO-018' },
      { type: 'acc', key: 'A=7', value: '12345' },
      { type: 'acc', key: 'A/8', value: 'x = y' },
    ]);
  });

  it.each([
    'MRN-0042',
    'ptid/MRN-0042',
    '/MRN-0042 = x',
    'pt id/MRN-0042 = x',
    'ptid/ = x',
    'ptid/MRN-0042 =',
    'ptid/MRN-0042 = ä',
  ])('refuses %s by its line, and does not repeat it', (line) => {
    try {
      readLookups(`# first\n${line}`, 'input.text');
      expect.unreachable();
    } catch (caught) {
      if (!(caught instanceof HubError)) throw caught;
      expect(caught.code).toBe('BAD_USER_INPUT');
      expect(caught.message).toContain('input.text: line 2: expected');
      expect(JSON.stringify([caught.message, caught.details])).not.toContain('0042');
    }
  });
});
