import { setFlagsFromString } from 'node:v8';
import { afterEach, expect, test, vi } from 'vitest';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.mocked(setFlagsFromString).mockClear();
});

test.each([
  ['24.11.1', 1],
  ['22.20.0', 0],
  ['25.2.0', 0],
])('Node %s is told %i flags, those that its V8 has', async (node, count) => {
  vi.stubGlobal('process', { versions: { node } });
  await import('./external-memory.ts');
  expect(setFlagsFromString).toHaveBeenCalledTimes(count);
});
