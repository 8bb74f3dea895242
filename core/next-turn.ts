/**
 * Questions that are asked again before they are put: one answer serves all who asked. A question is put in the next turn of the event loop, so
 * its answer is never older than the asking. Not for questions within a transaction, whose answers are that one's own.
 */
export class NextTurn<T> {
  readonly #asked = new Map<string, Promise<T>>();

  ask(key: string, put: () => Promise<T>): Promise<T> {
    const asked =
      this.#asked.get(key) ??
      new Promise<T>((resolve) => {
        setImmediate(() => {
          this.#asked.delete(key);
          resolve(Promise.resolve().then(put));
        });
      });
    this.#asked.set(key, asked);
    return asked;
  }
}
