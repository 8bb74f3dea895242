import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HubError } from '../../core/errors.ts';
import { memorySignal, type ConvertReply, type ConvertRequest } from './protocol.ts';

const program = fileURLToPath(import.meta.resolve('./child.ts'));
const maxStderr = 4000;

/** One child process that converts one folder at a time. Any trouble ends it: make another. */
export class ConverterProcess {
  readonly #child: ChildProcess;
  readonly #memoryLimitBytes: number;
  #stderr = '';
  #conversions = 0;

  constructor(memoryLimitBytes: number) {
    this.#memoryLimitBytes = memoryLimitBytes;
    // An empty environment: what it runs needs none, and has no business with ours.
    this.#child = fork(program, [String(memoryLimitBytes)], {
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-maxStderr);
    });
    // An idle child must not keep the hub from ending.
    this.#child.unref();
    this.#child.channel?.unref();
    (this.#child.stderr as { unref?: () => void } | null)?.unref?.();
    this.#child.on('error', () => {
      this.kill();
    });
  }

  get alive(): boolean {
    return (
      this.#child.exitCode === null && this.#child.signalCode === null && !this.#child.killed && this.#child.connected
    );
  }

  get conversions(): number {
    return this.#conversions;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /**
   * What dcm2niix said about the files of the folder. Whatever goes wrong, the child has been killed when this throws.
   * @throws STEP_FAILED when it took too much memory or crashed, DEADLINE_EXCEEDED, the signal's reason
   */
  convert(folder: string, timeoutMs: number, signal: AbortSignal): Promise<ConvertReply> {
    const child = this.#child;
    this.#conversions++;
    return new Promise<ConvertReply>((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        child.off('message', onMessage).off('exit', onExit);
      };
      const stop = (error: unknown): void => {
        done();
        this.kill();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const onMessage = (reply: unknown): void => {
        done();
        resolve(reply as ConvertReply);
      };
      const onExit = (code: number | null, killedBy: NodeJS.Signals | null): void => {
        stop(this.#ended(code, killedBy));
      };
      const onAbort = (): void => {
        stop(signal.reason);
      };
      const timer = setTimeout(() => {
        const seconds = String(Math.round(timeoutMs / 1000));
        stop(new HubError('DEADLINE_EXCEEDED', `dcm2niix did not end within ${seconds} s`));
      }, timeoutMs);
      child.on('message', onMessage).on('exit', onExit);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
      else {
        child.send({ folder } satisfies ConvertRequest, (error) => {
          if (error) stop(new HubError('UNAVAILABLE', 'the converter process has ended', {}, { cause: error }));
        });
      }
    });
  }

  #ended(code: number | null, killedBy: NodeJS.Signals | null): HubError {
    if (killedBy === memorySignal) {
      const mb = String(Math.round(this.#memoryLimitBytes / 1e6));
      return new HubError('STEP_FAILED', `dcm2niix needs more than ${mb} MB of memory for this series`);
    }
    const how = killedBy === null ? `with exit code ${String(code)}` : `by ${killedBy}`;
    return new HubError('STEP_FAILED', `dcm2niix crashed ${how}`, { stderr: this.#stderr });
  }
}
