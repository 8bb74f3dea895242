import type { Readable } from 'node:stream';

/** A file that becomes an object. */
export interface StagedFile {
  readonly path: string;
  /** SHA-256 of its bytes, as lower-case hex. */
  readonly sha256: string;
}

/** Files on this machine that become objects without being copied. */
export interface Staging {
  /** Where a new file may be written. */
  newPath(): string;
  /** Makes whole files the objects of their addresses, durable when the promise resolves; nothing is at their paths afterwards. @throws UNAVAILABLE when the disk is full */
  take(files: readonly StagedFile[]): Promise<void>;
  /**
   * The same of a file whose bytes are on the disk already, which stays at its path until it is discarded: so a process that needs an object only once
   * something else is known of it, and dies before, leaves a trace.
   */
  takeTraced(file: StagedFile): Promise<void>;
  /** Deletes files; absent already is not an error. */
  discard(paths: readonly string[]): Promise<void>;
  /** Traces of dead processes. What else they left goes when the store is opened. */
  leftovers(): AsyncIterable<StagedFile>;
}

/** Content-addressed bytes: the address of an object is the SHA-256 of its content, lower-case hex. */
export interface ObjectStore {
  /** Absent where objects are not files of this machine. */
  readonly staging?: Staging;
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
