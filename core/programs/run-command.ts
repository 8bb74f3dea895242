import { spawn } from 'node:child_process';
import { asError, HubError } from '../errors.ts';

export interface CommandRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Where it begins. @default where this process is */
  readonly cwd?: string;
  readonly stdin?: string;
  /** @default 60_000 */
  readonly timeoutMs?: number;
  /** Takes standard output and error as they come, instead of their being answered. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: string) => void;
}

export interface CommandEnd {
  readonly code: number;
  /** The last 1,000,000 characters; empty with `onOutput`. */
  readonly stdout: string;
  readonly stderr: string;
}

const maxKept = 1_000_000;

/**
 * How a program of the host ended, whatever its code.
 * @throws UPSTREAM_UNAVAILABLE when it can't be started or does not end in time, the signal's reason
 */
export function runCommand(
  { command, args, env, cwd, stdin, timeoutMs = 60_000, onOutput }: CommandRun,
  signal?: AbortSignal,
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(asError(signal.reason));
      return;
    }
    const child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(env ? { env } : {}),
      ...(cwd ? { cwd } : {}),
    });
    const kept = { stdout: '', stderr: '' };
    let stopped: Error | null = null;
    const stop = (why: Error): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const onAbort = (): void => {
      stop(asError(signal?.reason));
    };
    const timer = Number.isFinite(timeoutMs)
      ? setTimeout(() => {
          stop(new HubError('UPSTREAM_UNAVAILABLE', `${command} did not end within ${String(timeoutMs / 1000)} s`));
        }, timeoutMs)
      : undefined;
    signal?.addEventListener('abort', onAbort);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        if (onOutput) onOutput(name, chunk);
        else kept[name] = (kept[name] + chunk).slice(-maxKept);
      });
    }
    child.stdin.on('error', () => undefined); // EPIPE when it has ended: its code says all
    child.stdin.end(stdin ?? '');
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    child.on('error', (cause) => {
      settle(() => {
        reject(new HubError('UPSTREAM_UNAVAILABLE', `${command} can't be started`, {}, { cause }));
      });
    });
    child.on('close', (code, killedBy) => {
      settle(() => {
        if (stopped) reject(stopped);
        else if (code === null) reject(new HubError('UPSTREAM_UNAVAILABLE', `${command} ended by ${String(killedBy)}`));
        else resolve({ code, ...kept });
      });
    });
  });
}
