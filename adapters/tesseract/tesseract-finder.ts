import { type ChildProcess, fork } from 'node:child_process';
import { HubError } from '../../core/errors.ts';
import type { FoundText, TextFinder } from '../../core/ports/text-finder.ts';
import type { Question, Reply } from './reader.ts';

export interface TesseractOptions {
  /** What one picture may take, from when its turn comes. @default 60000 */
  readonly deadlineMs?: number;
  /** A process that had nothing to do for so long ends. @default 60000 */
  readonly idleMs?: number;
  /** Of WebAssembly, in pages of 64 KiB: a picture that needs more costs the process. @default 8192 (512 MiB) */
  readonly maxPages?: number;
}

/** Its memory never shrinks, so a process is replaced after so many pictures. */
const picturesOfProcess = 500;

interface Waiting {
  readonly png: Uint8Array;
  readonly resolve: (words: readonly FoundText[]) => void;
  readonly reject: (error: Error) => void;
}

/** Reads text with Tesseract, compiled to WebAssembly, in a child process, one picture at a time. It starts with the first picture. */
export class TesseractFinder implements TextFinder {
  readonly #options: Required<TesseractOptions>;
  readonly #queue: Waiting[] = [];
  #child: ChildProcess | null = null;
  #current: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;
  #read = 0;
  #closed = false;

  constructor(options: TesseractOptions = {}) {
    this.#options = { deadlineMs: 60_000, idleMs: 60_000, maxPages: 8192, ...options };
  }

  findText(png: Uint8Array): Promise<readonly FoundText[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(stopping());
        return;
      }
      this.#queue.push({ png, resolve, reject });
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    this.#end(stopping());
    for (const waiting of this.#queue.splice(0)) waiting.reject(stopping());
  }

  #next(): void {
    if (this.#current !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#setTimer(this.#options.idleMs, () => {
        this.#end(null);
      });
      this.#timer?.unref();
      this.#child?.unref();
      this.#child?.channel?.unref();
      return;
    }
    this.#current = next;
    if (this.#read >= picturesOfProcess) this.#stopChild();
    const child = (this.#child ??= this.#start());
    child.ref();
    child.channel?.ref();
    this.#setTimer(this.#options.deadlineMs, () => {
      this.#end(new HubError('DEADLINE_EXCEEDED', 'looking for text took too long'));
    });
    this.#read += 1;
    // A send that fails is followed by the child's exit.
    child.send({ id: this.#read, png: next.png } satisfies Question, () => undefined);
  }

  #start(): ChildProcess {
    this.#read = 0;
    const child = fork(new URL('./reader.ts', import.meta.url), {
      serialization: 'advanced',
      // What the engine prints may hold what it reads.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--max-old-space-size=512', `--wasm-max-mem-pages=${String(this.#options.maxPages)}`],
      env: {},
    });
    child.on('message', ({ words }: Reply) => {
      if (this.#child !== child) return;
      const { current } = this.#finish();
      if (words === null) current?.reject(unreadable());
      else current?.resolve(words);
      this.#next();
    });
    const ended = () => {
      if (this.#child === child) this.#end(unreadable());
    };
    child.on('exit', ended);
    child.on('error', ended);
    return child;
  }

  #finish(): { readonly current: Waiting | null } {
    const current = this.#current;
    this.#current = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return { current };
  }

  #setTimer(afterMs: number, then: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(then, afterMs);
  }

  #stopChild(): void {
    const child = this.#child;
    this.#child = null;
    this.#read = 0;
    child?.kill('SIGKILL');
  }

  /** Gives up the process, and what it was doing; the next picture starts a new one. */
  #end(error: HubError | null): void {
    const { current } = this.#finish();
    this.#stopChild();
    if (error !== null) current?.reject(error);
    if (this.#queue.length > 0) this.#next();
  }
}

function unreadable(): HubError {
  return new HubError('UNSUPPORTED', 'the picture cannot be read');
}

function stopping(): HubError {
  return new HubError('UNAVAILABLE', 'the process is stopping');
}
