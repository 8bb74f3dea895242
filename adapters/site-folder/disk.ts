import { Worker } from 'node:worker_threads';
import { HubError } from '../../core/errors.ts';
import type { Answer, Question, ReadFile } from './disk-worker.ts';
import type { Found, Listing } from './list-folder.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** What a folder could not be listed for: the system's code. */
export class DiskError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Lists folders and reads headers, in a thread of its own, which starts with the first question. */
export class Disk {
  readonly #root: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #nextId = 1;
  #closed = false;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws DiskError */
  list(path: string): Promise<Listing> {
    return this.#ask({ kind: 'list', path: this.#absolute(path), root: this.#root });
  }

  /** @throws DiskError */
  look(path: string): Promise<Found> {
    return this.#ask({ kind: 'look', path: this.#absolute(path), root: this.#root });
  }

  /** In their order. A file that takes the thread down with it cannot be read. */
  async read(paths: readonly string[]): Promise<readonly ReadFile[]> {
    try {
      return await this.#ask<readonly ReadFile[]>({ kind: 'read', paths: paths.map((path) => this.#absolute(path)) });
    } catch (error) {
      if (this.#closed) throw error;
      if (paths.length === 1) return [{ ok: false, reason: 'reading it took more than this machine has', code: null }];
      const each: ReadFile[] = [];
      for (const path of paths) each.push(...(await this.read([path])));
      return each;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    this.#fail();
  }

  #absolute(path: string): string {
    return path === '' ? this.#root : `${this.#root}/${path}`;
  }

  #ask<T>(question: Question): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) {
        reject(new HubError('UNAVAILABLE', 'the site is stopping'));
        return;
      }
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ ...question, id });
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./disk-worker.ts', import.meta.url), {
      // What Node prints may hold names of files.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value as never);
      else waiting?.reject(new DiskError(answer.code));
    });
    const end = (): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#fail();
    };
    worker.on('error', end);
    worker.on('exit', end);
    return worker;
  }

  /** What was asked of a thread that has ended. */
  #fail(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new HubError('UNAVAILABLE', 'the thread that reads files has ended'));
  }
}
