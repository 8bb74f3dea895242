import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, HubError } from '../errors.ts';
import { pause } from './pause.ts';

/** What a program may leave in its folder. */
export interface OutputLimits {
  /** Of all its files. */
  readonly bytes: number;
  /** Files, folders and links. */
  readonly files: number;
  /** Between two looks while it runs; longer where a look takes long. */
  readonly lookMs: number;
}

export const usualOutput: OutputLimits = { bytes: 1e9, files: 10_000, lookMs: 2000 };

/** Ours, whatever it holds. */
const notOutput: ReadonlySet<string> = new Set(['in', 'task.json', 'log']);
/** A look takes a tenth of the time at most: the folder may be a busy one of many machines. */
const looksShare = 10;

/** @throws STEP_FAILED saying which limit what the program left in its folder is over; the signal's reason */
export async function requireWithinOutput(
  folder: string,
  { bytes, files }: OutputLimits,
  signal: AbortSignal,
): Promise<void> {
  let size = 0;
  let count = 0;
  const folders = [folder];
  for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
    for await (const { name, parentPath } of entriesOf(path)) {
      signal.throwIfAborted();
      if (parentPath === folder && notOutput.has(name)) continue;
      count++;
      if (count > files) throw over(`has left more than the ${String(files)} files and folders allowed`);
      const found = await lstat(join(parentPath, name)).catch(unlessGone);
      if (found?.isDirectory()) folders.push(join(parentPath, name));
      else size += found?.size ?? 0;
      if (size > bytes) throw over(`has written files of more than the ${String(bytes)} bytes allowed`);
    }
  }
}

/** What `work` answers, which is stopped when what the program writes meanwhile is over the limits. @throws STEP_FAILED saying which */
export async function withinOutput<T>(
  folder: string,
  limits: OutputLimits,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  const watching = watch(folder, limits, done.signal, (error) => {
    over.abort(error);
  });
  try {
    return await work(AbortSignal.any([signal, over.signal]));
  } finally {
    done.abort();
    await watching;
  }
}

async function watch(
  folder: string,
  limits: OutputLimits,
  done: AbortSignal,
  tell: (error: HubError) => void,
): Promise<void> {
  for (let waitMs = limits.lookMs; ;) {
    const began = performance.now();
    try {
      await pause(waitMs, done);
      await requireWithinOutput(folder, limits, done);
    } catch (error) {
      if (done.aborted) return;
      if (error instanceof HubError) {
        tell(error);
        return;
      }
      // A shared folder that is away for a while says nothing of the program.
      process.emitWarning(asError(error));
    }
    waitMs = Math.max(limits.lookMs, (performance.now() - began - waitMs) * looksShare);
  }
}

/** Links are not followed; what vanishes meanwhile is nothing. */
async function* entriesOf(path: string): AsyncGenerator<{ readonly name: string; readonly parentPath: string }> {
  try {
    const open = await opendir(path);
    for await (const { name } of open) yield { name, parentPath: path };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') throw closed();
    if (code === 'ENAMETOOLONG') throw over('has left folders deeper than can be named');
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  }
}

function unlessGone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return null;
  // A folder that may be listed, and not looked into.
  if (code === 'EACCES') throw closed();
  if (code === 'ENAMETOOLONG') throw over('has left folders deeper than can be named');
  throw error;
}

const closed = (): HubError => over('keeps a folder closed in which its files would be counted');

function over(what: string): HubError {
  return new HubError('STEP_FAILED', `the program ${what}`);
}
