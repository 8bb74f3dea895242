import { ConverterProcess } from './converter-process.ts';
import type { ConvertReply } from './protocol.ts';

export interface ConverterLimits {
  /** Child processes at a time. @default 1 */
  readonly processes: number;
  /** Resident memory of a child. @default 2e9 */
  readonly memoryLimitBytes: number;
  /** For one series. @default 300 000 */
  readonly timeoutMs: number;
  /** A child is replaced after so many series. @default 100 */
  readonly conversionsPerProcess: number;
  /** An idle child is ended after this time, to give its memory back. @default 15 000 */
  readonly idleMs: number;
}

/** Children kept warm from one series to the next. */
export class ConverterPool {
  readonly #limits: ConverterLimits;
  readonly #idle: ConverterProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #reaper: NodeJS.Timeout | null = null;

  constructor(limits: ConverterLimits) {
    this.#limits = limits;
  }

  /** Converts when a child is free. @throws as `ConverterProcess.convert` */
  async convert(folder: string, signal: AbortSignal): Promise<ConvertReply> {
    await this.#enter(signal);
    try {
      const child = this.#take();
      const reply = await child.convert(folder, this.#limits.timeoutMs, signal);
      if (child.conversions < this.#limits.conversionsPerProcess) this.#keep(child);
      else child.kill();
      return reply;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  /** Ends the idle children; those at work end with their signal. */
  close(): void {
    if (this.#reaper) clearTimeout(this.#reaper);
    for (const child of this.#idle.splice(0)) child.kill();
  }

  async #enter(signal: AbortSignal): Promise<void> {
    while (this.#running >= this.#limits.processes) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const wake = (): void => {
        resolve(undefined);
      };
      this.#waiting.push(wake);
      signal.addEventListener('abort', wake);
      await promise;
      signal.removeEventListener('abort', wake);
      if (!signal.aborted) continue;
      const at = this.#waiting.indexOf(wake);
      // Woken by both: the free place goes to the next.
      if (at < 0) this.#waiting.shift()?.();
      else this.#waiting.splice(at, 1);
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
    this.#running++;
  }

  #take(): ConverterProcess {
    for (let child = this.#idle.pop(); child; child = this.#idle.pop()) if (child.alive) return child;
    return new ConverterProcess(this.#limits.memoryLimitBytes);
  }

  #keep(child: ConverterProcess): void {
    if (!child.alive) return;
    this.#idle.push(child);
    if (this.#reaper) clearTimeout(this.#reaper);
    this.#reaper = setTimeout(() => {
      this.close();
    }, this.#limits.idleMs);
    this.#reaper.unref();
  }
}
