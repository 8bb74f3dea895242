import { mkdir } from 'node:fs/promises';
import type { JsonObject } from '../../core/json.ts';
import { runHeldProgram } from '../../core/programs/held-program.ts';
import { imageMethod, imageProgram } from '../../core/programs/image-program.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { KubernetesApi, type KubernetesCluster } from './kubernetes-api.ts';
import { KubernetesHost } from './kubernetes-host.ts';

export interface KubernetesOptions extends KubernetesCluster {
  /** A persistent volume claim of the namespace, which more than one node can mount at a time. */
  readonly claim: string;
  /** Where that claim's volume is mounted here. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** Of all files that a program gives. @default 1e9 */
  readonly maxOutputBytes?: number;
}

const method = 'kubernetes/program';
/** Changes with what programs get and give. */
const ownVersion = '1';

/** Runs images as jobs of a Kubernetes cluster: see docs/workflows.md for what they get and give. */
export class KubernetesExecutor implements StepExecutor {
  readonly #host: KubernetesHost;
  readonly #folder: string;
  readonly #maxOutputBytes: number;

  constructor({ claim, folder, pollMs = 2000, maxOutputBytes = 1e9, ...cluster }: KubernetesOptions) {
    this.#host = new KubernetesHost(new KubernetesApi(cluster), { claim, folder, pollMs });
    this.#folder = folder;
    this.#maxOutputBytes = maxOutputBytes;
  }

  describe(parameters: JsonObject): Promise<StepMethod> {
    return Promise.resolve(parameters).then((given) => imageMethod(method, ownVersion, imageProgram(given)));
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
