import { describe, expect, it } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import type { AuditLink } from '../ports/audit-trail.ts';
import { beforeTheFirst, hashOfLink } from './chain.ts';
import { checkAuditExport } from './check-export.ts';
import { createAuditExport } from './export-audit.ts';

const administrator = testActor({ administrator: true });

function chainOf(length: number): AuditLink[] {
  const links: AuditLink[] = [];
  let previousHash = beforeTheFirst.hash;
  for (let sequence = 1; sequence <= length; sequence++) {
    const link = {
      sequence,
      at: new Date(1e12 + sequence).toISOString(),
      previousHash,
      actor: 'ann',
      action: 'tag.set',
      target: `asset:${String(sequence)}`,
      projectId: null,
      reason: sequence % 2 === 0 ? 'weil "ä"\n' : null,
      oldValue: null,
      newValue: { value: sequence / 7 },
    };
    links.push({ ...link, hash: (previousHash = hashOfLink(link)) });
  }
  return links;
}

/** The lines of an export, without their line feeds. */
async function exported(links: readonly AuditLink[], after = 0): Promise<string[]> {
  const audit = {
    linksAfter: (sequence: number, first: number) =>
      Promise.resolve(links.filter((link) => link.sequence > sequence).slice(0, first)),
  };
  const text: string[] = [];
  for await (const line of await createAuditExport({ audit }).exportAudit(administrator, after)) text.push(line);
  return text.join('').trimEnd().split('\n');
}

async function* streamed(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}
const check = (lines: readonly string[], known = [] as readonly { sequence: number; hash: string }[]) =>
  checkAuditExport(streamed(lines), known);

describe('the check of an exported audit trail', () => {
  it.each([0, 1, 7, 1000, 2001])('finds an export of %i entries whole', async (length) => {
    const links = chainOf(length);
    const last = { sequence: length, hash: links.at(-1)?.hash ?? '' };
    expect(await check(await exported(links))).toEqual({ after: 0, last, firstBroken: null, why: null });
  });

  it('follows an export that begins after an entry from that entry', async () => {
    const links = chainOf(9);
    expect(await check(await exported(links, 4))).toMatchObject({ after: 4, last: { sequence: 9 }, firstBroken: null });
    await expect(exported(links, 10)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'after' } });
  });

  it('names the first entry that does not fit, whatever was changed, removed, moved or cut', async () => {
    const links = chainOf(12);
    const lines = await exported(links);
    const index = fc.integer({ min: 1, max: 12 });
    const tampered = fc.oneof(
      fc.record({ n: index, how: fc.constant('removed' as const) }),
      fc.record({ n: index, how: fc.constant('doubled' as const) }),
      fc.record({ n: index, how: fc.constant('cut' as const) }),
      fc.record({
        n: index,
        how: fc.constantFrom('at' as const, 'actor' as const, 'reason' as const, 'newValue' as const, 'hash' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(tampered, async ({ n, how }) => {
        const copy = [...lines];
        const line = copy[n] ?? '';
        if (how === 'removed') copy.splice(n, 1);
        else if (how === 'doubled') copy.splice(n, 0, line);
        else if (how === 'cut') copy.splice(n);
        else copy[n] = JSON.stringify({ ...(JSON.parse(line) as object), [how]: how === 'newValue' ? {} : 'x' });
        const found = await check(copy);
        expect(found.firstBroken).toBe(how === 'doubled' ? n + 1 : n);
        expect(found.last.sequence).toBe(how === 'doubled' ? n : n - 1);
      }),
    );
  });

  it('finds a chain that was written anew with hashes that fit, by one that was noted', async () => {
    const [one, noted] = [chainOf(5), { sequence: 3, hash: chainOf(5)[2]?.hash ?? '' }];
    let previousHash = one[1]?.hash ?? '';
    const forged = one.map((link) => {
      if (link.sequence < 3) return link;
      const { hash: _, ...rest } = { ...link, actor: 'eve', previousHash };
      return { ...rest, hash: (previousHash = hashOfLink(rest)) };
    });
    expect((await check(await exported(forged))).firstBroken).toBeNull();
    expect(await check(await exported(forged), [noted])).toMatchObject({ firstBroken: 3, last: { sequence: 2 } });
    expect(await check(await exported(one.slice(0, 2)), [noted])).toMatchObject({ firstBroken: 3 });
  });

  it('compares a place that was noted with the entry that the file begins after, and refuses one before that', async () => {
    const links = chainOf(5);
    const lines = await exported(links, 2);
    const noted = (sequence: number) => ({ sequence, hash: links[sequence - 1]?.hash ?? '' });
    expect(await check(lines, [noted(2)])).toMatchObject({ firstBroken: null });
    expect(await check(lines, [{ sequence: 2, hash: '0'.repeat(64) }])).toMatchObject({ firstBroken: 2 });
    await expect(check(lines, [noted(1)])).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'expect', received: '1' },
    });
  });

  it('finds what was written beside the fields of an entry, which no hash covers', async () => {
    const lines = await exported(chainOf(3));
    lines[2] = JSON.stringify({ ...(JSON.parse(lines[2] ?? '') as object), signedBy: 'eve' });
    expect(await check(lines)).toMatchObject({ firstBroken: 2, last: { sequence: 1 } });
  });

  it('says of a file that is none what it should be', async () => {
    await expect(check([])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(check(['{"format":"other"}'])).rejects.toThrow('pesscara-audit/1');
  });
});
