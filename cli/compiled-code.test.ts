import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, runNode, temporaryFolder } from '../tests/support/pesscara-process.ts';

/** `pesscara --version` of an installation of its own, whose libraries are this one's; answers where it keeps compiled code. */
async function installed(at: string): Promise<{ main: string; kept: string }> {
  await mkdir(join(at, 'node_modules'));
  for (const name of ['adapters', 'core', 'schema', 'site', 'workers', 'package.json']) {
    await symlink(join(repository, name), join(at, name));
  }
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name !== '.cache') await symlink(join(repository, 'node_modules', name), join(at, 'node_modules', name));
  }
  await cp(join(repository, 'cli'), join(at, 'cli'), { recursive: true });
  return { main: join(at, 'cli', 'main.ts'), kept: join(at, 'node_modules', '.cache', 'pesscara') };
}

const environment = { NODE_COMPILE_CACHE: '' };

test('what is compiled is kept within the installation', async () => {
  await using folder = await temporaryFolder();
  const { main, kept } = await installed(folder.path);
  const first = await runNode(main, ['--version'], environment);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(kept)).toHaveLength(1);
  expect(await runNode(main, ['--version'], environment)).toEqual(first);
});

test('nothing is kept where Node is told so', async () => {
  await using folder = await temporaryFolder();
  const { main, kept } = await installed(folder.path);
  const { code } = await runNode(main, ['--version'], { ...environment, NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(code).toBe(0);
  expect(existsSync(kept)).toBe(false);
});
