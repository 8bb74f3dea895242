import type { Readable } from 'node:stream';

/** Content-addressed bytes: the address of an object is the SHA-256 of its content, lower-case hex. */
export interface ObjectStore {
  /**
   * Durable (synced to disk) when the promise resolves; storing the same content again costs no space. `known` is the SHA-256 of bytes that a caller
   * has hashed already.
   */
  put(content: Uint8Array | Readable, known?: string): Promise<{ readonly sha256: string; readonly sizeBytes: number }>;
  /** @throws NOT_FOUND */
  get(sha256: string): Promise<Uint8Array>;
  /** A stream of the bytes, or of `start..end` inclusive. @throws NOT_FOUND before the stream begins */
  stream(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  /** Size in bytes, null when absent. */
  size(sha256: string): Promise<number | null>;
  /** Absent already is not an error. */
  delete(sha256: string): Promise<void>;
}
