import { expect, test } from 'vitest';
import { fit } from './report.ts';

test('a line that fits is only indented', () => {
  expect(fit('short')).toBe('  short');
  expect(fit('')).toBe('');
});

test('a wide line goes on below, a tree keeps its bars, and no word is lost', () => {
  const words = Array.from({ length: 40 }, (_, i) => `word${String(i)}`);
  const lines = fit(`│  ├─ ${words.join(' ')}`).split('\n');
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.every((line) => line.length <= 100)).toBe(true);
  expect(lines.slice(1).every((line) => line.startsWith('  │  │  '))).toBe(true);
  expect(lines.join(' ').match(/word\d+/g)).toEqual(words);
});

test('what has no blank is never broken, since an id or a path must stay whole', () => {
  const path = `/${'x'.repeat(150)}`;
  expect(fit(path)).toBe(`  ${path}`);
});
