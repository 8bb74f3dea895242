import type { TimePoint } from './protocol.ts';

/** The name of the time point of an exam that many days after the subject's first; null when there is none. */
export function timePointOf(timePoints: readonly TimePoint[], day: number): string | null {
  const found = timePoints.find(({ fromDay, toDay }) => day >= fromDay && (toDay === null || day <= toDay));
  return found?.name ?? null;
}

const dayMs = 86_400_000;

/** Days from the subject's first exam to this one; null when this one has no date. @param dates YYYY-MM-DD, of all of the subject's exams */
export function dayOf(date: string | null, dates: readonly string[]): number | null {
  const at = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(at)) return null;
  const all = dates.map((one) => Date.parse(one)).filter((one) => !Number.isNaN(one));
  return Math.round((at - Math.min(at, ...all)) / dayMs);
}
