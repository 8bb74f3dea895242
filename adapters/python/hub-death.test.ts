import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** True while the process runs; a zombie, which nobody has waited for yet, does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${String(pid)}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

test('a script does not outlive a hub that is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-death-'));
  const mark = join(folder, 'pid');
  const script = `import os, time\nwith open(${JSON.stringify(`${mark}.new`)}, "w") as file:\n    file.write(str(os.getpid()))\nos.rename(${JSON.stringify(`${mark}.new`)}, ${JSON.stringify(mark)})\ntime.sleep(100)`;
  const executor = fileURLToPath(new URL('./python-executor.ts', import.meta.url));
  const hub = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { PythonExecutor } from ${JSON.stringify(executor)};
       const item = { id: 'x', level: 'SERIES', label: 'x', properties: {} };
       const task = { runId: 'x', step: 'x', parameters: ${JSON.stringify({ script, timeoutS: 100 })}, item, inputs: [] };
       await new PythonExecutor({ workFolder: ${JSON.stringify(folder)}, allowOwnScripts: true }).execute(task, new AbortController().signal, () => {});`,
    ],
    { stdio: 'ignore' },
  );
  await expect.poll(() => existsSync(mark), { timeout: 20_000 }).toBe(true);
  const pid = Number(readFileSync(mark, 'utf8'));
  expect(runs(pid)).toBe(true);
  hub.kill('SIGKILL');
  await once(hub, 'exit');
  await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false);
  rmSync(folder, { recursive: true });
}, 60_000);
