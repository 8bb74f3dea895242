import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { sha256, type JsonObject } from '../../core/json.ts';
import type {
  StepExecutor,
  StepInput,
  StepMethod,
  StepOutcome,
  StepProgress,
  StepTask,
} from '../../core/ports/step-executor.ts';
import { findPython, type Python } from './find-python.ts';
import { runScript } from './run-script.ts';
import { readResult } from './script-result.ts';

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
  /** Of the script's process. @default 4e9 */
  readonly memoryLimitBytes?: number;
  /** Of all files that a script gives. @default 1e9 */
  readonly maxOutputBytes?: number;
}

const builtin = /^builtin:([a-z0-9-]+)$/;
/** Changes with what scripts get and give. */
const ownVersion = '1';

/** Runs a workflow's own Python scripts: see docs/workflows.md for what they get and give. */
export class PythonExecutor implements StepExecutor {
  readonly #command: string;
  readonly #allowOwnScripts: boolean;
  readonly #workFolder: string;
  readonly #memoryLimitBytes: number;
  readonly #maxOutputBytes: number;
  #python: Promise<Python> | null = null;

  constructor(options: PythonOptions = {}) {
    this.#command = options.python ?? 'python3';
    this.#allowOwnScripts = options.allowOwnScripts ?? false;
    this.#workFolder = options.workFolder ?? tmpdir();
    this.#memoryLimitBytes = options.memoryLimitBytes ?? 4e9;
    this.#maxOutputBytes = options.maxOutputBytes ?? 1e9;
  }

  /** The method's version holds the script's hash and Python's version: change either, and results are computed anew. */
  async describe(parameters: JsonObject): Promise<StepMethod> {
    const { name, source } = this.#scriptOf(parameters);
    const { version } = await this.#find();
    return {
      method: `python/${name}`,
      methodVersion: `${ownVersion}+sha256-${sha256(source)}+python-${version}`,
      software: { name: 'Python', version },
    };
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    const { name, source } = this.#scriptOf(task.parameters);
    const { executable } = await this.#find();
    const timeoutS = Number(task.parameters['timeoutS'] ?? 600);
    await mkdir(this.#workFolder, { recursive: true });
    const folder = await mkdtemp(join(this.#workFolder, 'python-'));
    try {
      const files = {
        script: join(folder, 'script.py'),
        task: join(folder, 'task.json'),
        result: join(folder, 'result.json'),
        out: join(folder, 'out'),
      };
      await mkdir(files.out);
      await writeFile(files.script, source);
      await writeFile(files.task, JSON.stringify(await this.#task(folder, files, task, signal)));
      const limits = [this.#memoryLimitBytes, this.#maxOutputBytes, Math.ceil(timeoutS) + 1].map(String);
      const args = [
        '-I',
        '-B',
        '-X',
        'utf8',
        join(import.meta.dirname, 'runner.py'),
        files.script,
        files.task,
        ...limits,
      ];
      const log = await runScript({ executable, args, folder, timeoutMs: timeoutS * 1000 }, signal, progress);
      return { ...(await readResult(files.result, files.out, this.#maxOutputBytes, `python/${name}`)), log };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #task(
    folder: string,
    files: { readonly result: string; readonly out: string },
    { parameters, item, inputs, runId, step }: StepTask,
    signal: AbortSignal,
  ): Promise<JsonObject> {
    await mkdir(join(folder, 'in'));
    const listed: JsonObject[] = [];
    for (const [index, input] of inputs.entries()) {
      signal.throwIfAborted();
      listed.push(await writeInput(join(folder, 'in'), index, input));
    }
    return {
      runId,
      step,
      parameters: parameters['parameters'] ?? {},
      item: { id: item.id, level: item.level, label: item.label, properties: item.properties },
      inputs: listed,
      outputFolder: files.out,
      result: files.result,
    };
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

  /** Looked for once; again after it was not found, because it may have been installed since. */
  #find(): Promise<Python> {
    this.#python ??= findPython(this.#command).catch((error: unknown) => {
      this.#python = null;
      throw error;
    });
    return this.#python;
  }
}

const extensions: Readonly<Record<string, string>> = {
  nifti: '.nii.gz',
  'nifti-sidecar': '.json',
  measurement: '.json',
};

async function writeInput(folder: string, index: number, input: StepInput): Promise<JsonObject> {
  const { role, asset } = input;
  const about = {
    id: asset.id,
    role,
    kind: asset.kind,
    level: asset.level,
    label: asset.label,
    properties: asset.properties,
  };
  if (!asset.content) return { ...about, path: null, mediaType: null };
  const extension = asset.level === 'IMAGE' ? '.dcm' : (extensions[asset.kind ?? ''] ?? '.bin');
  const path = join(folder, `${String(index + 1).padStart(6, '0')}${extension}`);
  await writeFile(path, await input.read());
  return { ...about, path, mediaType: asset.content.mediaType };
}

/** The source of a step's script, and a name for its method. @throws STEP_FAILED for a builtin that this hub does not have */

function builtinSource(name: string): string {
  try {
    return readFileSync(join(import.meta.dirname, 'builtin', `${name}.py`), 'utf8');
  } catch (cause) {
    throw new HubError('STEP_FAILED', `this hub has no builtin script ${name}`, {}, { cause });
  }
}
