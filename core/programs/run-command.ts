import { spawn } from 'node:child_process';
import { asError, HubError } from '../errors.ts';

export interface CommandRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Where it begins. @default where this process is */
  readonly cwd?: string;
  readonly stdin?: string;
  /** Characters of standard output, and of standard error, of which the last are answered. @default 1_000_000 */
  readonly maxKept?: number;
  /** @default 60_000 */
  readonly timeoutMs?: number;
  /** Takes standard output and error as they come, instead of their being answered. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: string) => void;
}

export interface CommandEnd {
  readonly code: number;
  /** Its end, at most `maxKept` characters; empty with `onOutput`. */
  readonly stdout: string;
  readonly stderr: string;
  /** There was more of one of them than is answered. */
  readonly isCut: boolean;
}

/**
 * How a program of the host ended, whatever its code.
 * @throws UPSTREAM_UNAVAILABLE when it can't be started or does not end in time, the signal's reason
 */
export function runCommand(
  { command, args, env, cwd, stdin, maxKept = 1_000_000, timeoutMs = 60_000, onOutput }: CommandRun,
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
    const kept = { stdout: '', stderr: '', isCut: false };
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
        if (onOutput) {
          onOutput(name, chunk);
          return;
        }
        const whole = kept[name] + chunk;
        kept.isCut ||= whole.length > maxKept;
        kept[name] = whole.slice(-maxKept);
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
