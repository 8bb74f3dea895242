/** Lets work through while the weights of what is under way are at most `limit` together; what is heavier goes alone. In order. */
export class Weights {
  readonly #limit: number;
  readonly #waiting: { readonly weight: number; readonly go: () => void }[] = [];
  #busy = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async run<T>(weight: number, work: () => Promise<T>): Promise<T> {
    const counted = Math.min(weight, this.#limit);
    if (this.#waiting.length > 0 || this.#busy + counted > this.#limit) {
      await new Promise<void>((go) => this.#waiting.push({ weight: counted, go }));
    } else {
      this.#busy += counted;
    }
    try {
      return await work();
    } finally {
      this.#busy -= counted;
      for (
        let next = this.#waiting[0];
        next !== undefined && this.#busy + next.weight <= this.#limit;
        next = this.#waiting[0]
      ) {
        this.#waiting.shift();
        this.#busy += next.weight;
        next.go();
      }
    }
  }
}
