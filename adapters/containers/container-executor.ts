import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { asError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { runHeldProgram } from '../../core/programs/held-program.ts';
import { imageMethod, imageProgram } from '../../core/programs/image-program.ts';
import { usualOutput, type OutputLimits } from '../../core/programs/output-limits.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { ContainerHost } from './container-host.ts';
import { findEngine } from './find-engine.ts';

export interface ContainerOptions {
  /** podman or docker; a name or a path. */
  readonly command: string;
  /** Where the folders of containers are: outlives our process, and is on the machine of the engine. */
  readonly folder: string;
  /** @default usualOutput */
  readonly output?: OutputLimits;
  /** Between two looks for containers that nobody has followed to their end. @default 600_000 */
  readonly sweepMs?: number;
}

const usualSweepMs = 600_000;
const method = 'container/program';
/** Changes with what programs get and give. */
const ownVersion = '1';

/** Runs images of containers, walled off from the host and the network: see docs/workflows.md for what they get and give. */
export class ContainerExecutor implements StepExecutor {
  readonly #options: ContainerOptions;
  readonly #output: OutputLimits;
  #host: Promise<ContainerHost> | null = null;
  #sweptAt = -Infinity;

  constructor(options: ContainerOptions) {
    this.#options = options;
    this.#output = options.output ?? usualOutput;
  }

  async describe(parameters: JsonObject): Promise<StepMethod> {
    const made = imageMethod(method, ownVersion, imageProgram(parameters));
    await this.#find();
    return made;
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    signal.throwIfAborted();
    const host = await this.#find();
    const { handle, ...rest } = task;
    const isOurs = handle?.['host'] === hostname();
    const remark = handle && !isOurs ? elsewhere(handle) : null;
    const program = { task: isOurs ? task : rest, method, output: this.#output, remark };
    return runHeldProgram(host, program, signal, progress);
  }

  async release(handle: JsonObject): Promise<void> {
    if (handle['host'] !== hostname()) {
      // Nothing here can end it; and a step must not wait for a machine that may never come back.
      process.emitWarning(
        `the container ${textAt(handle, 'name')} on ${textAt(handle, 'host')} is to be removed there by hand`,
      );
      return;
    }
    await (await this.#find()).remove(handle);
  }

  /** Looked for once; again after it was not found, because it may have been installed since. */
  async #find(): Promise<ContainerHost> {
    this.#host ??= this.#open().catch((error: unknown) => {
      this.#host = null;
      throw error;
    });
    const host = await this.#host;
    await this.#sweep(host);
    return host;
  }

  /** Now and then: a worker may run for months, and others of this machine be gone. */
  async #sweep(host: ContainerHost): Promise<void> {
    const now = performance.now();
    if (now - this.#sweptAt < (this.#options.sweepMs ?? usualSweepMs)) return;
    this.#sweptAt = now;
    await host.removeOverdue().catch((error: unknown) => {
      process.emitWarning(asError(error));
    });
  }

  async #open(): Promise<ContainerHost> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    const engine = await findEngine(this.#options.command);
    return new ContainerHost(engine, this.#options.folder, this.#output.bytes);
  }
}

/** Another machine's container can't be seen or ended from here, and that machine may never come back: its step does not wait for it. */
function elsewhere(handle: JsonObject): string {
  const [name, host] = [textAt(handle, 'name'), textAt(handle, 'host')];
  return (
    `begun anew on ${hostname()}: the container ${name} of an earlier attempt is on ${host}, out of reach from here; ` +
    'a worker there removes it after its time limit'
  );
}
