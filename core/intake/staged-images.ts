import type { SealedBytes } from '../ports/image-work.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** De-identified images of one transaction, sealed: those in files go into the object store together, which takes fewer waits for the disk. */
export class StagedImages implements AsyncDisposable {
  readonly #objects: ObjectStore;
  /** Addresses by path; null for what isn't written yet. */
  readonly #files = new Map<string, string | null>();

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  /** Where an image may be written; null: it is answered. */
  newPath(): string | null {
    const path = this.#objects.staging?.newPath() ?? null;
    if (path !== null) this.#files.set(path, null);
    return path;
  }

  /** @throws UNAVAILABLE when the disk is full */
  async add(sealed: SealedBytes, sha256: string): Promise<void> {
    if (sealed instanceof Uint8Array) await this.#objects.put(sealed, sha256);
    else this.#files.set(sealed.path, sha256);
  }

  /** All that were added are durable in the object store when the promise resolves. @throws UNAVAILABLE when the disk is full */
  async take(): Promise<void> {
    const files = [...this.#files].flatMap(([path, sha256]) => (sha256 === null ? [] : [{ path, sha256 }]));
    if (files.length > 0) await this.#objects.staging?.take(files);
    for (const { path } of files) this.#files.delete(path);
  }

  /** What was not taken goes. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#files.size > 0) await this.#objects.staging?.discard([...this.#files.keys()]);
  }
}
