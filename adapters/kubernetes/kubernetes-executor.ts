import type { JsonObject } from '../../core/json.ts';
import { HeldExecutor } from '../../core/programs/held-executor.ts';
import { imageMethod, imageProgram } from '../../core/programs/image-program.ts';
import { usualOutput, type OutputLimits } from '../../core/programs/output-limits.ts';
import type { StepMethod } from '../../core/ports/step-executor.ts';
import { KubernetesApi, type KubernetesCluster } from './kubernetes-api.ts';
import { KubernetesHost } from './kubernetes-host.ts';

export interface KubernetesOptions extends KubernetesCluster {
  /** A persistent volume claim of the namespace, which more than one node can mount at a time. */
  readonly claim: string;
  /** Where that claim's volume is mounted here. */
  readonly folder: string;
  /** @default 2000 */
  readonly pollMs?: number;
  /** @default usualOutput */
  readonly output?: OutputLimits;
}

const method = 'kubernetes/program';
/** Changes with what programs get and give. */
const ownVersion = '1';

/** Runs images as jobs of a Kubernetes cluster: see docs/workflows.md for what they get and give. */
export class KubernetesExecutor extends HeldExecutor {
  constructor({ claim, folder, pollMs = 2000, output = usualOutput, ...cluster }: KubernetesOptions) {
    super({ host: new KubernetesHost(new KubernetesApi(cluster), { claim, folder, pollMs }), folder, method, output });
  }

  describe(parameters: JsonObject): Promise<StepMethod> {
    return Promise.resolve(parameters).then((given) => imageMethod(method, ownVersion, imageProgram(given)));
  }
}
