import { HubError } from '../../core/errors.ts';
import { sha256, type JsonObject } from '../../core/json.ts';
import { HeldExecutor } from '../../core/programs/held-executor.ts';
import { usualOutput, type OutputLimits } from '../../core/programs/output-limits.ts';
import { runCommand } from '../../core/programs/run-command.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepMethod } from '../../core/ports/step-executor.ts';
import { BatchHost } from './batch-host.ts';
import type { SchedulerDialect } from './scheduler.ts';

export interface BatchOptions {
  readonly dialect: SchedulerDialect;
  /** A folder that the hub's workers and the cluster's nodes see by the same path. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** @default usualOutput */
  readonly output?: OutputLimits;
  /** For how long a job waits for others of its step, to be submitted with them. @default 500 */
  readonly gatherMs?: number;
  /** Of which the scheduler's commands get what they need, and nothing else. @default that of this process */
  readonly environment?: NodeJS.ProcessEnv;
}

const method = 'batch/script';
/** Changes with what scripts get and give. */
const ownVersion = '1';
/** What a scheduler's commands need: where they are, whom they ask, who asks. */
const passedOn = /^(PATH|HOME|USER|LOGNAME|LANG|SLURM_CONF|SLURM_CONF_SERVER|SGE_\w+)$/;

/** Runs scripts as jobs of a cluster: see docs/workflows.md for what they get and give. */
export class BatchExecutor extends HeldExecutor {
  readonly #dialect: SchedulerDialect;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(options: BatchOptions) {
    const { dialect, folder, pollMs = 2000, gatherMs = 500, output = usualOutput } = options;
    const { environment: whole = process.env } = options;
    const environment = Object.fromEntries(Object.entries(whole).filter(([name]) => passedOn.test(name)));
    const host = new BatchHost(dialect, { folder, pollMs, maxFileBytes: output.bytes, environment, gatherMs });
    super({ host, folder, method, output });
    this.#dialect = dialect;
    this.#environment = environment;
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
}
