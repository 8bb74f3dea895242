type Write = (items: readonly unknown[]) => Promise<void>;

/** What a transaction gathers while it works, to be written together at its end. */
export class Gathered {
  readonly #waiting = new Map<object, { readonly items: unknown[]; readonly write: Write }>();

  /** Keeps the item for the first `write` that came with its owner. */
  add<T>(owner: object, item: T, write: (items: readonly T[]) => Promise<void>): void {
    const of = this.#waiting.get(owner);
    if (of) of.items.push(item);
    else this.#waiting.set(owner, { items: [item], write: write as Write });
  }

  /** Writes all of it, and what is gathered meanwhile; of one owner alone where that is said. Call it within the transaction. */
  async write(owner?: object): Promise<void> {
    const left = () => [...this.#waiting].filter(([one]) => owner === undefined || one === owner);
    for (let some = left(); some.length > 0; some = left()) {
      for (const [one] of some) this.#waiting.delete(one);
      for (const [, { items, write }] of some) await write(items);
    }
  }
}
