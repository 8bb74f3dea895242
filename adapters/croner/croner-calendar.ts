import { Cron } from 'croner';
import type { Calendar } from '../../core/ports/calendar.ts';

const open = (cron: string, timezone: string): Cron => new Cron(cron, { timezone, paused: true, mode: '5-part' });

/** Cron by the library `croner`: five fields, IANA time zones, also over a change to or from summer time. */
export const cronerCalendar: Calendar = {
  check(cron, timeZone) {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
    } catch {
      return 'timeZone';
    }
    try {
      return open(cron, timeZone).nextRun() === null ? 'cron' : null;
    } catch {
      return 'cron';
    }
  },
  next: (cron, timeZone, after) => open(cron, timeZone).nextRun(after),
};
