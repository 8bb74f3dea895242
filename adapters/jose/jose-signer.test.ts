import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { JoseSigner } from './jose-signer.ts';

const key = randomBytes(32);
const claims = {
  accountId: 'account',
  sessionId: 'session',
  expiresAt: new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000),
};

/** A token signed with our key whose content is free. */
function forged(header: object, payload: object): string {
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

describe('JoseSigner', () => {
  const signer = new JoseSigner(key);
  const payload = {
    sub: 'a',
    sid: 's',
    iss: 'pesscara',
    aud: 'pesscara/door',
    iat: 1,
    exp: Math.floor(Date.now() / 1000) + 60,
  };
  const header = { alg: 'HS256', typ: 'at+jwt' };

  it('verifies what it signed', async () => {
    expect(await signer.verify(await signer.sign(claims))).toEqual(claims);
    expect(await signer.verify(forged(header, payload))).toMatchObject({ accountId: 'a', sessionId: 's' });
  });

  it('refuses a token that it has verified before, once it has ended', async () => {
    let now = new Date();
    const clocked = new JoseSigner(key, () => now);
    const token = await clocked.sign(claims);
    expect(await clocked.verify(token)).toEqual(claims);
    expect(await clocked.verify(`${token.slice(0, -2)}xx`)).toBeNull();
    now = new Date(claims.expiresAt.getTime() - 1);
    expect(await clocked.verify(token)).toEqual(claims);
    now = claims.expiresAt;
    expect(await clocked.verify(token)).toBeNull();
  });

  it.each([
    ['another issuer', header, { ...payload, iss: 'another' }],
    ['another audience', header, { ...payload, aud: 'another' }],
    ['another type of token', { alg: 'HS256', typ: 'JWT' }, payload],
    ['no algorithm', { alg: 'none', typ: 'at+jwt' }, payload],
    ['another algorithm', { alg: 'HS512', typ: 'at+jwt' }, payload],
    ['no end', header, { ...payload, exp: undefined }],
    ['an end in the past', header, { ...payload, exp: 2 }],
    ['no session', header, { ...payload, sid: undefined }],
    ['a session that is no text', header, { ...payload, sid: 7 }],
    ['no account', header, { ...payload, sub: undefined }],
  ])('answers null for a token with %s', async (_, itsHeader, itsPayload) => {
    expect(await signer.verify(forged(itsHeader, itsPayload))).toBeNull();
  });

  it('answers null for a token of another hub', async () => {
    expect(await signer.verify(await new JoseSigner(randomBytes(32)).sign(claims))).toBeNull();
  });

  it('answers null when any character was changed', async () => {
    const token = await signer.sign(claims);
    const change = fc.tuple(fc.nat({ max: token.length - 1 }), fc.constantFrom('A', 'z', '.', '-', ' ', 'é', '\0'));
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        // The last character of a signature has two bits that don't count.
        fc.pre(changed !== token && at !== token.length - 1);
        expect(await signer.verify(changed)).toBeNull();
      }),
    );
  });

  it('answers null for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await signer.verify(text)).toBeNull();
        expect(await signer.verify(`${text}.${text}.${text}`)).toBeNull();
      }),
    );
  });
});
