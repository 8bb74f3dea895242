import { isSameFile, type FileStamp } from './file-table.ts';

/** Files that were changed lately, which somebody may still be writing. */
export class Quiet {
  readonly #quietMs: number;
  readonly #restless = new Map<string, { readonly stamp: FileStamp | null; readonly at: number }>();

  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  get isEmpty(): boolean {
    return this.#restless.size === 0;
  }

  /** True when the file is as it was when last seen, and that was long enough ago. Else `due` names it later. */
  isQuiet(path: string, stamp: FileStamp): boolean {
    const now = Date.now();
    const last = this.#restless.get(path);
    const isOld = stamp.modifiedMs < now - this.#quietMs;
    const seen = last?.stamp ?? null;
    const isUnchanged = seen !== null && isSameFile(seen, stamp);
    if ((isUnchanged && now - (last?.at ?? now) >= this.#quietMs) || (isOld && seen === null)) {
      this.#restless.delete(path);
      return true;
    }
    if (!isUnchanged) this.#restless.set(path, { stamp, at: now });
    return false;
  }

  /** It changed while it was read. */
  again(path: string): void {
    this.#restless.set(path, { stamp: null, at: Date.now() - this.#quietMs });
  }

  forget(path: string): void {
    this.#restless.delete(path);
  }

  /** Those whose time has come to be looked at. */
  due(): readonly string[] {
    const until = Date.now() - this.#quietMs;
    return [...this.#restless].filter(([, { at }]) => at <= until).map(([path]) => path);
  }
}
