/** How much of a step's log is kept: the first part, and the last. */
const headLength = 5_000;
const tailLength = 15_000;

/** A log as it is kept: at most 20,000 characters and a line that says how many were left out in the middle. */
export class StepLog {
  #head = '';
  #tail = '';
  #dropped = 0;

  /** Adds what a program wrote, with its line ends. Holds no more than twice what is kept. */
  add(text: string): void {
    // PostgreSQL's text holds no NUL, and a program may say anything.
    const clean = text.replaceAll('\u0000', '');
    const room = headLength - this.#head.length;
    this.#head += clean.slice(0, Math.max(room, 0));
    this.#tail += clean.slice(Math.max(room, 0));
    const surplus = this.#tail.length - tailLength;
    if (surplus > 0) {
      this.#dropped += surplus;
      this.#tail = this.#tail.slice(surplus);
    }
  }

  toString(): string {
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
