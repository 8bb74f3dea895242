import { expect, test } from 'vitest';
import { summarize } from './test-summary.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ status: each, fullName: `test ${String(index)}` })),
});

test('counts what passed and what failed', () => {
  const report = { success: false, testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed')] };
  expect(summarize(report, 0)).toEqual({ passed: 2, failed: 1, skipped: [] });
});

test('counts a skipped test as failed and names it', () => {
  const report = { success: true, testResults: [file('passed', 'passed', 'pending', 'todo')] };
  expect(summarize(report, 0)).toEqual({ passed: 1, failed: 2, skipped: ['test 1', 'test 2'] });
});

test('counts a file that could not be loaded, and an error outside of every test', () => {
  expect(summarize({ success: false, testResults: [file('failed')] }, 0).failed).toBe(1);
  expect(summarize({ success: false, testResults: [file('passed', 'passed')] }, 0).failed).toBe(1);
});

test('counts failed checks', () => {
  expect(summarize({ success: true, testResults: [file('passed', 'passed')] }, 2)).toMatchObject({
    passed: 1,
    failed: 2,
  });
});
