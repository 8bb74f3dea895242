import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const print = (characters: number, maxKept: number) =>
  runCommand({ command: 'sh', args: ['-c', `yes x | head -c ${String(characters)}`], maxKept });

test('answers the end of a long output, and says that it is not all', async () => {
  const { stdout, isCut } = await print(1001, 1000);
  expect(stdout.length).toBe(1000);
  expect(isCut).toBe(true);
  expect((await print(1000, 1000)).isCut).toBe(false);
});
