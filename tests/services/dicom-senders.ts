import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { installPackages } from './apt.ts';
import { cacheFolder } from './server.ts';

const run = promisify(execFile);

/** The version of pynetdicom that the tests were written with. */
const pynetdicom = 'pynetdicom==2.1.1';

/** How a command ended, and all that it wrote. */
export interface Sent {
  readonly code: number;
  readonly output: string;
}

async function outcomeOf(running: Promise<{ stdout: string; stderr: string }>): Promise<Sent> {
  try {
    const { stdout, stderr } = await running;
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { code, output: stdout + stderr };
  }
}

/** Runs one of dcmtk's programs (Debian's package). */
export async function dcmtk(
  program: 'storescu' | 'echoscu' | 'dcmdump' | 'dcmmkdir',
  ...args: readonly string[]
): Promise<Sent> {
  if (!existsSync('/usr/bin/storescu')) await installPackages('DICOM senders for tests', 'dcmtk');
  return outcomeOf(run(program, args, { maxBuffer: 64 * 1024 * 1024 }));
}

/** Starts dcmtk's storescu, to be watched while it sends; it must be there already. */
export function startStorescu(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const program = '/usr/bin/storescu';
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Keys and certificates in the folder: `hub` and `sender` signed by `ca`, and `stranger` by nobody (`<name>.key`, `<name>.pem`). */
export async function makeCertificates(cwd: string): Promise<void> {
  const program = 'openssl';
  const openssl = (line: string) => run(program, line.split(' '), { cwd });
  for (const name of ['ca', 'stranger']) {
    await openssl(`req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ${name}.key -out ${name}.pem -subj /CN=${name}`);
  }
  for (const name of ['hub', 'sender']) {
    await openssl(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
    await openssl(`x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out ${name}.pem`);
  }
}

/** A Python with pynetdicom, kept from run to run. */
async function senderPython(): Promise<string> {
  const home = join(cacheFolder, pynetdicom.replace('==', '-'));
  if (existsSync(home)) return join(home, 'bin', 'python');
  const hasVenv = await run('python3', ['-c', 'import venv, ensurepip']).catch(() => null);
  if (!hasVenv) await installPackages('DICOM senders for tests', 'python3', 'python3-venv');
  mkdirSync(cacheFolder, { recursive: true });
  const fresh = `${home}.${randomUUID()}`;
  try {
    await run('python3', ['-m', 'venv', fresh]);
    await run(join(fresh, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '--no-compile', pynetdicom]);
    // Of two that install at once, the first stays.
    if (!existsSync(home)) renameSync(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(home, 'bin', 'python');
}

/** Sends files by pynetdicom's storescu, which proposes their own transfer syntaxes. */
export async function pynetdicomStore(...args: readonly string[]): Promise<Sent> {
  return outcomeOf(
    run(await senderPython(), ['-m', 'pynetdicom', 'storescu', ...args], { maxBuffer: 16 * 1024 * 1024 }),
  );
}
