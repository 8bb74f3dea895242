import { styleText } from 'node:util';

const started = performance.now();

/** A numbered heading on the terminal, with the seconds since the start. */
export function stage(title: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`\n${styleText('bold', title)} ${styleText('dim', `(${seconds.trim()} s)`)}`);
}

/** One indented line. */
export function say(text: string): void {
  console.log(text.replace(/^/gm, '  '));
}

export function secondsSinceStart(): number {
  return (performance.now() - started) / 1000;
}
