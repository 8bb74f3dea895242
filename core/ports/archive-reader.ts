/** One member of an archive of files. */
export interface ArchiveMember {
  /** As the archive has it: may hold a patient's name, and need not be a path that is any good. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Why it can't be read; null when it can. */
  readonly unreadable: 'encrypted' | 'of an unknown compression' | null;
  /** As the archive says, once it is inflated. */
  readonly sizeBytes: number;
  /** Its bytes, inflated; ends with an error when they are not those that the archive says (length, CRC-32). */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** An archive that has been taken in, to be read once. */
export interface OpenArchive extends AsyncDisposable {
  readonly sizeBytes: number;
  /** In its order; ends with an error where its directory can't be read further. */
  members(): AsyncIterable<ArchiveMember>;
}

/** Reads archives of files (ZIP). */
export interface ArchiveReader {
  /** Takes the archive in; it leaves nothing behind once it is disposed of. Null when the bytes are no such archive, or more than `maxBytes`. @throws UNAVAILABLE when there is no room */
  open(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<OpenArchive | null>;
}
