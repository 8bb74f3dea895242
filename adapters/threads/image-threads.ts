import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HubError } from '../../core/errors.ts';
import type { DeidentificationProfile } from '../../core/deidentification/profile.ts';
import { sharedBytes } from '../../core/intake/shared-bytes.ts';
import type {
  ArrivalTask,
  DeidentifiedImage,
  DeidentifyTask,
  ImageWork,
  LookedAt,
} from '../../core/ports/image-work.ts';
import type { Message, Reply } from './image-thread.ts';

export interface ImageThreadsOptions {
  /** @default as many as processors, at most 8 */
  readonly threads?: number;
  /** JavaScript heap of a thread; the bytes of files lie outside of it. @default 1024 */
  readonly maxHeapMb?: number;
  /** What a thread runs. @default what looks at images and de-identifies them */
  readonly script?: URL;
}

const script = new URL('./image-thread.ts', import.meta.url);

type Task =
  | { readonly kind: 'lookAt'; readonly task: ArrivalTask }
  | { readonly kind: 'deidentify'; readonly task: DeidentifyTask };

interface Waiting {
  readonly work: Task;
  readonly resolve: (done: LookedAt | DeidentifiedImage) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  current: Waiting | null;
  /** The profile that it has: a long list, which most images in a row share. */
  profile: DeidentificationProfile | null;
}

/**
 * Images are looked at, sealed and de-identified in threads, while this one talks to senders and stores. What somebody waits for at the door goes
 * before what is done afterwards. A thread that dies is replaced: a file that took all its memory is refused, any other may be tried again.
 */
export class ImageThreads implements ImageWork {
  readonly #options: Required<ImageThreadsOptions>;
  readonly #threads = new Set<Thread>();
  readonly #atDoor: Waiting[] = [];
  readonly #behind: Waiting[] = [];
  #closed = false;

  constructor(options: ImageThreadsOptions = {}) {
    this.#options = { threads: Math.max(1, Math.min(8, availableParallelism())), maxHeapMb: 1024, script, ...options };
  }

  lookAt(task: ArrivalTask): Promise<LookedAt> {
    return this.#ask(this.#atDoor, { kind: 'lookAt', task }) as Promise<LookedAt>;
  }

  deidentify(task: DeidentifyTask): Promise<DeidentifiedImage> {
    return this.#ask(this.#behind, { kind: 'deidentify', task }) as Promise<DeidentifiedImage>;
  }

  /** Ends the threads; what they were at is rejected, and may be tried again in another process. */
  async close(): Promise<void> {
    this.#closed = true;
    const threads = [...this.#threads];
    // Before they end: their end says nothing of a file.
    this.#threads.clear();
    const left = [...threads.map(({ current }) => current), ...this.#atDoor.splice(0), ...this.#behind.splice(0)];
    for (const waiting of left) waiting?.reject(stopping());
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #ask(queue: Waiting[], work: Task): Promise<LookedAt | DeidentifiedImage> {
    if (this.#closed) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      queue.push({ work, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#atDoor.length + this.#behind.length > 0) {
      const thread = [...this.#threads].find(({ current }) => current === null) ?? this.#start();
      const next = thread && (this.#atDoor.shift() ?? this.#behind.shift());
      if (!thread || !next) return;
      // Memory that threads share goes over as it is, other bytes as a copy: whoever asked keeps theirs. Where there is no memory for it, the thread stays free.
      const bytes = shared(next.work.task.bytes);
      if (bytes === null) {
        next.reject(
          new HubError('UNAVAILABLE', 'the hub has no memory for the file just now: try again', { tryAlone: true }),
        );
        continue;
      }
      thread.current = next;
      thread.worker.postMessage(messageFor(thread, next.work, bytes));
    }
  }

  #start(): Thread | null {
    if (this.#threads.size >= this.#options.threads) return null;
    const worker = new Worker(this.#options.script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.maxHeapMb },
    });
    worker.unref();
    const thread: Thread = { worker, current: null, profile: null };
    this.#threads.add(thread);
    worker.on('message', (reply: Reply) => {
      const { current } = thread;
      thread.current = null;
      if ('done' in reply) current?.resolve(reply.done);
      else current?.reject(new HubError(reply.failed.code, reply.failed.message, reply.failed.details));
      this.#dispatch();
    });
    const ended = (how: unknown) => {
      if (!this.#threads.delete(thread)) return;
      const { current } = thread;
      // Any other death says nothing of the file.
      const tookAllMemory = (how as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (current?.work.kind === 'deidentify' && tookAllMemory)
        current.resolve({ refused: 'cannot be de-identified in the memory there is' });
      else if (current?.work.kind === 'deidentify')
        current.reject(
          new HubError('UNAVAILABLE', 'a thread that de-identifies images ended: try again', { tryAlone: true }),
        );
      else current?.reject(new HubError('UNAVAILABLE', 'the hub could not look at the file: send it again'));
      this.#dispatch();
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return thread;
  }
}

function messageFor(thread: Thread, work: Task, bytes: Uint8Array): Message {
  if (work.kind === 'lookAt') return { ...work, task: { ...work.task, bytes } };
  const { profile } = work.task;
  const isThere = thread.profile === profile;
  thread.profile = profile;
  return { kind: 'deidentify', task: { ...work.task, bytes, profile: isThere ? null : profile } };
}

function shared(bytes: Uint8Array): Uint8Array | null {
  try {
    return sharedBytes([bytes]);
  } catch {
    return null;
  }
}

const stopping = (): HubError => new HubError('UNAVAILABLE', 'the process is stopping');
