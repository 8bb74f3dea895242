import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { openSignedPath, signPath } from './signed-path.ts';

const key = new Uint8Array(32).fill(7);
const texts = fc.string({ unit: 'binary', maxLength: 20 });
const parameters = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== 'signature'),
  texts,
);

function parsed(signed: string): { path: string; query: Record<string, string> } {
  const at = signed.indexOf('?');
  return { path: signed.slice(0, at), query: Object.fromEntries(new URLSearchParams(signed.slice(at + 1))) };
}

test('opens what was signed, whatever it says', () => {
  fc.assert(
    fc.property(parameters, (said) => {
      const { path, query } = parsed(signPath(key, '/files/1', said));
      expect(openSignedPath(key, path, query)).toEqual(Object.fromEntries(Object.entries(said)));
    }),
  );
});

test('refuses it when any part is changed, added or left out, and under another key or path', () => {
  fc.assert(
    fc.property(parameters, fc.nat(), texts, fc.string({ minLength: 1 }), (said, which, other, name) => {
      const { path, query } = parsed(signPath(key, '/files/1', said));
      const names = Object.keys(query);
      const chosen = names[which % names.length] ?? '';
      const { [chosen]: value, ...without } = query;
      expect(openSignedPath(key, path, without)).toBeNull();
      if (other !== value) expect(openSignedPath(key, path, { ...query, [chosen]: other })).toBeNull();
      expect(openSignedPath(key, path, { ...query, [chosen]: [value ?? '', value ?? ''] })).toBeNull();
      if (!names.includes(name)) expect(openSignedPath(key, path, { ...query, [name]: other })).toBeNull();
      expect(openSignedPath(key, `${path}0`, query)).toBeNull();
      expect(openSignedPath(new Uint8Array(32), path, query)).toBeNull();
    }),
  );
});

test('takes no name for its own: one that objects have themselves is a parameter like others', () => {
  const { path, query } = parsed(signPath(key, '/files/1', {}));
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(openSignedPath(key, path, { ...query, [name]: 'added' })).toBeNull();
    const signed = parsed(signPath(key, '/files/1', { [name]: 'signed' }));
    expect(openSignedPath(key, signed.path, { ...signed.query, [name]: 'changed' })).toBeNull();
    expect(Object.entries(openSignedPath(key, signed.path, signed.query) ?? {})).toEqual([[name, 'signed']]);
  }
});

test('refuses each change of one character of the signature, also one that decodes to the same bytes', () => {
  const { path, query } = parsed(signPath(key, '/uploads/1', { by: 'ann', until: '1' }));
  const { signature = '' } = query;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let place = 0; place < signature.length; place++) {
    for (const letter of alphabet) {
      if (letter === signature[place]) continue;
      const changed = signature.slice(0, place) + letter + signature.slice(place + 1);
      expect(openSignedPath(key, path, { ...query, signature: changed })).toBeNull();
    }
  }
});
