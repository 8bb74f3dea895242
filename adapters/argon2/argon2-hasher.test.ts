import { describe, expect, it } from 'vitest';
import { Argon2Hasher } from './argon2-hasher.ts';

describe('Argon2Hasher', () => {
  const hasher = new Argon2Hasher();

  it('makes a salted argon2id hash with the recommended parameters, which fits its password alone', async () => {
    const [one, other] = await Promise.all([hasher.hash('a password'), hasher.hash('a password')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await hasher.verify('a password', one)).toBe(true);
    expect(await hasher.verify('another one', one)).toBe(false);
    expect(await hasher.verify('', one)).toBe(false);
  });

  it('answers false for no hash, after as much work', async () => {
    const hash = await hasher.hash('a password');
    expect(await hasher.verify('the password of nobody', null)).toBe(false);
    const median = async (stored: string | null) => {
      const times: number[] = [];
      for (let n = 0; n < 15; n += 1) {
        const start = performance.now();
        await hasher.verify('wrong', stored);
        times.push(performance.now() - start);
      }
      return times.toSorted((a, b) => a - b)[7] ?? 0;
    };
    const ratio = (await median(null)) / (await median(hash));
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('knows hashes with weaker parameters', async () => {
    const weaker = new Argon2Hasher({ memoryCost: 8192, timeCost: 2, parallelism: 1 });
    expect(hasher.needsRehash(await weaker.hash('x'))).toBe(true);
    expect(hasher.needsRehash(await hasher.hash('x'))).toBe(false);
    expect(weaker.needsRehash(await hasher.hash('x'))).toBe(false);
  });
});
