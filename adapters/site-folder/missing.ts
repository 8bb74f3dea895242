import { hide, isPassing, takeOne, type Tables } from './take-in.ts';
import type { FileRow } from './file-table.ts';

interface Gone {
  readonly kind: 'file' | 'folder';
  readonly at: number;
  /** Found by a walk: what was moved may turn up until it ends. */
  readonly byWalk: boolean;
}

/** Files of a folder that has gone that are forgotten at a time. */
const batch = 500;

/** What has gone from its place: it may have been moved, so it is forgotten only when it has not turned up elsewhere. */
export class Missing {
  readonly #tables: Tables;
  readonly #graceMs: number;
  readonly #isThere: (path: string) => Promise<boolean>;
  readonly #gone = new Map<string, Gone>();

  /** `isThere`: whether the disk is there on which the path would be, so that its absence says something. */
  constructor(tables: Tables, graceMs: number, isThere: (path: string) => Promise<boolean>) {
    this.#tables = tables;
    this.#graceMs = graceMs;
    this.#isThere = isThere;
  }

  note(path: string, kind: 'file' | 'folder', byWalk: boolean): void {
    if (this.#gone.get(path)?.kind !== kind) this.#gone.set(path, { kind, at: Date.now(), byWalk });
  }

  /** It is at its place, after all. */
  found(path: string): void {
    this.#gone.delete(path);
  }

  get isDue(): boolean {
    return this.#due(false).length > 0;
  }

  /** Forgets what is still gone; `all`: also what a walk has missed, which is at its end. Answers the paths. */
  async drop(all: boolean): Promise<readonly string[]> {
    const due = this.#due(all);
    const dropped: string[] = [];
    for (const [path, { kind }] of due) {
      this.#gone.delete(path);
      const found = await this.#tables.disk.look(path).catch(() => 'unknown' as const);
      if (found === 'unknown' || found?.kind === kind || !(await this.#isThere(path))) continue;
      if (kind === 'folder') await this.#dropFolder(path);
      else {
        const row = this.#tables.files.at(path);
        if (row) await this.#dropFiles([row]);
      }
      dropped.push(path);
    }
    return dropped;
  }

  #due(all: boolean): readonly (readonly [string, Gone])[] {
    const until = Date.now() - this.#graceMs;
    return [...this.#gone].filter(([, { at, byWalk }]) => (byWalk ? all : at <= until));
  }

  async #dropFolder(path: string): Promise<void> {
    const { files } = this.#tables;
    for (const below of files.foldersIn(path)) await this.#dropFolder(below);
    const rows = files.filesIn(path);
    for (let at = 0; at < rows.length; at += batch) await this.#dropFiles(rows.slice(at, at + batch));
    if (files.filesIn(path).length === 0) files.deleteFolder(path);
  }

  /** Another file of the same instance takes its place at once. */
  async #dropFiles(rows: readonly FileRow[]): Promise<void> {
    const { files, instances, disk } = this.#tables;
    const isGoing = new Set(rows.map(({ id }) => id));
    const heirs = rows.flatMap((row) => {
      // All of them: the first takes its place, and the others are duplicates of that one.
      return row.state === 'exposed' ? files.duplicatesOf(row.uid ?? '').filter(({ id }) => !isGoing.has(id)) : [];
    });
    const read = heirs.length === 0 ? [] : await disk.read(heirs.map(({ path }) => path));
    instances.transact(() => {
      for (const row of rows) {
        // It may have been moved, or taken in anew, meanwhile.
        const now = files.byId(row.id);
        if (now?.path !== row.path || now.state !== row.state) continue;
        if (row.state === 'exposed') hide(this.#tables, row);
        files.delete(row.id);
      }
      for (const [index, heir] of heirs.entries()) {
        const one = read[index];
        if (one && !isPassing(one))
          takeOne(this.#tables, { path: heir.path, stamp: one.ok ? one.stamp : heir }, one, new Set());
      }
    });
  }
}
