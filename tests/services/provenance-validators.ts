import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonWith } from './python.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..', 'provenance');

/** What validate.py says. @throws Error with its standard error when it fails */
async function judge(...words: readonly string[]): Promise<unknown> {
  const python = await pythonWith('provenance-validators', join(folder, 'requirements.txt'));
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
