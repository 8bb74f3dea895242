/** A label's values, of which others choose the names: the first so many are told apart, the rest are `other`. */
export class FewNames {
  readonly #most: number;
  readonly #names = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  of(name: string): string {
    if (name === '' || this.#names.has(name)) return name;
    if (this.#names.size >= this.#most || name.length > 64) return 'other';
    this.#names.add(name);
    return name;
  }
}
