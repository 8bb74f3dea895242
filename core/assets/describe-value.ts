/** What came, for an error: its type and size alone, since what a person types into a tag may be about a patient. */
export function describedValue(value: unknown): string {
  if (typeof value === 'string') return `a text of ${String(value.length)} characters`;
  if (typeof value === 'number') return `the number ${String(value)}`;
  if (typeof value === 'boolean') return String(value);
  return value === null || value === undefined ? 'nothing' : 'no single value';
}
