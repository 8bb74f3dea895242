import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireWithinOutput, withinOutput } from './output-limits.ts';
import { pause } from './pause.ts';

const never = new AbortController().signal;
const limits = { bytes: 1000, files: 5, lookMs: 10 };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-limits-'));
  for (const name of ['in', 'out', 'result']) mkdirSync(join(folder, name));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('counts what the program wrote, and not what it was given', async () => {
  writeFileSync(join(folder, 'in', 'image'), 'x'.repeat(5000));
  writeFileSync(join(folder, 'task.json'), 'x'.repeat(5000));
  writeFileSync(join(folder, 'out', 'a'), 'x'.repeat(1000));
  await requireWithinOutput(folder, limits, never);
  mkdirSync(join(folder, 'out', 'deep'));
  writeFileSync(join(folder, 'out', 'deep', 'b'), 'x');
  await expect(requireWithinOutput(folder, limits, never)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: 'the program has written files of more than the 1000 bytes allowed',
  });
});

test('counts empty files, folders and links too', async () => {
  for (const name of ['a', 'b']) mkdirSync(join(folder, 'out', name));
  writeFileSync(join(folder, 'out', 'a', 'c'), '');
  await requireWithinOutput(folder, limits, never);
  symlinkSync('/usr', join(folder, 'result', 'link'));
  await expect(requireWithinOutput(folder, limits, never)).rejects.toThrow(
    'has left more than the 5 files and folders allowed',
  );
});

test('says that a folder is closed, whether its files can not be listed or not be looked at', async () => {
  const inner = join(folder, 'out', 'inner');
  mkdirSync(inner);
  writeFileSync(join(inner, 'a'), 'x');
  for (const path of [folder, join(folder, 'out')]) chmodSync(path, 0o755);
  // Root may look everywhere: then nobody looks.
  const isRoot = process.getuid?.() === 0;
  for (const mode of [0o444, 0o000]) {
    chmodSync(inner, mode);
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expect(requireWithinOutput(folder, { ...limits, files: 10 }, never)).rejects.toMatchObject({
        code: 'STEP_FAILED',
        message: 'the program keeps a folder closed in which its files would be counted',
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(inner, 0o755);
    }
  }
});

test('does not look where a link leads', async () => {
  symlinkSync('/usr', join(folder, 'out', 'link'));
  await requireWithinOutput(folder, limits, never);
});

test('stops work during which the program writes too much', async () => {
  const work = withinOutput(folder, limits, never, async (signal) => {
    writeFileSync(join(folder, 'out', 'a'), 'x'.repeat(1001));
    await pause(60_000, signal);
  });
  await expect(work).rejects.toThrow('more than the 1000 bytes');
});

test('ends with what the work answers or throws, and when it is stopped', async () => {
  expect(await withinOutput(folder, limits, never, () => Promise.resolve(7))).toBe(7);
  await expect(withinOutput(folder, limits, never, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
  const stop = new AbortController();
  const work = withinOutput(folder, limits, stop.signal, (signal) => pause(60_000, signal));
  stop.abort(new Error('stopped'));
  await expect(work).rejects.toThrow('stopped');
});
