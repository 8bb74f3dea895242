import { mkdir } from 'node:fs/promises';
import type { JsonObject } from '../json.ts';
import type { StepExecutor, StepOutcome, StepProgress, StepTask } from '../ports/step-executor.ts';
import { runHeldProgram, type ProgramHost } from './held-program.ts';
import type { OutputLimits } from './output-limits.ts';

export interface HeldKind {
  readonly host: ProgramHost;
  /** Below it each program has a folder of its own; every worker of the hub sees it by this path. */
  readonly folder: string;
  /** `batch/script` */
  readonly method: string;
  readonly output: OutputLimits;
}

/** Runs programs on a host that is the same wherever the hub's workers are: a cluster. What exactly it runs, each kind describes. */
export abstract class HeldExecutor implements StepExecutor {
  readonly #kind: HeldKind;

  constructor(kind: HeldKind) {
    this.#kind = kind;
  }

  abstract describe(...of: Parameters<StepExecutor['describe']>): ReturnType<StepExecutor['describe']>;

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    signal.throwIfAborted();
    const { host, folder, method, output } = this.#kind;
    await mkdir(folder, { recursive: true });
    return runHeldProgram(host, { task, method, output }, signal, progress);
  }

  release(handle: JsonObject): Promise<void> {
    return this.#kind.host.remove(handle);
  }
}
