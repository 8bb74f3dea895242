import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from '../../core/json.ts';
import { installPackages } from './apt.ts';
import { cacheFolder } from './server.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..', 'provenance');

/** A Python with what tests/provenance/requirements.txt names, kept until that file changes. */
async function validatorPython(): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  const home = join(cacheFolder, `provenance-validators-${sha256(readFileSync(requirements)).slice(0, 12)}`);
  if (existsSync(home)) return join(home, 'bin', 'python');
  const hasVenv = await run('python3', ['-c', 'import venv, ensurepip']).catch(() => null);
  if (!hasVenv) await installPackages('Validators of provenance in tests', 'python3', 'python3-venv');
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

/** What validate.py says. @throws Error with its standard error when it fails */
async function judge(...words: readonly string[]): Promise<unknown> {
  const python = await validatorPython();
  const { stdout } = await run(python, [join(folder, 'validate.py'), ...words], { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
}

/** What the Python implementation of PROV reads in a PROV-JSON file: counts by kind. */
export function judgeProvJson(path: string): Promise<unknown> {
  return judge('prov', path);
}

/** What CRS4's validator finds in an unpacked RO-Crate, for one profile. */
export function judgeCrate(crateFolder: string, profile: 'process-run-crate' | 'workflow-run-crate'): Promise<unknown> {
  return judge('crate', crateFolder, profile);
}
