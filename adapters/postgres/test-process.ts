import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const children = new Set<ChildProcess>();

/** Ends the processes that a failed test left. */
export function killAll(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** A process that opens the folder, says `open`, and then does `work` (which sees `folder`, `say` and PostgresJobQueue). */
export function start(home: string, work: string) {
  const source = `
    import { openDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'open-data-folder.ts'))};
    import { PostgresJobQueue } from ${JSON.stringify(join(import.meta.dirname, 'job-queue.ts'))};
    const say = (text) => process.stdout.write(text + '\\n');
    try {
      const folder = await openDataFolder(${JSON.stringify(home)});
      say('open');
      ${work}
    } catch (error) {
      say('refused ' + error.code + ' ' + error.message);
    }`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const closed = once(child, 'close').then(() => children.delete(child));
  let output = '';
  const waiting: { text: string; resolve: () => void }[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const { text, resolve } of waiting) if (output.includes(text)) resolve();
  });
  return {
    pid: child.pid ?? 0,
    said: (text: string) =>
      new Promise<void>((resolve) => {
        if (output.includes(text)) resolve();
        else waiting.push({ text, resolve });
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
      return output;
    },
    ended: async () => {
      await closed;
      return output;
    },
  };
}
