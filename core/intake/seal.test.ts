import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { sha256 } from '../json.ts';
import { seal, unseal } from './seal.ts';

const key = new Uint8Array(32).fill(7);
const bytes = fc.uint8Array({ maxLength: 300 });

describe('seal', () => {
  it('gives back what was sealed, and the same bytes each time', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (content, name) => {
        const sealed = seal(key, name, content);
        expect(sealed.equals(seal(key, name, content))).toBe(true);
        expect([...unseal(key, name, sealed)]).toEqual([...content]);
      }),
    );
  });

  // What was sealed years ago has an address that is the digest of these bytes.
  it.each([
    [0, 'de0c6f0d86dc936f'],
    [1, '603e1f4b45696ad2'],
    [65535, 'b6c0da3af1a23197'],
    [65536, 'de5707f9dad72bd0'],
    [65537, '8cedf0913de816ee'],
    [200000, '6a8521c98cc4d296'],
  ])('gives the same bytes in each version, of %i bytes', (size, digest) => {
    const content = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);
    const sealed = seal(key, 'original:1', content);
    expect(sha256(sealed).slice(0, 16)).toBe(digest);
    expect(unseal(key, 'original:1', sealed).equals(content)).toBe(true);
  });

  it('opens under no other name or key, nor after a change of any byte', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (content, at) => {
        const sealed = seal(key, 'a', content);
        const changed = Buffer.from(sealed);
        changed[at % sealed.length] = (changed[at % sealed.length] ?? 0) ^ 1;
        for (const open of [
          () => unseal(key, 'b', sealed),
          () => unseal(new Uint8Array(32), 'a', sealed),
          () => unseal(key, 'a', changed),
          () => unseal(key, 'a', sealed.subarray(0, at % sealed.length)),
        ]) {
          expect(open).toThrow('sealed bytes do not open');
        }
      }),
    );
  });

  it('never uses a nonce for two contents or two names', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.string(), fc.string(), (a, b, nameA, nameB) => {
        fc.pre(nameA !== nameB || !Buffer.from(a).equals(Buffer.from(b)));
        expect(
          seal(key, nameA, a)
            .subarray(0, 12)
            .equals(seal(key, nameB, b).subarray(0, 12)),
        ).toBe(false);
      }),
    );
  });
});
