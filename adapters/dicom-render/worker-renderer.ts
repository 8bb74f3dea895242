import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HubError } from '../../core/errors.ts';
import type { PixelDecoder } from '../../core/ports/pixel-decoder.ts';
import type { BulkDataRequest, FrameRequest, PixelRenderer, RenderRequest } from '../../core/ports/pixel-renderer.ts';
import type { Question, Reply } from './render-worker.ts';

export interface RendererOptions {
  /** @default half of the processors, at most 4 */
  readonly workers?: number;
  /** What one request may take, from when its turn comes. @default 20000 */
  readonly deadlineMs?: number;
  /** Requests that may wait; more are refused. @default 1000 */
  readonly maxWaiting?: number;
  /** JavaScript heap of a worker; frames lie outside of it and are bounded by their declared size. @default 512 */
  readonly maxHeapMb?: number;
}

type Work = Question extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

interface Waiting {
  readonly work: Work;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  worker: Worker;
  current: Waiting | null;
  timer: NodeJS.Timeout | null;
}

/**
 * Pixels are decoded in worker threads: a file that runs into an endless loop, out of memory or into a fault of a codec
 * costs its own request, and the thread is replaced. Threads start with the first request.
 */
export class WorkerRenderer implements PixelRenderer, PixelDecoder {
  readonly #options: Required<RendererOptions>;
  readonly #slots: Slot[] = [];
  readonly #queue: Waiting[] = [];
  #nextId = 1;
  #closed = false;

  constructor(options: RendererOptions = {}) {
    const workers = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
    this.#options = { workers, deadlineMs: 20_000, maxWaiting: 1000, maxHeapMb: 512, ...options };
  }

  render(request: RenderRequest): Promise<Uint8Array> {
    return this.#ask({ kind: 'render', request });
  }

  frame(request: FrameRequest): Promise<Uint8Array> {
    return this.#ask({ kind: 'frame', request });
  }

  bulkData(request: BulkDataRequest): Promise<Uint8Array> {
    return this.#ask({ kind: 'bulkData', request });
  }

  decompress(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#ask({ kind: 'decompress', bytes });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const unfinished = [...this.#slots.map((slot) => this.#finish(slot)), ...this.#queue.splice(0)];
    for (const waiting of unfinished) waiting?.reject(new HubError('UNAVAILABLE', 'the process is stopping'));
    await Promise.all(this.#slots.map((slot) => slot.worker.terminate()));
  }

  #ask(work: Work): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#queue.length >= this.#options.maxWaiting) {
        reject(
          new HubError(
            'UNAVAILABLE',
            this.#closed ? 'the process is stopping' : 'too many pictures are asked for at once',
          ),
        );
        return;
      }
      this.#queue.push({ work, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const slot = this.#slots.find((one) => one.current === null) ?? this.#addSlot();
      const next = slot && this.#queue.shift();
      if (!slot || !next) return;
      slot.current = next;
      slot.timer = setTimeout(() => {
        this.#replace(slot, new HubError('DEADLINE_EXCEEDED', 'decoding took too long'));
      }, this.#options.deadlineMs);
      slot.worker.postMessage({ ...next.work, id: this.#nextId++ });
    }
  }

  #addSlot(): Slot | null {
    if (this.#slots.length >= this.#options.workers) return null;
    const slot: Slot = { worker: this.#start(() => slot), current: null, timer: null };
    this.#slots.push(slot);
    return slot;
  }

  #start(slotOf: () => Slot): Worker {
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.maxHeapMb },
      // What a codec prints may hold values of the file.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.unref();
    worker.on('message', (reply: Reply) => {
      const slot = slotOf();
      if (slot.worker !== worker) return;
      if ('bytes' in reply) this.#finish(slot)?.resolve(reply.bytes);
      else {
        const error = reply.code === null ? undecodable() : new HubError(reply.code, reply.message);
        // A codec that failed may have left its memory in any state.
        if (reply.broken) this.#replace(slot, error);
        else this.#finish(slot)?.reject(error);
      }
      this.#dispatch();
    });
    const ended = () => {
      const slot = slotOf();
      if (slot.worker === worker && this.#slots.includes(slot) && !this.#closed) this.#replace(slot, undecodable());
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }

  #finish(slot: Slot): Waiting | null {
    if (slot.timer) clearTimeout(slot.timer);
    const { current } = slot;
    slot.current = null;
    slot.timer = null;
    return current;
  }

  /** Gives up the slot's thread, and what it was doing; the next request starts a new one. */
  #replace(slot: Slot, error: HubError): void {
    const current = this.#finish(slot);
    this.#slots.splice(this.#slots.indexOf(slot), 1);
    current?.reject(error);
    void slot.worker.terminate();
    this.#dispatch();
  }
}

function undecodable(): HubError {
  return new HubError('UNSUPPORTED', 'the pixels cannot be decoded');
}
