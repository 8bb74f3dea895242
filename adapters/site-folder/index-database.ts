import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { HubError } from '../../core/errors.ts';

/**
 * Of the tables below, and of what is taken into them. An index of another version is made anew: all that it holds is in the folder. 2: no file
 * whose transfer syntax is no UID.
 */
const version = 2;

/**
 * Folders and files as they were when last looked at; studies, series and instances as their headers say. `state` of a file: 0 exposed, 1 has
 * the SOP Instance UID of another that is exposed, 2 cannot be read. An instance's metadata is deflated with its series' template, the
 * metadata of the first instance of it, as dictionary: what all slices share takes next to nothing.
 */
const schema = `
CREATE TABLE folder (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, parent INTEGER, device REAL NOT NULL, trouble TEXT);
CREATE INDEX folder_parent ON folder (parent);
CREATE INDEX folder_trouble ON folder (id) WHERE trouble IS NOT NULL;
CREATE TABLE file (
  id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name TEXT NOT NULL, size REAL NOT NULL, modified REAL NOT NULL,
  changed REAL NOT NULL, inode REAL NOT NULL, state INTEGER NOT NULL, uid TEXT, reason TEXT, UNIQUE (folder, name));
CREATE INDEX file_inode ON file (inode);
CREATE INDEX file_state ON file (state, uid) WHERE state <> 0;
CREATE TABLE study (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, date TEXT NOT NULL, patient TEXT NOT NULL, accession TEXT NOT NULL,
  names TEXT NOT NULL, attributes TEXT NOT NULL, source INTEGER NOT NULL, series INTEGER NOT NULL DEFAULT 0,
  instances INTEGER NOT NULL DEFAULT 0, modalities TEXT NOT NULL DEFAULT ',', classes TEXT NOT NULL DEFAULT '');
CREATE INDEX study_order ON study (date DESC, uid, series, instances);
CREATE INDEX study_patient ON study (patient);
CREATE INDEX study_accession ON study (accession);
CREATE TABLE series (
  id INTEGER PRIMARY KEY, study INTEGER NOT NULL, uid TEXT NOT NULL, number INTEGER NOT NULL, modality TEXT,
  attributes TEXT NOT NULL, source INTEGER NOT NULL, template BLOB NOT NULL, instances INTEGER NOT NULL DEFAULT 0,
  UNIQUE (study, uid));
CREATE INDEX series_uid ON series (uid);
CREATE TABLE instance (
  id INTEGER PRIMARY KEY AUTOINCREMENT, series INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE, number INTEGER NOT NULL,
  file INTEGER NOT NULL, class TEXT NOT NULL, syntax TEXT NOT NULL, frames INTEGER NOT NULL, part10 INTEGER NOT NULL,
  metadata BLOB NOT NULL);
CREATE INDEX instance_order ON instance (series, number, uid, class);
PRAGMA user_version = ${String(version)};
`;

/**
 * The database of a folder's index: in `directory`, or in memory when that is null. One that is broken or of another version is replaced.
 * @throws CONFLICT when another process has it open
 */
export function openIndexDatabase(directory: string | null): DatabaseSync {
  if (directory === null) return prepared(new IndexDatabase(':memory:'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'index.sqlite');
  let database: IndexDatabase | null = null;
  try {
    database = new IndexDatabase(path);
    return prepared(database);
  } catch (error) {
    database?.close();
    // SQLITE_BUSY, and SQLITE_LOCKED
    if ([5, 6].includes((error as { errcode?: number }).errcode ?? 0))
      throw new HubError('CONFLICT', 'expected an index that no other process has open; another site uses it');
    // SQLITE_CORRUPT and SQLITE_NOTADB, and what we say ourselves of another version
    if (!(error instanceof OtherVersion) && ![11, 26].includes((error as { errcode?: number }).errcode ?? 0))
      throw error;
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    return prepared(new IndexDatabase(path));
  }
}

/** Keeps what it has prepared: the same few statements are run for each file. */
class IndexDatabase extends DatabaseSync {
  readonly #prepared = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? super.prepare(sql);
    // Questions of clients come in many forms, so they are not kept without end.
    if (this.#prepared.size < 200) this.#prepared.set(sql, statement);
    return statement;
  }
}

class OtherVersion extends Error {}

function prepared(database: DatabaseSync): DatabaseSync {
  // Exclusive: one process writes it, and WAL needs no shared memory. A transaction that a power cut takes is found again in the folder.
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE; COMMIT',
  );
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (found === version) return database;
  if (found !== 0) throw new OtherVersion();
  database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
  return database;
}
