/** Uses after which a statement is worth keeping prepared on each connection. */
const often = 10;
const mostNames = 250;
const mostTexts = 2000;

/**
 * Names for the statements that come often, so that PostgreSQL parses and plans each once a connection: of a small statement that is most of
 * its time. Bounded, for a statement whose text is never twice the same.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #uses = new Map<string, number>();
  /** Those whose plans have become wrong. */
  readonly #plain = new Set<string>();
  #given = 0;

  /** The name of the text; undefined while it is not worth one. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#plain.has(text)) return known;
    const uses = (this.#uses.get(text) ?? 0) + 1;
    if (uses < often || this.#names.size >= mostNames) {
      if (this.#uses.size >= mostTexts) this.#uses.clear();
      this.#uses.set(text, uses);
      return undefined;
    }
    this.#uses.delete(text);
    const name = `often_${String(++this.#given)}`;
    this.#names.set(text, name);
    return name;
  }

  /** It goes without a name from now on: a migration has changed what it answers. */
  giveUp(text: string): void {
    this.#names.delete(text);
    this.#plain.add(text);
  }
}
