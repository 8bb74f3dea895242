import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { CommandEnd } from '../../core/programs/run-command.ts';
import type { BatchJob, CommandLine } from './scheduler.ts';
import { slurm } from './slurm.ts';
import { isAway, Submitter } from './submitter.ts';

const folder = mkdtempSync(join(tmpdir(), 'submitter-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let ran: CommandLine[] = [];
let running = 0;
let most = 0;
/** How a command ends. */
let endOf: (command: CommandLine) => Partial<CommandEnd> = () => ({});
beforeEach(() => {
  [ran, running, most, endOf] = [[], 0, 0, () => ({})];
});
const submitter = new Submitter(
  slurm,
  async (command) => {
    ran.push(command);
    running += 1;
    most = Math.max(most, running);
    // Others that are to begin do so.
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { code: 0, stdout: '', stderr: '', isCut: false, ...endOf(command) };
  },
  1,
);
const isArray = ({ stdin }: CommandLine): boolean => stdin !== undefined;

const jobOf = (name: string): BatchJob => ({
  ...{ name, script: join(folder, name, 'job.sh'), folder: join(folder, name) },
  ...{ timeoutS: 60, cpus: 1, memoryMb: 100, gpus: 0, queue: null },
});
function submit(...names: readonly string[]) {
  for (const name of names) if (name !== 'vanished') mkdirSync(join(folder, name), { recursive: true });
  return Promise.allSettled(names.map((name) => submitter.submit('one step', jobOf(name))));
}
const placeOf = (name: string): string => readFileSync(join(folder, name, 'array'), 'utf8').split(' ')[1] ?? '';

test('of jobs that go together, one whose folder has vanished fails alone', async () => {
  const ends = await submit('a', 'vanished', 'b');
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(ran.map(isArray)).toEqual([true]);
  expect(ran[0]?.args).toContain('--array=0-1');
  expect(['a', 'b'].map(placeOf)).toEqual(['0', '1']);
  expect(ran[0]?.stdin).toContain(`1) exec sh '${join(folder, 'b', 'job.sh')}'`);
});

test('where one alone is left of them, it is submitted by itself', async () => {
  const ends = await submit('c', 'vanished');
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(ran.map(isArray)).toEqual([false]);
  expect(existsSync(join(folder, 'c', 'array'))).toBe(false);
});

test('where there are no arrays, jobs are submitted by themselves, four at a time, also when a folder vanishes meanwhile', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `d${String(index)}`);
  endOf = (command) => {
    if (!isArray(command)) return {};
    rmSync(join(folder, 'd7'), { recursive: true });
    return { code: 1, stderr: 'sbatch: error: Batch job submission failed: Invalid job array specification' };
  };
  const ends = await submit(...names);
  expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(ran.filter((command) => !isArray(command))).toHaveLength(30);
  expect(most).toBe(4);
  expect(existsSync(join(folder, 'd1', 'array'))).toBe(false);
});

test('a scheduler that is away is not asked for each of them', async () => {
  endOf = () => ({
    code: 1,
    stderr: 'sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received',
  });
  const ends = await submit('e', 'f');
  expect(ends).toMatchObject([{ value: { code: 1 } }, { value: { code: 1 } }]);
  expect(ran.map(isArray)).toEqual([true]);
  // They may be there all the same: then they are found by their place.
  expect(['e', 'f'].map(placeOf)).toEqual(['0', '1']);
});

test.each([
  ['Unable to contact slurm controller (connect failure)', true],
  ['Zero Bytes were transmitted or received', true],
  ['Unexpected message received', true],
  ['Socket timed out on send/recv operation', true],
  ['invalid partition specified: nowhere', false],
])('knows whether a scheduler is away by its words: %s', (words, away) => {
  expect(isAway(`sbatch: error: ${words}`)).toBe(away);
});
