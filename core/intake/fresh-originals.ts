const defaultMostBytes = 96 * 1024 * 1024;

/**
 * Originals that came in just now, so that what de-identifies them needn't read and open them again. They are on disk, sealed: what is dropped here
 * is only slower.
 */
export class FreshOriginals {
  readonly #mostBytes: number;
  readonly #kept = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(mostBytes = defaultMostBytes) {
    this.#mostBytes = mostBytes;
  }

  /** Keeps it while there is room; what is there goes first, since it is asked for first. */
  put(fileId: string, bytes: Uint8Array): void {
    if (this.#kept.has(fileId) || this.#bytes + bytes.length > this.#mostBytes) return;
    this.#kept.set(fileId, bytes);
    this.#bytes += bytes.length;
  }

  /** The bytes, which aren't kept any longer; null when they aren't here. */
  take(fileId: string): Uint8Array | null {
    const bytes = this.#kept.get(fileId);
    if (bytes === undefined) return null;
    this.#kept.delete(fileId);
    this.#bytes -= bytes.length;
    return bytes;
  }
}
