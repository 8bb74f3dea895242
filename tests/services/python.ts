import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '../../core/json.ts';
import { installPackages } from './apt.ts';
import { cacheFolder } from './server.ts';

const run = promisify(execFile);

/** A Python with what a file of requirements names, kept under `name` until that file changes. */
export async function pythonWith(name: string, requirements: string): Promise<string> {
  const home = join(cacheFolder, `${name}-${sha256(readFileSync(requirements)).slice(0, 12)}`);
  if (existsSync(home)) return join(home, 'bin', 'python');
  const hasVenv = await run('python3', ['-c', 'import venv, ensurepip']).catch(() => null);
  if (!hasVenv) await installPackages(`Python for tests (${name})`, 'python3', 'python3-venv');
  mkdirSync(cacheFolder, { recursive: true });
  const fresh = `${home}.${randomUUID()}`;
  try {
    await run('python3', ['-m', 'venv', fresh]);
    await run(join(fresh, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '--no-compile', '-r', requirements]);
    // Of two that install at once, the first stays.
    if (!existsSync(home)) renameSync(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(home, 'bin', 'python');
}
