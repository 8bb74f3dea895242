import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { badInput } from '../core/errors.ts';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'fault';

/**
 * Makes the folder where it is missing, and resolves when this process may write in it.
 * @throws BAD_USER_INPUT naming `field`
 */
export async function ensureWritableFolder(field: string, path: string): Promise<void> {
  try {
    await makeFolder(path);
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw badInput(field, 'a folder that this user can make and write to', `${path} (${codeOf(error)})`);
  }
}

/** Resolves when the path is a folder that can be read. @throws BAD_USER_INPUT naming `field` */
export async function expectReadableFolder(field: string, path: string): Promise<void> {
  try {
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    await access(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw badInput(field, 'a folder that can be read', `${path} (${codeOf(error)})`);
  }
}

/** Step by step: Node's own recursive mkdir never comes back where the parent refuses with ENOENT, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await access(path);
    return;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
