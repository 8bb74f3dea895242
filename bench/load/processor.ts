import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit of processor time, in ms. */
const tickMs = 10;

/** Of every process: its parent, and the processor time that it and its ended children have used, in ms. */
function processes(): ReadonlyMap<number, { readonly parent: number; readonly ms: number }> {
  const found = new Map<number, { readonly parent: number; readonly ms: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // What comes after the program's name, which may hold anything.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      found.set(Number(name), { parent: Number(fields[1]), ms: ticks * tickMs });
    } catch {
      // It ended meanwhile: its parent has its time.
    }
  }
  return found;
}

/** Processor time that those processes, and all that they started, have used so far, in ms. Unlike the clock it knows nothing of who else works here. */
export function processorMs(pids: readonly number[]): number {
  const all = processes();
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (pids.includes(at)) return true;
    return false;
  };
  return [...all].reduce((sum, [pid, { ms }]) => (isOurs(pid) ? sum + ms : sum), 0);
}

/** Resolves when the process, and all that it started, has used less than a tenth of a second of processor time. @throws Error after two minutes */
export async function atRest(pid: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (let before = processorMs([pid]); ;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = processorMs([pid]);
    if (now - before < 100) return;
    if (Date.now() > deadline) throw new Error(`process ${String(pid)} does not come to rest`);
    before = now;
  }
}
