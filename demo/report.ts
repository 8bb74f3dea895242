import { styleText } from 'node:util';

const started = performance.now();
const width = 100;
let stages = 0;

/** A numbered heading on the terminal, with the seconds since the start. */
export function stage(title: string): void {
  stages += 1;
  heading(`${String(stages)}. ${title}`);
}

/** A heading without a number. */
export function heading(title: string): void {
  console.log(`\n${styleText('bold', title)} ${styleText('dim', `(${secondsSinceStart().toFixed(1)} s)`)}`);
}

/** Indented lines; what is wider than the terminal goes on in the next line. */
export function say(text: string): void {
  console.log(text.split('\n').map(fit).join('\n'));
}

export function secondsSinceStart(): number {
  return (performance.now() - started) / 1000;
}

/** One line, indented by two, in lines of at most 100 columns where it has blanks to break at; a tree's bars go on. */
export function fit(line: string): string {
  if (line === '') return '';
  const lines: string[] = [];
  let rest = `  ${line}`;
  const lead = /^[ │├└─]*/.exec(rest)?.[0] ?? '';
  const hanging = `${lead.replaceAll('├─', '│ ').replaceAll(/[└─]/g, ' ')}    `;
  while (rest.length > width) {
    const start = lines.length === 0 ? lead.length : hanging.length;
    const at = rest.lastIndexOf(' ', width);
    if (at <= start) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = hanging + rest.slice(at + 1).trimStart();
  }
  return [...lines, rest].join('\n');
}
