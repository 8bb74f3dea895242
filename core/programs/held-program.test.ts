import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testAsset, testTask } from '../../tests/contract/step-executor.contract.ts';
import { runHeldProgram, type ProgramEnd, type ProgramHost } from './held-program.ts';

const root = mkdtempSync(join(tmpdir(), 'held-program-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('a program that failed is begun anew by the next attempt, and one that is let go is taken over', async () => {
  const ends: ProgramEnd[] = [
    { how: 'CODE', code: 1 },
    { how: 'CODE', code: 0 },
  ];
  let there = false;
  let starts = 0;
  const host: ProgramHost = {
    newHandle: () => ({ name: 'one' }),
    folderOf: () => ({ path: join(root, 'one'), seenAs: '/work' }),
    isThere: () => Promise.resolve(there),
    start: () => {
      there = true;
      starts += 1;
      mkdirSync(join(root, 'one', 'result'), { recursive: true });
      writeFileSync(join(root, 'one', 'result', 'result.json'), '{"outputs":[]}');
      return Promise.resolve();
    },
    follow: (_handle, _log, signal) =>
      signal.aborted
        ? Promise.reject(signal.reason as Error)
        : Promise.resolve(ends.shift() ?? { how: 'CODE', code: 0 }),
    remove: () => {
      there = false;
      return Promise.resolve();
    },
  };
  const progress = Object.assign(() => undefined, { started: () => Promise.resolve() });
  const attempt = () => {
    const task = { ...testTask(testAsset('SERIES'), [], {}), ...(starts > 0 ? { handle: { name: 'one' } } : {}) };
    return runHeldProgram(
      host,
      { task, method: 'test', output: { bytes: 1000, files: 10, lookMs: 1000 } },
      new AbortController().signal,
      progress,
    );
  };
  await expect(attempt()).rejects.toMatchObject({ code: 'STEP_FAILED' });
  await expect(attempt()).resolves.toMatchObject({ outputs: [] });
  expect(starts).toBe(2);
  // Done, and not released yet: whoever comes after takes its outcome.
  await attempt();
  expect(starts).toBe(2);
});
