import { asError } from '../errors.ts';
import type { ProgramEnd } from './held-program.ts';
import { openPlain, readPlain } from './open-plain.ts';
import { pause } from './pause.ts';
import type { ProgramLog } from './program-log.ts';

/** What a cluster says of a job. `FAILED` carries its own word for why; `GONE`: it knows no such job (any more). */
export type JobState =
  | { readonly is: 'WAITING' | 'RUNNING' | 'GONE' | 'OUT_OF_TIME' | 'OUT_OF_MEMORY' }
  | { readonly is: 'FAILED'; readonly word: string };

/** A program of a cluster that leaves in a shared folder: `log` as it comes, and `exit` with its code once it has ended and its log is whole. */
export interface FolderProgram {
  readonly path: string;
  /** What its cluster says of it. @throws where that does not answer */
  readonly look: () => Promise<JobState>;
  readonly pollMs: number;
  readonly timeoutS: number;
  /** For how long after its cluster has told its end its last files may be yet to come. @default 90_000 */
  readonly graceMs?: number;
}

/** Looks at a cluster are dearer than at files: one in so many. */
const lookEvery = 3;
/** A shared folder may show a job's last files later than its cluster tells its end: NFS keeps for 60 s that there is no such file. */
const usualGraceMs = 90_000;
const chunkBytes = 1_000_000;
/** The code that `timeout` of coreutils ends with when it stopped the program. */
const timedOut = 124;

/** Whether the cluster has not done with the job. */
export function isAlive({ is }: JobState): boolean {
  return is === 'WAITING' || is === 'RUNNING';
}

/** How the program ended, its log told as it came. What the folder says counts before what the cluster says. */
export async function followFolder(
  { path, look, pollMs, timeoutS, graceMs = usualGraceMs }: FolderProgram,
  log: ProgramLog,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  const { take, end } = log.reader();
  const decoder = new TextDecoder();
  let read = 0;
  let goneAt: number | null = null;
  let state: JobState = { is: 'WAITING' };
  for (let nth = 0; ; nth++) {
    const code = await exitCode(path);
    read = await readLog(path, read, signal, (bytes) => {
      take(decoder.decode(bytes, { stream: true }));
    });
    if (code !== null) {
      end();
      return code === timedOut ? { how: 'TIMEOUT', seconds: timeoutS } : { how: 'CODE', code };
    }
    if (goneAt !== null && Date.now() - goneAt > graceMs) return lostBy(state, timeoutS);
    if (nth % lookEvery === 0) {
      // A cluster that is away for a while has not lost its jobs.
      state = await look().catch((error: unknown) => {
        process.emitWarning(asError(error));
        return state;
      });
      goneAt = isAlive(state) ? null : (goneAt ?? Date.now());
    }
    await pause(pollMs, signal);
  }
}

function lostBy(state: JobState, timeoutS: number): ProgramEnd {
  if (state.is === 'OUT_OF_MEMORY') return { how: 'MEMORY' };
  if (state.is === 'OUT_OF_TIME') return { how: 'TIMEOUT', seconds: timeoutS };
  const why = state.is === 'FAILED' ? `its job is ${state.word}` : 'its job is gone, and left no word of its end';
  return { how: 'LOST', why };
}

/** Null while there is none, and for what is none: then its cluster's word counts. */
async function exitCode(path: string): Promise<number | null> {
  const text = (await readPlain(path, ['exit'], 16))?.toString('latin1') ?? '';
  return /^\d{1,3}\n?$/.test(text) ? Number(text) : null;
}

/** Tells what the log has grown by; answers how much of it was read. */
async function readLog(
  path: string,
  from: number,
  signal: AbortSignal,
  take: (bytes: Uint8Array) => void,
): Promise<number> {
  const file = await openPlain(path, ['log']);
  if (!file) return from;
  try {
    const buffer = Buffer.alloc(chunkBytes);
    for (let at = from; ;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, at);
      if (bytesRead === 0) return at;
      take(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
