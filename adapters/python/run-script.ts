import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { asError, HubError } from '../../core/errors.ts';
import type { StepProgress } from '../../core/ports/step-executor.ts';

export interface ScriptRun {
  readonly executable: string;
  readonly args: readonly string[];
  /** Working directory, home and temporary folder of the script. */
  readonly folder: string;
  readonly timeoutMs: number;
}

const maxLog = 100_000;
const maxLine = 10_000;
const progressLine = /^::progress (\d*\.?\d+)(?: (.*))?$/;

/**
 * What the script wrote to standard output and error (the last 100,000 characters), once it has ended with code 0.
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
    let log = '';
    let stopped: Error | null = null;
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
      killGroup();
    };
    const onAbort = (): void => {
      stop(asError(signal.reason));
    };
    const timer = setTimeout(() => {
      stop(new HubError('STEP_FAILED', `the script did not end within ${String(timeoutMs / 1000)} s`));
    }, timeoutMs);
    signal.addEventListener('abort', onAbort);
    for (const stream of [child.stdout, child.stderr]) {
      onLines(stream, (line) => {
        const told = progressLine.exec(line);
        if (told) progress(Math.min(Number(told[1]), 1), told[2] ?? '');
        else log = `${log}${line}\n`.slice(-maxLog);
      });
    }
    child.stdin.on('error', () => undefined); // EPIPE when the script has ended: its exit says all
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      killGroup();
      finish();
    };
    child.on('error', (cause) => {
      settle(() => {
        reject(new HubError('STEP_FAILED', "the script's Python can't be started", {}, { cause }));
      });
    });
    child.on('exit', killGroup);
    child.on('close', (code, killedBy) => {
      settle(() => {
        if (stopped !== null) reject(stopped);
        else if (code === 0) resolve(log);
        else
          reject(
            new HubError(
              'STEP_FAILED',
              `the script ended ${killedBy === null ? `with code ${String(code)}` : `by ${killedBy}`}${lastLines(log)}`,
            ),
          );
      });
    });
  });
}

/** Calls with each line. Longer ones come in pieces: a script that writes no line ends must not fill our memory. */
function onLines(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
    if (rest.length > maxLine) {
      take(rest);
      rest = '';
    }
  });
  stream.on('end', () => {
    if (rest !== '') take(rest);
  });
}

function lastLines(log: string): string {
  const lines = log.trimEnd().split('\n').slice(-3).join(' | ');
  return lines === '' ? '' : `: ${lines.slice(-1000)}`;
}
