import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { sha256, type JsonObject } from '../../core/json.ts';
import type { StepExecutor, StepMethod, StepOutcome, StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { fillProgramFolder, readProgramFolder } from '../../core/programs/program-folder.ts';
import {
  requireWithinOutput,
  usualOutput,
  withinOutput,
  type OutputLimits,
} from '../../core/programs/output-limits.ts';
import { removeTree } from '../../core/programs/remove-tree.ts';
import type { PythonEnvironments } from './environments.ts';
import { findPython, type Python } from './find-python.ts';
import { runScript } from './run-script.ts';

export interface PythonOptions {
  /** @default 'python3' */
  readonly python?: string;
  /**
   * Whether a workflow may bring its own script, which runs as the hub's system user. False: only those that the hub
   * ships (`builtin:NAME`). @default false
   */
  readonly allowOwnScripts?: boolean;
  /** Where folders of running scripts are; the hub empties it when it starts. @default the system's temporary folder */
  readonly workFolder?: string;
  /** Where scripts' requirements come from; without it they have none. */
  readonly environments?: PythonEnvironments;
  /** Of the script's process. @default usualMemoryBytes */
  readonly memoryLimitBytes?: number;
  /** @default usualOutput */
  readonly output?: OutputLimits;
}

export const usualMemoryBytes = 4e9;

const builtin = /^builtin:([a-z0-9-]+)$/;
/**
 * `name==version` with hashes, a comment, or a hash on a line of its own; no options of pip, addresses or paths. A marker has no `-`, so that no option
 * hides in it.
 */
const requirementLine =
  /^(#.*|[A-Za-z0-9][A-Za-z0-9._-]*(\[[\w, ]+\])?==[A-Za-z0-9.!+_-]+( *;[A-Za-z0-9_.<>=!~"' ()]*)?)?( *--hash=sha256:[0-9a-f]{64})* *\\?$/;
/** pip ends a line at more characters than we do. */
const plainText = /^[\n\x20-\x7e]*$/;
/** Changes with what scripts get and give. */
const ownVersion = '1';

/** Runs a workflow's own Python scripts: see docs/workflows.md for what they get and give. */
export class PythonExecutor implements StepExecutor {
  readonly #command: string;
  readonly #allowOwnScripts: boolean;
  readonly #workFolder: string;
  readonly #environments: PythonEnvironments | null;
  readonly #memoryLimitBytes: number;
  readonly #output: OutputLimits;
  #python: Promise<Python> | null = null;

  constructor(options: PythonOptions = {}) {
    this.#command = options.python ?? 'python3';
    this.#allowOwnScripts = options.allowOwnScripts ?? false;
    this.#workFolder = options.workFolder ?? tmpdir();
    this.#environments = options.environments ?? null;
    this.#memoryLimitBytes = options.memoryLimitBytes ?? usualMemoryBytes;
    this.#output = options.output ?? usualOutput;
  }

  /** The method's version holds the script's hash and Python's version: change either, and results are computed anew. */
  async describe(parameters: JsonObject): Promise<StepMethod> {
    const { name, source } = this.#scriptOf(parameters);
    const { version } = await this.#find();
    const requirements = this.#requirementsOf(parameters);
    const packages = requirements === null ? '' : `+packages-${sha256(requirements)}`;
    return {
      method: `python/${name}`,
      methodVersion: `${ownVersion}+sha256-${sha256(source)}+python-${version}${packages}`,
      software: { name: 'Python', version },
    };
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    const { name, source } = this.#scriptOf(task.parameters);
    const executable = await this.#interpreter(task.parameters, signal);
    const timeoutS = Number(task.parameters['timeoutS'] ?? 600);
    await mkdir(this.#workFolder, { recursive: true });
    const folder = await mkdtemp(join(this.#workFolder, 'python-'));
    try {
      await fillProgramFolder({ path: folder, seenAs: folder }, task, signal);
      const script = join(folder, 'script.py');
      await writeFile(script, source);
      const limits = [this.#memoryLimitBytes, this.#output.bytes, Math.ceil(timeoutS) + 1].map(String);
      const runner = join(import.meta.dirname, 'runner.py');
      const args = ['-I', '-B', '-X', 'utf8', runner, script, join(folder, 'task.json'), ...limits];
      const run = { executable, args, folder, timeoutMs: timeoutS * 1000 };
      const log = await withinOutput(folder, this.#output, signal, (until) => runScript(run, until, progress));
      await requireWithinOutput(folder, this.#output, signal);
      return { ...(await readProgramFolder(folder, this.#output.bytes, `python/${name}`)), log };
    } finally {
      await removeTree(folder);
    }
  }

  #scriptOf(parameters: JsonObject): { readonly name: string; readonly source: string } {
    const script = parameters['script'];
    if (typeof script !== 'string') throw new HubError('STEP_FAILED', 'a python step needs a script');
    const name = builtin.exec(script)?.[1];
    if (name !== undefined) return { name, source: builtinSource(name) };
    if (this.#allowOwnScripts) return { name: 'script', source: script };
    throw new HubError(
      'STEP_FAILED',
      'this hub runs builtin scripts alone: who runs it can allow workflows their own by PESSCARA_PYTHON_SCRIPTS=any',
    );
  }

  async #interpreter(parameters: JsonObject, signal: AbortSignal): Promise<string> {
    const python = await this.#find();
    const requirements = this.#requirementsOf(parameters);
    if (requirements === null || this.#environments === null) return python.executable;
    return this.#environments.interpreter(python, requirements, signal);
  }

  /** Null: none. @throws STEP_FAILED for what is no list of pinned packages, and where the hub has none */
  #requirementsOf(parameters: JsonObject): string | null {
    const requirements = parameters['requirements'];
    if (typeof requirements !== 'string') return null;
    if (this.#environments === null)
      throw new HubError(
        'STEP_FAILED',
        'this hub has no packages for scripts: who runs it can say where they come from by PESSCARA_PYTHON_PACKAGES',
      );
    // A package can do whatever a script of one's own can.
    if (!this.#allowOwnScripts)
      throw new HubError(
        'STEP_FAILED',
        'this hub runs builtin scripts alone, without packages: who runs it can allow both by PESSCARA_PYTHON_SCRIPTS=any',
      );
    const lines = requirements.split('\n');
    if (plainText.test(requirements) && lines.every((line) => requirementLine.test(line.trim()))) return requirements;
    throw new HubError('STEP_FAILED', 'requirements: expected lines like name==version --hash=sha256:...');
  }

  /** Looked for once; again after it was not found, because it may have been installed since. */
  #find(): Promise<Python> {
    this.#python ??= findPython(this.#command).catch((error: unknown) => {
      this.#python = null;
      throw error;
    });
    return this.#python;
  }
}

/** The source of a step's script, and a name for its method. @throws STEP_FAILED for a builtin that this hub does not have */
function builtinSource(name: string): string {
  try {
    return readFileSync(join(import.meta.dirname, 'builtin', `${name}.py`), 'utf8');
  } catch (cause) {
    throw new HubError('STEP_FAILED', `this hub has no builtin script ${name}`, {}, { cause });
  }
}
