import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { sha256 } from '../../core/json.ts';
import { runCommand, type CommandEnd } from '../../core/programs/run-command.ts';
import type { Python } from './find-python.ts';

/** Where packages come from: a folder of wheels, or an index. */
export type PackageSource = { readonly wheels: string } | { readonly index: string };

const buildTimeoutMs = 1_800_000;

/** An environment that is being made, and for how many scripts. */
interface Building {
  readonly done: Promise<string>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Virtual environments for scripts, one for each list of requirements and version of Python, made when the first script asks for it. Only
 * wheels are installed, and only those whose hash the list has: nothing of a package runs before a script imports it.
 */
export class PythonEnvironments {
  readonly #folder: string;
  readonly #source: PackageSource;
  readonly #building = new Map<string, Building>();

  /** @param folder stays; what is below it can be removed while the hub is stopped */
  constructor(folder: string, source: PackageSource) {
    this.#folder = folder;
    this.#source = source;
  }

  /**
   * The interpreter of an environment with these packages.
   * @param requirements as pip reads them, each pinned and with its hashes
   * @throws STEP_FAILED with pip's own words
   */
  async interpreter(python: Python, requirements: string, signal: AbortSignal): Promise<string> {
    const path = join(this.#folder, sha256(`${python.version}\n${python.executable}\n${requirements}`).slice(0, 32));
    const executable = join(path, 'bin', 'python');
    if (existsSync(executable)) return executable;
    const building = this.#building.get(path) ?? this.#begin(python, requirements, path);
    building.waiting += 1;
    try {
      await orAborted(building.done, signal);
    } finally {
      building.waiting -= 1;
      // Whoever leaves doesn't take it from those who still wait.
      if (building.waiting === 0) this.#leave(path, building, signal.reason);
    }
    return executable;
  }

  #begin(python: Python, requirements: string, path: string): Building {
    const stop = new AbortController();
    const done = this.#build(python, requirements, path, stop.signal);
    // Nobody may be left to hear of it.
    done.catch(() => undefined);
    const building = { done, stop, waiting: 0 };
    this.#building.set(path, building);
    return building;
  }

  /** Done, failed, or wanted by nobody: whoever comes next begins anew, or finds it made. */
  #leave(path: string, building: Building, reason: unknown): void {
    if (this.#building.get(path) === building) this.#building.delete(path);
    building.stop.abort(reason);
  }

  async #build(python: Python, requirements: string, path: string, signal: AbortSignal): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const made = await mkdtemp(join(this.#folder, 'new-'));
    try {
      const venv = await run(python.executable, ['-I', '-m', 'venv', made], made, signal);
      if (venv.code !== 0) throw failed('an environment (Debian, Ubuntu: apt install python3-venv)', venv);
      const list = join(made, 'requirements.txt');
      await writeFile(list, requirements);
      const from =
        'wheels' in this.#source
          ? ['--no-index', '--find-links', this.#source.wheels]
          : ['--index-url', this.#source.index];
      const pip = ['-I', '-m', 'pip', '--disable-pip-version-check', '--no-input', 'install', '--require-hashes'];
      const args = [...pip, '--only-binary', ':all:', '--no-cache-dir', ...from, '--requirement', list];
      const installed = await run(join(made, 'bin', 'python'), args, made, signal);
      if (installed.code !== 0) throw failed("the script's requirements", installed);
      await rename(made, path).catch((error: unknown) => {
        // Another process of the hub was quicker; it made the same.
        if (!existsSync(join(path, 'bin', 'python'))) throw error;
      });
      return path;
    } finally {
      await rm(made, { recursive: true, force: true });
    }
  }
}

/** pip gets no settings of who runs the hub. */
function run(command: string, args: readonly string[], home: string, signal: AbortSignal): Promise<CommandEnd> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', PIP_CONFIG_FILE: '/dev/null' };
  return runCommand({ command, args, env, timeoutMs: buildTimeoutMs }, signal);
}

function failed(what: string, { stdout, stderr }: CommandEnd): HubError {
  const words = `${stdout}${stderr}`.trim().split('\n').slice(-3).join(' | ').slice(-800);
  return new HubError('STEP_FAILED', `Python can't make ${what}: ${words}`);
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
