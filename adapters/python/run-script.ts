import { spawn } from 'node:child_process';
import { asError, HubError } from '../../core/errors.ts';
import type { StepProgress } from '../../core/ports/step-executor.ts';
import { killStrays } from './kill-strays.ts';
import { ProgramLog } from '../../core/programs/program-log.ts';

export interface ScriptRun {
  readonly executable: string;
  readonly args: readonly string[];
  /** Working directory, home and temporary folder of the script. */
  readonly folder: string;
  readonly timeoutMs: number;
}

/**
 * What the script wrote to standard output and error, as `ProgramLog` keeps it, once it has ended with code 0.
 * It runs in a process group of its own, of which nothing is left when this settles.
 * @throws STEP_FAILED with the last lines that it wrote, DEADLINE_EXCEEDED, the signal's reason
 */
export function runScript(
  { executable, args, folder, timeoutMs }: ScriptRun,
  signal: AbortSignal,
  progress: StepProgress,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const child = spawn(executable, args, {
      cwd: folder,
      env: { HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
      // Standard input stays open as long as this process lives: see runner.py.
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const log = new ProgramLog(progress);
    let stopped: Error | null = null;
    const killAll = (): void => {
      killGroup();
      killStrays(folder);
    };
    const killGroup = (): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // ESRCH: the group has ended already, which is what was wanted.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    };
    const stop = (why: Error): void => {
      stopped ??= why;
      killAll();
    };
    const onAbort = (): void => {
      stop(asError(signal.reason));
    };
    const timer = setTimeout(() => {
      stop(new HubError('STEP_FAILED', `the script did not end within ${String(timeoutMs / 1000)} s`));
    }, timeoutMs);
    signal.addEventListener('abort', onAbort);
    for (const stream of [child.stdout, child.stderr]) {
      const { take, end } = log.reader();
      stream.setEncoding('utf8').on('data', take).on('end', end);
    }
    child.stdin.on('error', () => undefined); // EPIPE when the script has ended: its exit says all
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      killAll();
      finish();
    };
    child.on('error', (cause) => {
      settle(() => {
        reject(new HubError('STEP_FAILED', "the script's Python can't be started", {}, { cause }));
      });
    });
    child.on('exit', killAll);
    child.on('close', (code, killedBy) => {
      settle(() => {
        if (stopped !== null) reject(stopped);
        else if (code === 0) resolve(log.text);
        else
          reject(
            new HubError(
              'STEP_FAILED',
              `the script ended ${killedBy === null ? `with code ${String(code)}` : `by ${killedBy}`}${log.lastWords}`,
            ),
          );
      });
    });
  });
}
