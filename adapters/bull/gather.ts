/**
 * Answers one item's result of a call that serves many: items asked for while a call is under way, or within one turn of
 * the event loop, share the next call. So no statement is made per job, and none waits for a timer.
 */
export class Gather<In, Out> {
  readonly #call: (items: readonly In[]) => Promise<readonly Out[]>;
  readonly #most: number;
  #waiting: { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }[] = [];
  #running = false;

  /** @param call answers one result per item, in order; at most `most` items at a time */
  constructor(call: (items: readonly In[]) => Promise<readonly Out[]>, most: number) {
    this.#call = call;
    this.#most = most;
  }

  ask(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#most);
      try {
        const results = await this.#call(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Out);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
