/** How much of a step's log is kept: the first part, and the last. */
const headLength = 5_000;
const tailLength = 15_000;

/** A log as it is kept: at most 20,000 characters and a line that says how many were left out in the middle. */
export class StepLog {
  #head = '';
  #tail = '';
  #dropped = 0;

  /** Adds what a program wrote, with its line ends. */
  add(text: string): void {
    // PostgreSQL's text holds no NUL, and a program may say anything.
    const clean = text.replaceAll('\u0000', '');
    const room = Math.max(headLength - this.#head.length, 0);
    if (room > 0) this.#head += clean.slice(0, room);
    this.#tail += clean.slice(room);
    // Seldom, so that a flood of short lines does not copy the tail for each of them.
    if (this.#tail.length > 4 * tailLength) this.#trim();
  }

  #trim(): void {
    const surplus = this.#tail.length - tailLength;
    if (surplus <= 0) return;
    this.#dropped += surplus;
    this.#tail = this.#tail.slice(surplus);
  }

  toString(): string {
    this.#trim();
    const gap = this.#dropped === 0 ? '' : `\n[... ${String(this.#dropped)} characters left out ...]\n`;
    return `${this.#head}${gap}${this.#tail}`.toWellFormed();
  }
}

/** A whole log as it is kept. */
export function bounded(text: string): string {
  const log = new StepLog();
  log.add(text);
  return log.toString();
}

/** The last lines of a log; the whole of it for null. */
export function tailOf(log: string | null, lines: number | null): string | null {
  if (log === null || lines === null) return log;
  const all = log.split('\n');
  const ends = all.at(-1) === '';
  return all.slice(-(lines + (ends ? 1 : 0))).join('\n');
}
