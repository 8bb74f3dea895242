import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';

/** More rounds than a script can fork away in while each process found is killed. */
const maxRounds = 100;

/**
 * Kills processes that a script started and that left its process group: those of this user that work in its folder, or have it as
 * their home. Linux only, where /proc tells that; elsewhere a script can leave such processes.
 */
export function killStrays(folder: string): void {
  for (let round = 0; round < maxRounds; round++) {
    const strays = processesOf(folder);
    if (strays.length === 0) return;
    for (const pid of strays) kill(pid);
  }
}

function processesOf(folder: string): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return []; // no /proc on this system
  }
  return names
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => worksIn(name, folder))
    .map(Number);
}

function worksIn(pid: string, folder: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${folder}`)) return true;
    const cwd = readlinkSync(`/proc/${pid}/cwd`);
    return cwd === folder || cwd.startsWith(`${folder}${sep}`);
  } catch {
    return false; // it has ended, or is another user's
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
