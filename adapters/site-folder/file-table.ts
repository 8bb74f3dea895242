import type { DatabaseSync } from 'node:sqlite';
import { dirname } from 'node:path';

/** What says that a file is the one that was read: a rename, too, changes `changedMs`. */
export interface FileStamp {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
}

export type FileState = 'exposed' | 'duplicate' | 'unreadable';

export interface FileRow extends FileStamp {
  readonly id: number;
  /** Below the root. */
  readonly path: string;
  readonly state: FileState;
  /** SOP Instance UID, of an exposed file or a duplicate. */
  readonly uid: string | null;
  /** Why it is unreadable. */
  readonly reason: string | null;
}

export interface FolderRow {
  readonly id: number;
  readonly path: string;
  readonly device: number;
}

const states: readonly FileState[] = ['exposed', 'duplicate', 'unreadable'];
/** As the index of such files says it: else SQLite looks at all. */
const isLeftOut = 'file.state <> 0';
const columns = 'file.*, folder.path AS parent FROM file JOIN folder ON folder.id = file.folder';

/** True when nothing says that the file is another than the one that was read. */
export function isSameFile(a: FileStamp, b: FileStamp): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedMs === b.modifiedMs && a.changedMs === b.changedMs;
}

/** The folders and files that were seen, by path below the root, which is itself the folder ''. */
export class FileTable {
  readonly #db: DatabaseSync;
  readonly #get;
  readonly #insert;
  readonly #folder;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#folder = db.prepare('SELECT id, path, device FROM folder WHERE path = ?');
    this.#get = db.prepare(`SELECT ${columns} WHERE folder.path = ? AND file.name = ?`);
    this.#insert = db.prepare(
      `INSERT INTO file (folder, name, size, modified, changed, inode, state, uid, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (folder, name) DO UPDATE SET size = excluded.size, modified = excluded.modified, changed = excluded.changed,
         inode = excluded.inode, state = excluded.state, uid = excluded.uid, reason = excluded.reason RETURNING id`,
    );
  }

  folder(path: string): FolderRow | undefined {
    return this.#folder.get(path) as unknown as FolderRow | undefined;
  }

  /** The row of a folder, and of those above it. `device`: where it lies. */
  putFolder(path: string, device: number): FolderRow {
    const known = this.folder(path);
    if (known) {
      if (known.device !== device) this.#db.prepare('UPDATE folder SET device = ? WHERE id = ?').run(device, known.id);
      return { ...known, device };
    }
    const parent = path === '' ? null : (this.folder(parentOf(path)) ?? this.putFolder(parentOf(path), device)).id;
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO folder (path, parent, device) VALUES (?, ?, ?)')
      .run(path, parent, device);
    return { id: Number(lastInsertRowid), path, device };
  }

  /** Null: it can be read again. */
  setTrouble(path: string, trouble: string | null): void {
    this.#db.prepare('UPDATE folder SET trouble = ? WHERE path = ? AND trouble IS NOT ?').run(trouble, path, trouble);
  }

  troubledFolders(): number {
    return countOf(this.#db.prepare('SELECT count(*) AS n FROM folder WHERE trouble IS NOT NULL').get());
  }

  foldersIn(path: string): readonly string[] {
    return this.#db
      .prepare('SELECT path FROM folder WHERE parent = (SELECT id FROM folder WHERE path = ?)')
      .all(path)
      .map((row) => String(row['path']));
  }

  /** Of a folder in which there is neither file nor folder any more. */
  deleteFolder(path: string): void {
    this.#db.prepare('DELETE FROM folder WHERE path = ?').run(path);
  }

  filesIn(path: string): readonly FileRow[] {
    return this.#db.prepare(`SELECT ${columns} WHERE folder.path = ?`).all(path).map(rowOf);
  }

  at(path: string): FileRow | undefined {
    const row = this.#get.get(parentOf(path), nameOf(path));
    return row && rowOf(row);
  }

  byId(id: number): FileRow | undefined {
    const row = this.#db.prepare(`SELECT ${columns} WHERE file.id = ?`).get(id);
    return row && rowOf(row);
  }

  /** Exposed ones that were at another path with this inode, size and time: what has been moved may be one of them. */
  movedFrom(stamp: FileStamp): readonly FileRow[] {
    return this.#db
      .prepare(`SELECT ${columns} WHERE file.inode = ? AND file.size = ? AND file.modified = ? AND file.state = 0`)
      .all(stamp.inode, stamp.sizeBytes, stamp.modifiedMs)
      .map(rowOf);
  }

  duplicatesOf(uid: string): readonly FileRow[] {
    return this.#db
      .prepare(`SELECT ${columns} WHERE ${isLeftOut} AND file.state = 1 AND file.uid = ? ORDER BY file.id`)
      .all(uid)
      .map(rowOf);
  }

  /** Its folder must be there. Answers the row's id. */
  put(path: string, stamp: FileStamp, state: FileState, uid: string | null, reason: string | null = null): number {
    const folder = this.folder(parentOf(path))?.id ?? -1;
    const { sizeBytes, modifiedMs, changedMs, inode } = stamp;
    const row = this.#insert.get(
      ...[folder, nameOf(path), sizeBytes, modifiedMs, changedMs, inode],
      ...[states.indexOf(state), uid, reason],
    );
    return Number(row?.['id']);
  }

  /** The same file at another place. */
  move(id: number, path: string, stamp: FileStamp): void {
    this.#db
      .prepare('UPDATE file SET folder = ?, name = ?, changed = ? WHERE id = ?')
      .run(this.folder(parentOf(path))?.id ?? -1, nameOf(path), stamp.changedMs, id);
  }

  delete(id: number): void {
    this.#db.prepare('DELETE FROM file WHERE id = ?').run(id);
  }

  count(state: 'duplicate' | 'unreadable'): number {
    const sql = `SELECT count(*) AS n FROM file WHERE ${isLeftOut} AND state = ${String(states.indexOf(state))}`;
    return countOf(this.#db.prepare(sql).get());
  }

  /** A hundred of them, by path: those that were found first, as the index has them, so that not all need be sorted. */
  unreadable(): readonly { readonly path: string; readonly reason: string }[] {
    return this.#db
      .prepare(
        `SELECT ${columns} WHERE ${isLeftOut} AND file.state = 2 AND file.uid IS NULL ORDER BY file.id LIMIT 100`,
      )
      .all()
      .map(rowOf)
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, reason }) => ({ path, reason: reason ?? '' }));
  }
}

export function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === '.' ? '' : parent;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function countOf(row: Record<string, unknown> | undefined): number {
  return Number(row?.['n'] ?? 0);
}

function rowOf(row: Record<string, unknown>): FileRow {
  const { id, parent, name, size, modified, changed, inode, state, uid, reason } = row;
  return {
    id: id as number,
    path: parent === '' ? (name as string) : `${parent as string}/${name as string}`,
    sizeBytes: size as number,
    modifiedMs: modified as number,
    changedMs: changed as number,
    inode: inode as number,
    state: states[state as number] ?? 'unreadable',
    uid: uid as string | null,
    reason: reason as string | null,
  };
}
