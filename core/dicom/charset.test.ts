import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { decodeText, encodeText } from './charset.ts';

const bytes = (latin1: string): Uint8Array => Buffer.from(latin1, 'latin1');

describe('decodeText', () => {
  // The names of PS3.5 Annexes H, I, J and K, byte by byte.
  it.each([
    [
      'H.3.1',
      ['', 'ISO 2022 IR 87'],
      'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'H.3.2',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    ],
    [
      'I.2',
      ['', 'ISO 2022 IR 149'],
      'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    ['J.3', ['ISO_IR 192'], 'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1=', 'Wang^XiaoDong=王^小東='],
    ['J.4', ['GB18030'], 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东='],
    [
      'K.2',
      ['', 'ISO 2022 IR 58'],
      'Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab=',
      'Zhang^XiaoDong=张^小东=',
    ],
  ])('reads the name of PS3.5 %s', (_, sets, encoded, expected) => {
    expect(decodeText(bytes(encoded), sets, true)).toBe(expected);
  });

  it.each([
    ['ISO_IR 100', '\xc4neas', 'Äneas'],
    ['ISO_IR 101', 'Wa\xb3\xeasa', 'Wałęsa'],
    ['ISO_IR 109', '\xa6', 'Ĥ'],
    ['ISO_IR 110', '\xaa', 'Ē'],
    ['ISO_IR 144', '\xbb\xee\xda\xdc\xd1\xd3', 'Люкмбг'],
    ['ISO_IR 127', '\xe2\xc8\xc7\xe6\xea', 'قباني'],
    ['ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
    ['ISO_IR 138', '\xf9\xf8\xe5\xef', 'שרון'],
    ['ISO_IR 148', '\xddstanbul', 'İstanbul'],
    ['ISO_IR 166', '\xca\xc1', 'สม'],
    ['ISO_IR 13', '\xd4\xcf\xc0\xde', 'ﾔﾏﾀﾞ'],
    ['GBK', '\xcd\xf5', '王'],
  ])('reads %s', (set, encoded, expected) => {
    expect(decodeText(bytes(encoded), [set])).toBe(expected);
  });

  it('returns to the first set after a delimiter, and switches within a text', () => {
    const text = 'a\x1b-F\xc4b\\\xc4\r\n\x1b-L\xbbc';
    expect(decodeText(bytes(text), ['ISO 2022 IR 100', 'ISO 2022 IR 126', 'ISO 2022 IR 144'])).toBe('aΔb\\Ä\r\nЛc');
  });

  it('does not take the second byte of a character for a delimiter', () => {
    // 4D 5C in JIS X 0208, and 81 5C in GB18030
    expect(decodeText(bytes('\x1b$BM\\\x1b(B'), ['', 'ISO 2022 IR 87'])).toHaveLength(1);
    expect(decodeText(bytes('\x81\x5c'), ['GB18030'])).toHaveLength(1);
  });

  it('takes a missing or unknown set for UTF-8 where the bytes are that, else for Latin-1', () => {
    expect(decodeText(Buffer.from('Müller'), [])).toBe('Müller');
    expect(decodeText(bytes('M\xfcller'), ['ISO_IR 4711'])).toBe('Müller');
    expect(decodeText(bytes('\xb1\xe6'), ['', 'ISO 2022 IR 149'])).toBe('길');
  });

  it('never fails', () => {
    const sets = fc.array(
      fc.constantFrom('', 'ISO 2022 IR 87', 'ISO 2022 IR 149', 'ISO_IR 192', 'GB18030', 'ISO_IR 13', 'x'),
      { maxLength: 3 },
    );
    const raw = fc.array(fc.oneof(fc.constantFrom(0x1b, 0x24, 0x42, 0x28, 0x29, 0x43, 0x5c), fc.nat(255)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        raw,
        sets,
        fc.boolean(),
        (text, terms, isName) => typeof decodeText(Uint8Array.from(text), terms, isName) === 'string',
      ),
    );
  });
});

describe('encodeText', () => {
  it('writes what decodeText reads, in sets of single bytes and UTF-8', () => {
    for (const [set, text] of [
      ['ISO_IR 100', 'Müller'],
      ['ISO_IR 144', 'Люкceмбypг'],
      ['ISO_IR 192', '山田'],
      ['ISO_IR 166', 'สม'],
    ] as const) {
      const encoded = encodeText(text, [set]);
      expect(encoded && decodeText(encoded, [set])).toBe(text);
    }
  });

  it('is null for characters that the set does not have', () => {
    expect(encodeText('山田', ['ISO_IR 100'])).toBeNull();
    expect(encodeText('ü', [])).toBeNull();
  });
});
