import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
let updated: Promise<void> | null = null;
let last: Promise<void> = Promise.resolve();

/** This process's rights, else sudo's without a password. */
const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

async function apt(...words: string[]): Promise<void> {
  // Another installation on this machine holds dpkg's lock for a while: wait for it.
  const line = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=300'];
  const [command = 'apt-get', ...rest] = [...line, ...words];
  await run(command, rest, { maxBuffer: 64 * 1024 * 1024 });
}

/**
 * Installs Debian's packages; one call after the other, as dpkg's lock wants it.
 * @throws Error saying what they are for and what to do, where that can't be done
 */
export async function installPackages(purpose: string, ...names: readonly string[]): Promise<void> {
  const mine = last.then(async () => {
    try {
      updated ??= apt('update', '-q');
      await updated;
      await apt('install', '-y', '-q', '--no-install-recommends', ...names);
    } catch (error) {
      updated = null;
      throw new Error(`${purpose}: apt-get could not install ${names.join(', ')}`, { cause: error });
    }
  });
  // The next one waits for this one, whatever became of it.
  last = mine.catch(() => undefined);
  return mine;
}
