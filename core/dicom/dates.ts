/** `2024-01-02` for a DA value (`20240102`, or `2024.01.02` of before 1993); null for what is no day of the calendar. */
export function isoDate(text: string | null | undefined): string | null {
  const match = /^(\d{4})([.-]?)(\d{2})\2(\d{2})$/.exec(text?.trim() ?? '');
  const [, year = '', , month = '', day = ''] = match ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (match === null || Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  return `${year}-${month}-${day}`;
}

/** `14:05:09` for a TM value (`140509.123456`, `1405`, `14:05:09`), without the fraction; null for what is no time. */
export function isoTime(text: string | null | undefined): string | null {
  const match = /^([01]\d|2[0-3])(?::?([0-5]\d)(?::?([0-5]\d|60)(?:\.\d{1,6})?)?)?$/.exec(text?.trim() ?? '');
  const [, hour = '00', minute = '00', second = '00'] = match ?? [];
  return match === null ? null : `${hour}:${minute}:${second}`;
}

/** A DA value moved by whole days, as `20240102`; null for what is no day, or leaves the years 0001 to 9999. */
export function shiftDate(text: string, days: number): string | null {
  const iso = isoDate(text);
  if (iso === null) return null;
  const shifted = new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString();
  return /^\d{4}-/.test(shifted) && !shifted.startsWith('0000') ? shifted.slice(0, 10).replaceAll('-', '') : null;
}
