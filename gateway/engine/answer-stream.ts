import type { ExecutionResult } from 'graphql';
import { asError } from '../../core/errors.ts';

type Answer = IteratorResult<ExecutionResult, undefined>;
const finished: Answer = { done: true, value: undefined };

/** Not an async generator function, whose return() would wait for a pending next() that may never come. */
export class AnswerStream implements AsyncGenerator<ExecutionResult, undefined> {
  readonly #pull: () => Promise<Answer>;
  readonly #events: Pick<AsyncIterator<unknown>, 'return'>;
  readonly #onEnd: () => void;
  #ended = false;
  #settlePending: ((answer: Answer) => void) | undefined;

  constructor(pull: () => Promise<Answer>, events: Pick<AsyncIterator<unknown>, 'return'>, onEnd: () => void) {
    this.#pull = pull;
    this.#events = events;
    this.#onEnd = onEnd;
  }

  next(): Promise<Answer> {
    if (this.#ended) return Promise.resolve(finished);
    return new Promise((resolve, reject) => {
      this.#settlePending = resolve;
      this.#pull().then(
        (answer) => {
          if (answer.done) this.#end();
          resolve(answer);
        },
        (error: unknown) => {
          this.#end();
          reject(asError(error));
        },
      );
    });
  }

  return(): Promise<Answer> {
    if (!this.#ended) {
      this.#end();
      this.#settlePending?.(finished);
      // A source that awaits its own next event answers this late or never; nobody has to wait for it, or hear how it ended.
      this.#events.return?.().then(undefined, () => undefined);
    }
    return Promise.resolve(finished);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }

  async throw(error: unknown): Promise<Answer> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
