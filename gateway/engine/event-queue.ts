/** Events between a source that pushes and a reader that pulls, at most `capacity` of them. */
export class EventQueue<T> {
  readonly #capacity: number;
  readonly #waiting: T[] = [];
  #reader: { resolve: (result: IteratorResult<T, undefined>) => void; reject: (error: Error) => void } | undefined;
  #ended = false;
  #error: Error | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** False when the queue is full (the event is not kept). After the end events are dropped. */
  push(event: T): boolean {
    if (this.#ended) return true;
    if (this.#reader) {
      const { resolve } = this.#reader;
      this.#reader = undefined;
      resolve({ done: false, value: event });
      return true;
    }
    if (this.#waiting.length >= this.#capacity) return false;
    this.#waiting.push(event);
    return true;
  }

  /** Ends the queue after what waits in it. */
  end(): void {
    this.#ended = true;
    this.#reader?.resolve({ done: true, value: undefined });
    this.#reader = undefined;
  }

  /** Ends the queue at once: the next read throws the error. */
  fail(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#waiting.length = 0;
    if (this.#reader) this.#reader.reject(error);
    else this.#error = error;
    this.#reader = undefined;
  }

  /** The next event; one read at a time. */
  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#waiting.length > 0) return Promise.resolve({ done: false, value: this.#waiting.shift() as T });
    if (this.#error) {
      const error = this.#error;
      this.#error = undefined;
      return Promise.reject(error);
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }
}
