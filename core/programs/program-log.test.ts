import { expect, test } from 'vitest';
import { ProgramLog } from './program-log.ts';

test('a line that is nearly progress, and very long, is cut and costs no more than its length', () => {
  const told: number[] = [];
  const log = new ProgramLog((fraction) => told.push(fraction));
  const { take, end } = log.reader();
  take(`::progress ${'1'.repeat(1_000_000)}x\n::progress .5\n::progress 0.25 quarter\n::progress 1\n::progress 1.x\n`);
  end();
  expect(told).toEqual([0.5, 0.25, 1]);
  expect(log.text).toContain('::progress 1.x');
});

test.each([1, 7, 4096, 9_999, 10_001, 25_003])('a long line is the same log in chunks of %i as in one', (size) => {
  const written = `short\n${'x'.repeat(25_000)}end\n\nlast`;
  const kept = (chunk: number): string[] => {
    const lines: string[] = [];
    const log = new ProgramLog(Object.assign(() => undefined, { log: (line: string) => lines.push(line) }));
    const { take, end } = log.reader();
    for (let at = 0; at < written.length; at += chunk) take(written.slice(at, at + chunk));
    end();
    return lines;
  };
  expect(kept(size)).toEqual(['short', 'x'.repeat(10_000), 'x'.repeat(10_000), `${'x'.repeat(5_000)}end`, '', 'last']);
});
