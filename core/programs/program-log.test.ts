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
