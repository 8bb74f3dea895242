import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { asError } from '../core/errors.ts';
import type { FileOutcome } from './ingest-folder.ts';
import { isGone, walkFolder } from './walk-folder.ts';

/** Where taken files go, in the watched folder itself: moving them there is one step that can't be half done. */
const asideFolder = '.pesscara';
const reasonEnding = '.reason.txt';
/** Bytes of a file's name that every file system takes. */
const longestName = 255;
/** Names that programs give to files that they are still writing. */
const unfinished = /\.(part|partial|tmp|crdownload|filepart)$/i;

export interface WatchOptions {
  readonly folder: string;
  /** A file that was neither written nor renamed for so long is taken. */
  readonly settleMs: number;
  /** Sends a file and answers what became of it (of each member, for a ZIP). Throws while the hub can't be reached. */
  readonly send: (path: string) => Promise<readonly FileOutcome[]>;
  /** Hears what became of each file. */
  readonly onTaken: (file: string, state: 'sent' | 'refused') => void;
  /** Hears once, for as long as it lasts, what can't be looked at. */
  readonly onTrouble: (what: string) => void;
}

/** What tells a file, as it is, from another that has its name later, or from itself written on. */
interface Stamp {
  readonly inode: number;
  readonly size: number;
  readonly writtenMs: number;
  /** Also when it was renamed. */
  readonly changedMs: number;
}

interface Seen extends Stamp {
  readonly sinceMs: number;
}

/** Takes files out of a folder as they are complete there. */
export class WatchedFolder {
  readonly #options: WatchOptions;
  #seen: ReadonlyMap<string, Seen> = new Map();
  #troubles: ReadonlySet<string> = new Set();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /**
   * Looks at the folder once, sends what has been as it is for the settling time, and puts it aside; ends early at `signal`. Answers how many
   * files it took. A file is put aside only after the hub has answered: whoever stops in between sends it again, which the hub knows.
   */
  async look(signal: AbortSignal, now = Date.now()): Promise<number> {
    const seen = new Map<string, Seen>();
    const ready: string[] = [];
    const troubles = new Set<string>();
    const { folder, onTrouble } = this.#options;
    for (const path of await walkFolder(folder, asideFolder, (what) => troubles.add(what))) {
      if (unfinished.test(basename(path))) continue;
      const found = await statOf(path).catch((error: unknown) => {
        troubles.add(`left alone, since it can't be looked at: ${asError(error).message}`);
        return null;
      });
      if (found === null) continue;
      const before = this.#seen.get(path);
      const isSame = before !== undefined && isUnchanged(before, found);
      const sinceMs = isSame ? before.sinceMs : now;
      seen.set(path, { ...found, sinceMs });
      if (isSame && now - sinceMs >= this.#options.settleMs) ready.push(path);
    }
    this.#seen = seen;
    for (const trouble of troubles) if (!this.#troubles.has(trouble)) onTrouble(trouble);
    this.#troubles = troubles;
    let taken = 0;
    for (const path of ready) {
      if (signal.aborted) break;
      if (await this.#take(path)) taken += 1;
    }
    return taken;
  }

  async #take(path: string): Promise<boolean> {
    const { folder, send, onTaken } = this.#options;
    const before = await statOf(path);
    if (before === null) return false;
    const outcomes = await send(path);
    // Whoever wrote on while it was sent gets it sent again, as it is then.
    const after = await statOf(path);
    if (after === null || !isUnchanged(before, after)) return false;
    const refused = outcomes.filter(({ outcome }) => outcome === 'REFUSED');
    const state = refused.length > 0 && refused.length === outcomes.length ? 'refused' : 'sent';
    const file = relative(folder, path);
    const target = await freeAside(join(folder, asideFolder, state), file);
    if (refused.length > 0) {
      const lines = refused.map(({ file: name, reason }) => `${name}: ${reason ?? ''}\n`);
      await writeFile(`${target}${reasonEnding}`, lines.join(''));
    }
    await rename(path, target);
    const moved = await statOf(target);
    if (moved !== null && !isSameFile(before, moved)) {
      // Another took its name since: it goes back, or beside whatever is there by now, to be sent as itself.
      await rename(target, await freePath(path));
      await rm(`${target}${reasonEnding}`, { force: true });
      return false;
    }
    onTaken(file, state);
    return true;
  }
}

function isSameFile(one: Stamp, other: Stamp): boolean {
  return one.inode === other.inode && one.size === other.size && one.writtenMs === other.writtenMs;
}

function isUnchanged(one: Stamp, other: Stamp): boolean {
  return isSameFile(one, other) && one.changedMs === other.changedMs;
}

async function statOf(path: string): Promise<Stamp | null> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    return { inode: ino, size, writtenMs: mtimeMs, changedMs: ctimeMs };
  } catch (error) {
    // Another has taken it, or its writer took it back.
    if (isGone(error)) return null;
    throw error;
  }
}

/** A path for the file below `top`, in a folder that is made: neither it nor that of a reason beside it is anybody's. */
async function freeAside(top: string, file: string): Promise<string> {
  let folder = top;
  for (const name of dirname(file).split(sep)) {
    // Where a file has that name the folder gets a number.
    folder = await freePath(join(folder, name), isFolderOrNobodys);
  }
  await mkdir(folder, { recursive: true });
  return freePath(
    join(folder, shortened(basename(file), longestName - reasonEnding.length)),
    async (path) => (await isNobodys(path)) && (await isNobodys(`${path}${reasonEnding}`)),
  );
}

const isNobodys = async (path: string): Promise<boolean> => (await statOf(path)) === null;

async function isFolderOrNobodys(path: string): Promise<boolean> {
  return (await isNobodys(path)) || (await stat(path)).isDirectory();
}

/** The path, or the first of `path (2)`, `path (3)`, ... that may be had: what was put aside before stays. */
async function freePath(path: string, mayBeHad: (path: string) => Promise<boolean> = isNobodys): Promise<string> {
  for (let number = 1; ; number++) {
    const ending = ` (${String(number)})`;
    const room = longestName - ending.length - reasonEnding.length;
    const candidate = number === 1 ? path : join(dirname(path), shortened(basename(path), room) + ending);
    if (await mayBeHad(candidate)) return candidate;
  }
}

/** So much of the name as fits into that many bytes, in whole characters. */
function shortened(name: string, room: number): string {
  if (Buffer.byteLength(name) <= room) return name;
  return Buffer.from(name)
    .subarray(0, room)
    .toString()
    .replace(/\ufffd+$/, '');
}
