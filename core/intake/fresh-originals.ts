const defaultMostBytes = 96 * 1024 * 1024;
/** Whoever de-identifies here asks sooner; where another process does, nobody asks. */
const keptMs = 60_000;

interface Kept {
  readonly bytes: Uint8Array;
  readonly since: number;
}

/**
 * Originals that came in just now, so that what de-identifies them needn't read and open them again. They are on disk, sealed: what is dropped here
 * is only slower.
 */
export class FreshOriginals {
  readonly #mostBytes: number;
  /** In order of arrival. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(mostBytes = defaultMostBytes) {
    this.#mostBytes = mostBytes;
  }

  /** Keeps it while there is room; what is there goes first, since it is asked for first. */
  put(fileId: string, bytes: Uint8Array, now = Date.now()): void {
    for (const [id, { since }] of this.#kept) {
      if (now - since <= keptMs) break;
      this.take(id);
    }
    if (this.#kept.has(fileId) || this.#bytes + bytes.length > this.#mostBytes) return;
    this.#kept.set(fileId, { bytes, since: now });
    this.#bytes += bytes.length;
  }

  /** The bytes, which aren't kept any longer; null when they aren't here. */
  take(fileId: string): Uint8Array | null {
    const kept = this.#kept.get(fileId);
    if (kept === undefined) return null;
    this.#kept.delete(fileId);
    this.#bytes -= kept.bytes.length;
    return kept.bytes;
  }
}
