import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { isLettingGo, type StepOutcome, type StepProgress, type StepTask } from '../ports/step-executor.ts';
import { requireWithinOutput, withinOutput, type OutputLimits } from './output-limits.ts';
import { fillProgramFolder, readProgramFolder, type ProgramFolder } from './program-folder.ts';
import { ProgramLog } from './program-log.ts';

/** How a program ended. `CODE` above 128: by a signal. `TIMEOUT`: it was stopped at its time limit; `LOST`: its host failed it, which says nothing about the program. */
export type ProgramEnd =
  | { readonly how: 'CODE'; readonly code: number }
  | { readonly how: 'TIMEOUT'; readonly seconds: number }
  | { readonly how: 'MEMORY' }
  | { readonly how: 'LOST'; readonly why: string };

/** By the convention of shells and engines: a code above 128 is a signal. */
const signals: Readonly<Record<number, string>> = {
  4: 'by SIGILL',
  6: 'by SIGABRT',
  8: 'by SIGFPE',
  9: 'by SIGKILL',
  11: 'by SIGSEGV',
  15: 'by SIGTERM',
  25: 'by SIGXFSZ: it wrote a file larger than it may',
};

/** What runs programs that outlive our process: an engine of containers, the scheduler of a cluster. */
export interface ProgramHost {
  /** A handle for new work, which nothing stands for yet. */
  newHandle(task: StepTask): JsonObject;
  folderOf(handle: JsonObject): ProgramFolder;
  /** Whether the handle's program waits, runs or has ended there; false when it never began, or is removed. */
  isThere(handle: JsonObject): Promise<boolean>;
  /** Begins it in its folder. @throws STEP_FAILED */
  start(handle: JsonObject, task: StepTask, signal: AbortSignal): Promise<void>;
  /** Resolves once it has ended and its log was told; rejects with the signal's reason. */
  follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd>;
  /** Ends the program if it runs, and removes all that is left of it. Nothing when there is none. */
  remove(handle: JsonObject): Promise<void>;
}

export interface HeldProgram {
  readonly task: StepTask;
  readonly method: string;
  readonly output: OutputLimits;
  /** The log's first line, where there is something to say of how it began; null or absent: nothing. */
  readonly remark?: string | null;
}

/**
 * What the program of a step gives: begun here, or taken over from an earlier attempt.
 * @throws STEP_FAILED, the signal's reason
 */
export async function runHeldProgram(
  host: ProgramHost,
  { task, method, output, remark }: HeldProgram,
  signal: AbortSignal,
  progress: StepProgress,
): Promise<StepOutcome> {
  signal.throwIfAborted();
  const handle = task.handle ?? host.newHandle(task);
  const folder = host.folderOf(handle);
  let lost = false;
  try {
    if (!task.handle || !(await host.isThere(handle))) {
      await progress.started?.(handle);
      await fillProgramFolder(folder, task, signal);
      await host.start(handle, task, signal);
    }
    const log = new ProgramLog(progress);
    if (typeof remark === 'string') log.line(remark);
    const end = await withinOutput(folder.path, output, signal, (until) => host.follow(handle, log, until));
    lost = end.how === 'LOST';
    requireSuccess(end, log);
    await requireWithinOutput(folder.path, output, signal);
    return { ...(await readProgramFolder(folder.path, output.bytes, method)), log: log.text };
  } catch (error) {
    // What an attempt after this one could not go on with must not be found by it: nor a program that has failed, which it is to begin again.
    const failed = error instanceof HubError && error.code === 'STEP_FAILED';
    if (lost || failed || (signal.aborted && !isLettingGo(signal))) await host.remove(handle);
    throw error;
  } finally {
    // Without a handle that is kept, nobody would ever remove it.
    if (!progress.started) await host.remove(handle);
  }
}

function requireSuccess(end: ProgramEnd, { lastWords }: ProgramLog): void {
  switch (end.how) {
    case 'CODE':
      if (end.code === 0) return;
      throw failed(`ended ${signals[end.code - 128] ?? `with code ${String(end.code)}`}${lastWords}`);
    case 'TIMEOUT':
      throw failed(`did not end within ${String(end.seconds)} s`);
    case 'MEMORY':
      throw failed(`was stopped, because it took more memory than it may${lastWords}`);
    case 'LOST':
      throw new HubError('UPSTREAM_UNAVAILABLE', `the program was lost: ${end.why}`);
  }
}

function failed(what: string): HubError {
  return new HubError('STEP_FAILED', `the program ${what}`);
}
