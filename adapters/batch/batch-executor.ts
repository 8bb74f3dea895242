import { mkdir } from 'node:fs/promises';
import { HubError } from '../../core/errors.ts';
import { sha256, type JsonObject } from '../../core/json.ts';
import { runHeldProgram } from '../../core/programs/held-program.ts';
import { runCommand } from '../../core/programs/run-command.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { BatchHost } from './batch-host.ts';
import type { SchedulerDialect } from './scheduler.ts';

export interface BatchOptions {
  readonly dialect: SchedulerDialect;
  /** A folder that the hub's workers and the cluster's nodes see by the same path. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** Of all files that a job gives. @default 1e9 */
  readonly maxOutputBytes?: number;
  /** Of which the scheduler's commands get what they need, and nothing else. @default that of this process */
  readonly environment?: NodeJS.ProcessEnv;
}

const method = 'batch/script';
/** Changes with what scripts get and give. */
const ownVersion = '1';
/** What a scheduler's commands need: where they are, whom they ask, who asks. */
const passedOn = /^(PATH|HOME|USER|LOGNAME|LANG|SLURM_CONF|SLURM_CONF_SERVER|SGE_\w+)$/;

/** Runs scripts as jobs of a cluster: see docs/workflows.md for what they get and give. */
export class BatchExecutor implements StepExecutor {
  readonly #dialect: SchedulerDialect;
  readonly #folder: string;
  readonly #host: BatchHost;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #maxOutputBytes: number;

  constructor({ dialect, folder, pollMs = 2000, maxOutputBytes = 1e9, environment = process.env }: BatchOptions) {
    this.#dialect = dialect;
    this.#folder = folder;
    this.#maxOutputBytes = maxOutputBytes;
    this.#environment = Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name)));
    this.#host = new BatchHost(dialect, { folder, pollMs, maxOutputBytes, environment: this.#environment });
  }

  async describe(parameters: JsonObject): Promise<StepMethod> {
    const { command, args } = this.#dialect.version();
    const { stdout, stderr } = await runCommand({ command, args, env: this.#environment }).catch((cause: unknown) => {
      const what = `batch steps need ${command} of ${this.#dialect.name} on the hosts of the hub's workers`;
      throw new HubError('STEP_FAILED', what, {}, { cause });
    });
    const version = this.#dialect.versionOf(stdout || stderr);
    const script = sha256(textAt(parameters, 'script'));
    return { method, methodVersion: `${ownVersion}+sha256-${script}`, software: { name: this.#dialect.name, version } };
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    signal.throwIfAborted();
    await mkdir(this.#folder, { recursive: true });
    return runHeldProgram(this.#host, { task, method, maxOutputBytes: this.#maxOutputBytes }, signal, progress);
  }

  release(handle: JsonObject): Promise<void> {
    return this.#host.remove(handle);
  }
}
