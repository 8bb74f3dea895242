import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { openCredential, sealCredential } from './credential.ts';

const key = new Uint8Array(randomBytes(32));

test('opens what it sealed, and never seals twice alike', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ unit: 'binary' }), (owner, credential) => {
      const sealed = sealCredential(key, owner, credential);
      expect(openCredential(key, owner, sealed)).toBe(credential);
      expect(sealCredential(key, owner, credential)).not.toBe(sealed);
    }),
  );
});

test('does not open with another key, for another owner, or changed', () => {
  const sealed = sealCredential(key, 'site-1', 'token');
  expect(() => openCredential(new Uint8Array(randomBytes(32)), 'site-1', sealed)).toThrow();
  expect(() => openCredential(key, 'site-2', sealed)).toThrow();
  const [version = '', nonce = '', tag = '', text = ''] = sealed.split('.');
  expect(() => openCredential(key, 'site-1', [version, nonce, tag, `${text}AA`].join('.'))).toThrow();
  // A shorter tag would be easier to guess.
  expect(() => openCredential(key, 'site-1', [version, nonce, tag.slice(0, 8), text].join('.'))).toThrow();
  expect(() => openCredential(key, 'site-1', 'nonsense')).toThrow('unknown form');
});
