import { mkdir } from 'node:fs/promises';
import { sha256, type JsonObject } from '../../core/json.ts';
import { runHeldProgram } from '../../core/programs/held-program.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { SparkHost } from './spark-host.ts';
import { SparkSubmissions, type SparkMaster } from './submissions.ts';

export interface SparkOptions extends SparkMaster {
  /** A folder that the hub's workers and Spark's see by the same path. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** Of all files that a program gives. @default 1e9 */
  readonly maxOutputBytes?: number;
}

const method = 'spark/script';
/** Changes with what scripts get and give. */
const ownVersion = '1';

/** Runs Python scripts as drivers of a Spark cluster: see docs/workflows.md for what they get and give. */
export class SparkExecutor implements StepExecutor {
  readonly #submissions: SparkSubmissions;
  readonly #host: SparkHost;
  readonly #folder: string;
  readonly #maxOutputBytes: number;

  constructor({ master, rest, folder, pollMs = 2000, maxOutputBytes = 1e9 }: SparkOptions) {
    this.#submissions = new SparkSubmissions({ master, rest });
    this.#host = new SparkHost(this.#submissions, folder, pollMs);
    this.#folder = folder;
    this.#maxOutputBytes = maxOutputBytes;
  }

  /** Spark's version is part of the method's: what its functions give may differ. */
  async describe(parameters: JsonObject): Promise<StepMethod> {
    const version = await this.#submissions.version();
    const script = sha256(textAt(parameters, 'script'));
    return {
      method,
      methodVersion: `${ownVersion}+sha256-${script}+spark-${version}`,
      software: { name: 'Apache Spark', version },
    };
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
