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

/** Codes of what passes: the file is as it was, and is tried again instead of being called unreadable. */
const passing: ReadonlySet<string> = new Set([
  ...['EIO', 'ESTALE', 'ETIMEDOUT', 'EMFILE', 'ENFILE', 'EAGAIN', 'EINTR', 'EBUSY', 'ENOMEM'],
  ...['ENXIO', 'ENODEV', 'ENETDOWN', 'ENETUNREACH', 'EHOSTDOWN', 'EHOSTUNREACH', 'ECONNRESET', 'ENOTCONN', 'ESHUTDOWN'],
]);

/** True of a file that could not be had this time, which says nothing of it. */
export function isPassing(read: ReadFile): boolean {
  return !read.ok && passing.has(read.code ?? '');
}

/**
 * Takes files into the index by their headers. One that was moved keeps its place in the index when its header still says the same: its
 * inode, size and time may also be those of another file that was written after the first had gone.
 */
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
  const readMoved = moved.length === 0 ? [] : await disk.read(moved.map(({ file }) => file.path));
  const gone = new Set<number>();
  for (const one of [...read, ...readMoved]) {
    const other = one.ok ? instances.fileOf(one.header.sopInstanceUID) : null;
    const row = other === null ? undefined : files.byId(other);
    if (row && (await goneOf(disk, [row]))) gone.add(row.id);
  }
  return instances.transact(() => {
    const again: string[] = [];
    const refused = new Map<string, string>();
    const other: (readonly [FreshFile, ReadFile | undefined])[] = [];
    for (const [index, { from, file }] of moved.entries()) {
      const one = readMoved[index];
      const isUnchanged = files.byId(from.id)?.path === from.path && !files.at(file.path);
      const isSame = one?.ok === true && one.header.sopInstanceUID === from.uid && instances.isAs(one.header);
      if (!isUnchanged || !files.folder(parentOf(file.path))) again.push(file.path);
      else if (isSame && isSameFile(one.stamp, file.stamp)) files.move(from.id, file.path, file.stamp);
      else other.push([file, one]);
    }
    for (const [file, one] of [...unread.map((each, index) => [each, read[index]] as const), ...other]) {
      if (!one || !files.folder(parentOf(file.path))) continue;
      // What the index says of it stays; the next walk finds it new or changed still.
      if (!one.ok && isPassing(one)) {
        refused.set(file.path, `for now: ${one.reason}`);
        continue;
      }
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
