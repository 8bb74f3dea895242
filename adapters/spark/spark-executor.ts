import { sha256, type JsonObject } from '../../core/json.ts';
import { HeldExecutor } from '../../core/programs/held-executor.ts';
import { usualOutput, type OutputLimits } from '../../core/programs/output-limits.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepMethod } from '../../core/ports/step-executor.ts';
import { SparkHost } from './spark-host.ts';
import { SparkSubmissions, type SparkMaster } from './submissions.ts';

export interface SparkOptions extends SparkMaster {
  /** A folder that the hub's workers and Spark's see by the same path. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** @default usualOutput */
  readonly output?: OutputLimits;
}

const method = 'spark/script';
/** Changes with what scripts get and give. */
const ownVersion = '1';

/** Runs Python scripts as drivers of a Spark cluster: see docs/workflows.md for what they get and give. */
export class SparkExecutor extends HeldExecutor {
  readonly #submissions: SparkSubmissions;

  constructor({ master, rest, folder, pollMs = 2000, output = usualOutput }: SparkOptions) {
    const submissions = new SparkSubmissions({ master, rest });
    super({ host: new SparkHost(submissions, folder, pollMs), folder, method, output });
    this.#submissions = submissions;
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
}
