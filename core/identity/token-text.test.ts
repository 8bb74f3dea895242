import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { isTokenText, newTokenText, tokenTextHash } from './token-text.ts';

describe('personal access tokens as text', () => {
  it('have a prefix and a form that scanners can tell, and no two are alike', () => {
    const texts = Array.from({ length: 200 }, newTokenText);
    expect(new Set(texts).size).toBe(200);
    for (const text of texts) {
      expect(text).toMatch(/^pess_[0-9A-Za-z]{49}$/);
      expect(isTokenText(text)).toBe(true);
      expect(tokenTextHash(text)).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('are refused with one character changed, for whichever', () => {
    const text = newTokenText();
    const letters = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...letters, '_', '-', ' '), (at, letter) => {
        fc.pre(text[at] !== letter);
        expect(tokenTextHash(text.slice(0, at) + letter + text.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('are none when anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(tokenTextHash(text)).toBeNull();
        expect(tokenTextHash(`pess_${text}`)).toBeNull();
      }),
    );
  });
});
