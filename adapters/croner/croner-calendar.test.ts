import { describe, expect, test } from 'vitest';
import { cronerCalendar as calendar } from './croner-calendar.ts';

describe('cronerCalendar', () => {
  test.each([
    ['30 2 * * *', 'UTC', null],
    ['*/5 8-17 * * MON-FRI', 'Europe/Berlin', null],
    ['61 * * * *', 'UTC', 'cron'],
    ['* * * * * *', 'UTC', 'cron'],
    ['nonsense', 'UTC', 'cron'],
    ['0 0 31 2 *', 'UTC', 'cron'],
    ['0 0 29 2 *', 'UTC', null],
    ['0 0 * * *', 'Mars/Olympus', 'timeZone'],
  ])('checks %s in %s: %s', (cron, zone, wrong) => {
    expect(calendar.check(cron, zone)).toBe(wrong);
  });

  test('keeps the local time over a change to summer time', () => {
    const before = calendar.next('0 8 * * *', 'Europe/Berlin', new Date('2026-03-27T12:00:00Z'));
    const after = calendar.next('0 8 * * *', 'Europe/Berlin', new Date('2026-03-29T12:00:00Z'));
    expect([before?.toISOString(), after?.toISOString()]).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
    ]);
  });

  test('answers the time after the moment, never the moment itself, and null when there is none', () => {
    const at = new Date('2026-05-01T10:00:00Z');
    expect(calendar.next('0 10 * * *', 'UTC', at)).toEqual(new Date('2026-05-02T10:00:00Z'));
    expect(calendar.next('0 0 30 2 *', 'UTC', at)).toBeNull();
  });
});
