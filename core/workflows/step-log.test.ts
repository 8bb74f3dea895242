import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { bounded, StepLog, tailOf } from './step-log.ts';

test('law: in whatever pieces it comes, a log keeps its head and its tail, and says how much lies between', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 5_000, unit: 'grapheme-ascii' }), { maxLength: 20 }), (pieces) => {
      const log = new StepLog();
      for (const piece of pieces) log.add(piece);
      const whole = pieces.join('');
      expect(log.toString()).toBe(bounded(whole));
      if (whole.length <= 20_000) expect(log.toString()).toBe(whole);
      else {
        expect(log.toString().startsWith(whole.slice(0, 5_000))).toBe(true);
        expect(log.toString().endsWith(whole.slice(-15_000))).toBe(true);
        expect(log.toString()).toContain(`[... ${String(whole.length - 20_000)} characters left out ...]`);
      }
    }),
  );
});

test('a flood of lines takes no more room than what is kept', () => {
  const log = new StepLog();
  for (let line = 0; line < 1_000_000; line++) log.add(`line ${String(line)} of a flood\n`);
  const kept = log.toString();
  expect(kept.length).toBeLessThan(20_100);
  expect(kept.startsWith('line 0 of a flood\n')).toBe(true);
  expect(kept.endsWith('line 999999 of a flood\n')).toBe(true);
});

test('holds no NUL, and no half of a character', () => {
  expect(bounded('a\u0000b')).toBe('ab');
  expect(bounded(`${'x'.repeat(4_999)}😀${'y'.repeat(15_000)}`).isWellFormed()).toBe(true);
});

test('gives the last lines', () => {
  expect(tailOf('a\nb\nc\n', 2)).toBe('b\nc\n');
  expect(tailOf('a\nb\nc', 2)).toBe('b\nc');
  expect(tailOf('a\nb', null)).toBe('a\nb');
  expect(tailOf(null, 2)).toBeNull();
});
