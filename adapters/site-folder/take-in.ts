import type { Disk } from './disk.ts';
import type { ReadFile } from './disk-worker.ts';
import { isSameFile, parentOf, type FileRow, type FileStamp, type FileTable } from './file-table.ts';
import type { InstanceTable } from './instance-table.ts';

/** A file that is new or has changed, by its path below the root. */
export interface FreshFile {
  readonly path: string;
  readonly stamp: FileStamp;
}

export interface Taken {
  /** Paths that are to be looked at again: they changed while they were read, or take another's place. */
  readonly again: readonly string[];
  /** Why files are left out, by path. */
  readonly refused: ReadonlyMap<string, string>;
}

export interface Tables {
  readonly files: FileTable;
  readonly instances: InstanceTable;
  readonly disk: Disk;
}

/** Takes files into the index: those that only were moved without reading them, the others by their headers. */
export async function takeIn(tables: Tables, fresh: readonly FreshFile[]): Promise<Taken> {
  const { files, instances, disk } = tables;
  const moved: { readonly from: FileRow; readonly file: FreshFile }[] = [];
  const unread: FreshFile[] = [];
  for (const file of fresh) {
    const from = files.at(file.path) ? undefined : await goneOf(disk, files.movedFrom(file.stamp));
    if (from && !moved.some((one) => one.from.id === from.id)) moved.push({ from, file });
    else unread.push(file);
  }
  const read = unread.length === 0 ? [] : await disk.read(unread.map(({ path }) => path));
  const gone = new Set<number>();
  for (const one of read) {
    const other = one.ok ? instances.fileOf(one.header.sopInstanceUID) : null;
    const row = other === null ? undefined : files.byId(other);
    if (row && (await goneOf(disk, [row]))) gone.add(row.id);
  }
  return instances.transact(() => {
    const again: string[] = [];
    const refused = new Map<string, string>();
    for (const { from, file } of moved) {
      const isUnchanged = files.byId(from.id)?.path === from.path && !files.at(file.path);
      if (isUnchanged && files.folder(parentOf(file.path))) files.move(from.id, file.path, file.stamp);
      else again.push(file.path);
    }
    for (const [index, file] of unread.entries()) {
      const one = read[index];
      if (!one || !files.folder(parentOf(file.path))) continue;
      if (one.ok && !isSameFile(one.stamp, file.stamp)) again.push(file.path);
      else again.push(...takeOne(tables, file, one, gone));
      if (!one.ok && one.code !== 'ENOENT') refused.set(file.path, one.reason);
    }
    return { again, refused };
  });
}

/** Within a transaction. Answers the paths that may take the place of what went. */
export function takeOne(
  tables: Pick<Tables, 'files' | 'instances'>,
  { path, stamp }: FreshFile,
  read: ReadFile,
  gone: ReadonlySet<number>,
): readonly string[] {
  const { files, instances } = tables;
  const row = files.at(path);
  if (!read.ok) {
    // What has gone is missing, which its folder's listing says, and not unreadable.
    if (read.code === 'ENOENT') return [path];
    const successors = row?.state === 'exposed' ? hide(tables, row) : [];
    files.put(path, stamp, 'unreadable', null, read.reason);
    return successors;
  }
  const { header } = read;
  const uid = header.sopInstanceUID;
  const successors = row?.state === 'exposed' && row.uid !== uid ? hide(tables, row) : [];
  const current = instances.fileOf(uid);
  if (current !== null && current === row?.id) {
    if (instances.isAs(header)) {
      files.put(path, stamp, 'exposed', uid);
      return successors;
    }
    instances.remove(uid);
  } else if (current !== null) {
    if (!gone.has(current)) {
      files.put(path, stamp, 'duplicate', uid);
      return successors;
    }
    instances.remove(uid);
    files.delete(current);
  }
  instances.add(header, files.put(path, stamp, 'exposed', uid));
  return successors;
}

/** Takes the instance of an exposed file away. Answers the paths of duplicates, which are to be looked at anew. */
export function hide({ files, instances }: Pick<Tables, 'files' | 'instances'>, row: FileRow): readonly string[] {
  const uid = row.uid ?? '';
  instances.remove(uid);
  const duplicates = files.duplicatesOf(uid).filter(({ id }) => id !== row.id);
  for (const { id } of duplicates) files.delete(id);
  return duplicates.map(({ path }) => path);
}

/** The first that is no more what it was at its path. */
async function goneOf(disk: Disk, rows: readonly FileRow[]): Promise<FileRow | undefined> {
  for (const row of rows) {
    const found = await disk.look(row.path).catch(() => 'unknown' as const);
    if (found === null || (found !== 'unknown' && (found.kind !== 'file' || found.stamp.inode !== row.inode)))
      return row;
  }
  return undefined;
}
