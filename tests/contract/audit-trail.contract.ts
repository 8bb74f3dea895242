import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfLink } from '../../core/audit/chain.ts';
import type { AuditEntry, AuditReader, AuditTrail } from '../../core/ports/audit-trail.ts';
import type { Transactor } from '../../core/ports/transactor.ts';

export interface AuditTrailUnderTest {
  readonly trail: AuditTrail & AuditReader;
  readonly transactor: Transactor;
  /** Tries to change, remove or empty what was written, the way a program of the hub could; resolves when that was refused. */
  readonly tryToRewrite: readonly (() => Promise<unknown>)[];
  /** Does what an intruder with all rights on the storage could do to the entry of that number. */
  readonly tamper: {
    readonly change: (sequence: number) => Promise<void>;
    readonly remove: (sequence: number) => Promise<void>;
    readonly swap: (one: number, other: number) => Promise<void>;
    readonly retime: (sequence: number) => Promise<void>;
    /** Changes it, and makes its own hash fit again. */
    readonly forge: (sequence: number) => Promise<void>;
    /** Puts a copy of the last entry behind it. */
    readonly add: () => Promise<void>;
  };
  readonly close: () => Promise<void>;
}

const entry = (n: number): AuditEntry => ({
  actor: 'ann',
  action: 'tag.set',
  target: `asset:${String(n)}`,
  projectId: n % 2 === 0 ? null : 'a-project',
  reason: n % 3 === 0 ? 'Grüße, "quoted" \\ back' : null,
  oldValue: n % 2 === 0 ? null : { value: n / 7, nested: { list: [1e-7, 1e21, -0, null, true] } },
  newValue: { ü: n, a: 'b' },
});

export function auditTrailContract(name: string, open: () => Promise<AuditTrailUnderTest>): void {
  describe(`audit trail: ${name}`, () => {
    let test: AuditTrailUnderTest;
    beforeEach(async () => {
      test = await open();
    });
    afterEach(() => test.close());

    const append = async (count: number) => {
      for (let n = 1; n <= count; n += 1) await test.trail.append(entry(n));
    };

    it('is whole when empty, and after appends', async () => {
      expect(await test.trail.verify()).toMatchObject({ entries: 0, firstBroken: null });
      await append(7);
      expect(await test.trail.verify()).toMatchObject({ entries: 7, firstBroken: null });
    });

    it('tells the hash of the last entry that fits: what to keep elsewhere', async () => {
      const hashes: (string | null)[] = [];
      for (let n = 1; n <= 4; n += 1) {
        hashes.push((await test.trail.verify()).lastHash);
        await append(1);
      }
      expect(hashes[0]).toBeNull();
      expect(hashes.slice(1).every((hash) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true);
      expect(new Set(hashes).size).toBe(4);
      await test.tamper.forge(4);
      expect(await test.trail.verify()).toEqual({ entries: 3, firstBroken: 4, lastHash: hashes[3] });
      await test.tamper.change(2);
      expect(await test.trail.verify()).toEqual({ entries: 1, firstBroken: 2, lastHash: hashes[1] });
      await test.tamper.remove(1);
      expect(await test.trail.verify()).toEqual({ entries: 0, firstBroken: 1, lastHash: null });
    });

    it('puts appends made at the same time into one chain', async () => {
      await Promise.all(Array.from({ length: 25 }, (_, n) => test.trail.append(entry(n))));
      expect(await test.trail.verify()).toMatchObject({ entries: 25, firstBroken: null });
    });

    it('stays whole when a text holds half of a character or a NUL', async () => {
      await test.trail.append({
        ...entry(1),
        reason: 'looks odd \ud83d',
        newValue: { '\udc00': ['a\u0000b', 'x\ud800'] },
      });
      await append(2);
      expect(await test.trail.verify()).toMatchObject({ entries: 3, firstBroken: null });
    });

    it('forgets what was appended in a transaction that was undone, without a gap', async () => {
      await append(2);
      const undone = test.transactor.transact(async () => {
        await test.trail.append(entry(3));
        throw new Error('changed my mind');
      });
      await expect(undone).rejects.toThrow('changed my mind');
      await test.trail.append(entry(4));
      expect(await test.trail.verify()).toMatchObject({ entries: 3, firstBroken: null });
    });

    it('verifies a chain that is longer than a page', async () => {
      await test.transactor.transact(() => append(1203));
      expect(await test.trail.verify()).toMatchObject({ entries: 1203, firstBroken: null });
      await test.tamper.change(1150);
      expect(await test.trail.verify()).toMatchObject({ firstBroken: 1150 });
    });

    it('follows the chain from an entry on whose hash is known, and says when that entry has another', async () => {
      await append(6);
      const [third] = await test.trail.linksAfter(2, 1);
      const since = { sequence: 3, hash: third?.hash ?? '' };
      const whole = await test.trail.verify();
      expect(await test.trail.verify(since)).toEqual(whole);
      expect(await test.trail.verify({ sequence: 6, hash: whole.lastHash ?? '' })).toEqual(whole);
      await test.tamper.change(2);
      expect(await test.trail.verify(since)).toEqual(whole);
      await test.tamper.change(5);
      expect(await test.trail.verify(since)).toMatchObject({ entries: 4, firstBroken: 5 });
      await test.tamper.forge(3);
      expect(await test.trail.verify(since)).toMatchObject({ firstBroken: 3 });
      expect(await test.trail.verify({ sequence: 7, hash: since.hash })).toMatchObject({ firstBroken: 7 });
    });

    it('gives entries in their order, with all that their hashes cover', async () => {
      await append(5);
      const links = await test.trail.linksAfter(1, 3);
      expect(links.map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
      expect(links.map(({ hash, ...link }) => hashOfLink(link) === hash)).toEqual([true, true, true]);
      // As JSON has it, which knows no -0.
      expect(links[1]).toMatchObject(JSON.parse(JSON.stringify(entry(3))) as AuditEntry);
      expect(await test.trail.linksAfter(5, 3)).toEqual([]);
    });

    it('finds entries by project, actor, action, target and time, the newest first', async () => {
      await append(4);
      await test.trail.append({ ...entry(5), actor: 'bob', action: 'tag.removed', projectId: 'b-project' });
      await test.trail.append({ ...entry(6), action: 'tagXset', target: 'asset:%' });
      const found = async (
        search: Omit<Parameters<AuditReader['search']>[0], 'projectIds'>,
        ids: 'ALL' | string[] = 'ALL',
      ) => {
        const links = await test.trail.search({ ...search, projectIds: ids }, null, 10);
        expect(await test.trail.count({ ...search, projectIds: ids })).toBe(links.length);
        return links.map(({ sequence }) => sequence);
      };
      expect(await found({})).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await found({}, ['a-project'])).toEqual([3, 1]);
      expect(await found({}, [])).toEqual([]);
      expect(await found({ actor: 'bob' })).toEqual([5]);
      expect(await found({ action: 'tag.set' })).toEqual([4, 3, 2, 1]);
      expect(await found({ action: 'tag.*' })).toEqual([5, 4, 3, 2, 1]);
      expect(await found({ action: 'tag_set' })).toEqual([]);
      expect(await found({ target: 'asset:%' })).toEqual([6]);
      const at = new Date((await test.trail.linksAfter(0, 1))[0]?.at ?? '');
      expect(await found({ to: at })).toEqual([]);
      expect(await found({ from: at })).toEqual([6, 5, 4, 3, 2, 1]);
      expect((await test.trail.search({ projectIds: 'ALL' }, 4, 2)).map(({ sequence }) => sequence)).toEqual([3, 2]);
    });

    it('refuses to change, remove or empty what was written', async () => {
      await append(3);
      for (const rewrite of test.tryToRewrite) await expect(rewrite()).rejects.toThrow(/append-only/);
      expect(await test.trail.verify()).toMatchObject({ entries: 3, firstBroken: null });
    });

    it.each([
      ['changed', 3, (t: AuditTrailUnderTest) => t.tamper.change(3)],
      ['given another time', 4, (t: AuditTrailUnderTest) => t.tamper.retime(4)],
      ['removed', 2, (t: AuditTrailUnderTest) => t.tamper.remove(2)],
      ['removed at the beginning', 1, (t: AuditTrailUnderTest) => t.tamper.remove(1)],
      ['removed at the end', 6, (t: AuditTrailUnderTest) => t.tamper.remove(6)],
      ['swapped with another', 2, (t: AuditTrailUnderTest) => t.tamper.swap(2, 5)],
      ['forged with a hash of its own, seen at the next', 4, (t: AuditTrailUnderTest) => t.tamper.forge(3)],
      ['forged at the end', 6, (t: AuditTrailUnderTest) => t.tamper.forge(6)],
      ['added at the end', 7, (t: AuditTrailUnderTest) => t.tamper.add()],
    ])('names the first link that does not fit when an entry was %s', async (_, firstBroken, tamper) => {
      await append(6);
      await tamper(test);
      expect(await test.trail.verify()).toMatchObject({ entries: firstBroken - 1, firstBroken });
    });
  });
}
