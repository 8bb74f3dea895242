import type { Readable } from 'node:stream';

/** One file of an archive. */
export interface PackedFile {
  /** Path in the archive, with '/'. */
  readonly name: string;
  /** Opened when its turn comes. */
  readonly open: () => Promise<Uint8Array | Readable>;
}

/** Puts files into one archive, one after the other as it is read. A file that can't be opened or read ends the stream with that error. */
export interface Packer {
  pack(files: readonly PackedFile[], at: Date): Readable;
}
