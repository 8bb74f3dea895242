import type { StepProgress } from '../ports/step-executor.ts';

const maxLine = 10_000;
const maxHead = 4_000;
const maxTail = 15_000;
const progressLine = /^::progress (\d{1,9}(?:\.\d{1,20})?|\.\d{1,20})(?: (.*))?$/;

/**
 * What a program writes, line by line: `::progress 0.5 half way` is progress, all else is its log. Of that the first 4,000 and the
 * last 15,000 characters are kept, however much comes: a program that floods its log must not fill our memory.
 */
export class ProgramLog {
  readonly #progress: StepProgress;
  #head = '';
  #tail = '';
  #dropped = 0;

  constructor(progress: StepProgress) {
    this.#progress = progress;
  }

  line(text: string): void {
    const told = progressLine.exec(text);
    if (told) {
      this.#progress(Math.min(Number(told[1]), 1), told[2] ?? '');
      return;
    }
    this.#progress.log?.(text);
    const room = Math.max(maxHead - this.#head.length, 0);
    const all = `${text}\n`;
    this.#head += all.slice(0, room);
    this.#tail += all.slice(room);
    if (this.#tail.length > 2 * maxTail) this.#trim();
  }

  /** Takes the chunks of one stream; call `end` after the last. Lines longer than 10,000 characters come in pieces. */
  reader(): { readonly take: (chunk: string) => void; readonly end: () => void } {
    let rest = '';
    return {
      take: (chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#whole(line);
        // Cut as a whole line is, so that it does not matter how the pipe cuts it; what stays is never empty: its line's end is no line.
        for (; rest.length > maxLine; rest = rest.slice(maxLine)) this.line(rest.slice(0, maxLine));
      },
      end: () => {
        if (rest !== '') this.line(rest);
        rest = '';
      },
    };
  }

  #whole(line: string): void {
    if (line === '') this.line('');
    for (let at = 0; at < line.length; at += maxLine) this.line(line.slice(at, at + maxLine));
  }

  get text(): string {
    this.#trim();
    if (this.#dropped === 0) return this.#head + this.#tail;
    return `${this.#head}\n[${String(this.#dropped)} characters left out]\n${this.#tail}`;
  }

  /** `: ` and the last three lines, for the reason of a failure; nothing when there are none. */
  get lastWords(): string {
    const lines = this.text.trimEnd().split('\n').slice(-3).join(' | ');
    return lines === '' ? '' : `: ${lines.slice(-1000)}`;
  }

  #trim(): void {
    const excess = this.#tail.length - maxTail;
    if (excess <= 0) return;
    this.#dropped += excess;
    this.#tail = this.#tail.slice(excess);
  }
}
