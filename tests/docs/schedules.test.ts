import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cronerCalendar as calendar } from '../../adapters/croner/croner-calendar.ts';
import { Problems } from '../../core/workflows/problems.ts';
import { readTriggers } from '../../core/workflows/read-triggers.ts';

const page = readFileSync(new URL('../../docs/workflows.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `((?:\S+ ){4}\S+)` .*\| (\d{4}-[\d :,-]+?) +\|$/gm)].map(
  ([, cron = '', times = '']) => [cron, times.split(', ')] as const,
);
const [, refusals = ''] = /^Anything else is refused where the workflow is put:(.*?)\n\n/ms.exec(page) ?? [];
const refused = [...refusals.matchAll(/\(`([^`]+)`\)/g)].map(([, cron = '']) => cron);

/** Passes where a workflow may have that schedule. */
function read(cron: string): void {
  const problems = new Problems();
  readTriggers(problems, { trigger: { on: 'SCHEDULE', cron } }, (fields, zone) => calendar.check(fields, zone));
  problems.throwIfAny();
}

describe('the schedules of docs/workflows.md', () => {
  test.each(rows)('%s is taken, and comes when the page says', (cron, times) => {
    read(cron);
    let after = new Date('2026-05-01T00:30:00Z');
    for (const time of times) {
      const next = calendar.next(cron, 'UTC', after);
      expect(next?.toISOString()).toBe(`${time.replace(' ', 'T')}:00.000Z`);
      after = next ?? after;
    }
  });

  test.each(refused)('%s is refused', (cron) => {
    expect(() => {
      read(cron);
    }).toThrow(/^document\.trigger\.cron: expected five fields of cron/);
  });

  test('are all read', () => {
    expect([rows.length, refused.length]).toEqual([15, 7]);
  });
});
