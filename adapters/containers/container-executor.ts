import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { HubError } from '../../core/errors.ts';
import { canonicalJson, sha256, type JsonObject } from '../../core/json.ts';
import { runHeldProgram } from '../../core/programs/held-program.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { containerParameters } from './container-args.ts';
import { ContainerHost } from './container-host.ts';
import { findEngine } from './find-engine.ts';

export interface ContainerOptions {
  /** podman or docker; a name or a path. */
  readonly command: string;
  /** Where the folders of containers are: outlives our process, and is on the machine of the engine. */
  readonly folder: string;
  /** Of all files that a container gives. @default 1e9 */
  readonly maxOutputBytes?: number;
}

const method = 'container/program';
/** Changes with what programs get and give. */
const ownVersion = '1';
const byDigest = /^([^@]+)@(sha256:[0-9a-f]{64})$/;

/** Runs images of containers, walled off from the host and the network: see docs/workflows.md for what they get and give. */
export class ContainerExecutor implements StepExecutor {
  readonly #options: ContainerOptions;
  readonly #maxOutputBytes: number;
  #host: Promise<ContainerHost> | null = null;

  constructor(options: ContainerOptions) {
    this.#options = options;
    this.#maxOutputBytes = options.maxOutputBytes ?? 1e9;
  }

  async describe(parameters: JsonObject): Promise<StepMethod> {
    const { image, command } = containerParameters(parameters);
    const [, name, digest] = byDigest.exec(image) ?? [];
    if (name === undefined || digest === undefined)
      throw new HubError('STEP_FAILED', "a container step's image must be named by its digest: name@sha256:...");
    await this.#find();
    const run = sha256(canonicalJson(command === null ? null : [...command])).slice(0, 12);
    return { method, methodVersion: `${ownVersion}+${digest}+command-${run}`, software: { name, version: digest } };
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    signal.throwIfAborted();
    const host = await this.#find();
    // Another machine's container can't be seen from here: that of this attempt is another one.
    const { handle, ...rest } = task;
    const ours = handle?.['host'] === hostname() ? { ...rest, handle } : rest;
    return runHeldProgram(host, { task: ours, method, maxOutputBytes: this.#maxOutputBytes }, signal, progress);
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
  #find(): Promise<ContainerHost> {
    this.#host ??= this.#open().catch((error: unknown) => {
      this.#host = null;
      throw error;
    });
    return this.#host;
  }

  async #open(): Promise<ContainerHost> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    return new ContainerHost(await findEngine(this.#options.command), this.#options.folder, this.#maxOutputBytes);
  }
}
