import type { ChildProcess } from 'node:child_process';

/** The child's next message. @throws Error when it ends before that */
export function heard(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) => {
      reject(new Error(`${child.spawnargs.slice(1, 3).join(' ')} ended with ${String(code ?? signal)}`));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** Its answer to a message. @throws Error when it ends before that */
export function asked(child: ChildProcess, question: string): Promise<unknown> {
  child.send(question);
  return heard(child);
}
