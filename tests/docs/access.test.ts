import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hubActions, projectActions, roles } from '../../core/policy/policy.ts';

const page = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');

/** The cells of the table that follows a marker, without its two head rows. */
function tableAfter(marker: string): string[][] {
  const after = page.slice(page.indexOf(marker));
  const lines = after.slice(after.indexOf('|')).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/access.md', () => {
  it('says for each role what the policy says', () => {
    const [head, , ...rows] = tableAfter('<!-- roles:');
    expect(head?.slice(2)).toEqual([...roles]);
    const written = Object.fromEntries(
      rows.map(([action = '', , ...cells]) => [
        action.replaceAll('`', ''),
        roles.filter((_, index) => cells[index] === 'yes'),
      ]),
    );
    const actual = Object.entries(projectActions).map(([action, permitted]) => [
      action,
      roles.filter((role) => (permitted as readonly string[]).includes(role)),
    ]);
    expect(written).toEqual(Object.fromEntries(actual));
  });

  it('says who acts on the hub what the policy says', () => {
    const [, , ...rows] = tableAfter('<!-- hub:');
    expect(Object.fromEntries(rows.map(([action = '', , who]) => [action.replaceAll('`', ''), who]))).toEqual(
      hubActions,
    );
  });
});
