import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProgramFolder } from './program-folder.ts';
import { readPlain } from './open-plain.ts';

const root = mkdtempSync(join(tmpdir(), 'open-plain-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
writeFileSync(join(root, 'secret'), 'of the hub');

function folderOf(name: string, fill: (path: string) => void): string {
  const path = join(root, name);
  mkdirSync(path);
  fill(path);
  return path;
}

const notPlain = { code: 'STEP_FAILED', message: expect.stringContaining('not a plain file') as string };

test('gives the bytes of a plain file, null for none, and refuses a longer one', async () => {
  const path = folderOf('plain', (at) => {
    mkdirSync(join(at, 'out'));
    writeFileSync(join(at, 'out', 'a'), 'abc');
  });
  expect((await readPlain(path, ['out', 'a'], 3))?.toString()).toBe('abc');
  expect(await readPlain(path, ['out', 'b'], 3)).toBeNull();
  expect(await readPlain(path, ['in', 'a'], 3)).toBeNull();
  await expect(readPlain(path, ['out', 'a'], 2)).rejects.toMatchObject({ code: 'STEP_FAILED' });
});

test.each<[string, (path: string) => void]>([
  [
    'a link',
    (path) => {
      symlinkSync(join(root, 'secret'), join(path, 'file'));
    },
  ],
  [
    'a link to a device',
    (path) => {
      symlinkSync('/dev/zero', join(path, 'file'));
    },
  ],
  [
    'a second name of another file',
    (path) => {
      linkSync(join(root, 'secret'), join(path, 'file'));
    },
  ],
  [
    'a pipe that nobody writes to',
    (path) => {
      execFileSync('mkfifo', [join(path, 'file')]);
    },
  ],
  [
    'a folder',
    (path) => {
      mkdirSync(join(path, 'file'));
    },
  ],
])('refuses %s', async (name, make) => {
  await expect(readPlain(folderOf(name, make), ['file'], 1000)).rejects.toMatchObject(notPlain);
});

test('a program that puts a link in the place of its output folder does not have other files read', async () => {
  const path = folderOf('swapped', (at) => {
    mkdirSync(join(at, 'result'));
    symlinkSync('/proc/self', join(at, 'out'));
    const outputs = [{ kind: 'note', file: 'environ' }];
    writeFileSync(join(at, 'result', 'result.json'), JSON.stringify({ outputs }));
  });
  await expect(readProgramFolder(path, 1_000_000, 'test')).rejects.toMatchObject(notPlain);
});
