import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { followFolder, isAlive, type JobState } from '../../core/programs/follow-folder.ts';
import { hasEntry } from '../../core/programs/open-plain.ts';
import { removeTree } from '../../core/programs/remove-tree.ts';
import type { ProgramEnd, ProgramHost } from '../../core/programs/held-program.ts';
import { pause } from '../../core/programs/pause.ts';
import type { ProgramFolder } from '../../core/programs/program-folder.ts';
import type { ProgramLog } from '../../core/programs/program-log.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepTask } from '../../core/ports/step-executor.ts';
import type { SparkSubmissions } from './submissions.ts';

const maxLogBytes = 1_000_000;
const endMs = 60_000;
const submissionFile = 'submission';

/** Drivers on the workers of a Spark master: they go on when our processes end. */
export class SparkHost implements ProgramHost {
  readonly #submissions: SparkSubmissions;
  readonly #folder: string;
  readonly #pollMs: number;

  /** @param folder that the hub's workers and Spark's see by the same path */
  constructor(submissions: SparkSubmissions, folder: string, pollMs: number) {
    this.#submissions = submissions;
    this.#folder = folder;
    this.#pollMs = pollMs;
  }

  newHandle(task: StepTask): JsonObject {
    return { name: `pesscara-${newId()}`, timeoutS: Number(task.parameters['timeoutS'] ?? 3600) };
  }

  folderOf(handle: JsonObject): ProgramFolder {
    const path = join(this.#folder, textAt(handle, 'name'));
    return { path, seenAs: path };
  }

  async isThere(handle: JsonObject): Promise<boolean> {
    const { path } = this.folderOf(handle);
    if ((await hasEntry(path, 'exit')) || ((await hasEntry(path, 'began')) && !(await hasEntry(path, 'gone'))))
      return true;
    return isAlive(await this.#look(handle));
  }

  async start(handle: JsonObject, { parameters }: StepTask, signal: AbortSignal): Promise<void> {
    const { path } = this.folderOf(handle);
    await writeFile(join(path, 'program.py'), textAt(parameters, 'script'));
    await copyFile(join(import.meta.dirname, 'driver.py'), join(path, 'driver.py'));
    signal.throwIfAborted();
    const id = await this.#submissions.create({
      name: textAt(handle, 'name'),
      script: join(path, 'driver.py'),
      args: [path, String(Number(handle['timeoutS'])), String(maxLogBytes)],
      cores: Number(parameters['cpus'] ?? 1),
      memoryMb: Number(parameters['memoryMb'] ?? 2048),
    });
    await writeFile(join(path, submissionFile), id);
  }

  follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    return followFolder({ path, look: () => this.#look(handle), pollMs: this.#pollMs, timeoutS }, log, signal);
  }

  async remove(handle: JsonObject): Promise<void> {
    const { path } = this.folderOf(handle);
    const until = Date.now() + endMs;
    while (await this.#goesOn(handle)) {
      const id = await this.#submissionOf(handle);
      if (id !== null) await this.#submissions.kill(id);
      if (Date.now() > until) throw new HubError('UPSTREAM_UNAVAILABLE', 'Spark does not end a driver');
      await pause(this.#pollMs, new AbortController().signal);
    }
    await removeTree(path);
  }

  /** Also after Spark has ended the JVM: the program itself ends a moment later, and says so. */
  async #goesOn(handle: JsonObject): Promise<boolean> {
    const { path } = this.folderOf(handle);
    if (isAlive(await this.#look(handle))) return true;
    return (await hasEntry(path, 'began')) && !(await hasEntry(path, 'exit')) && !(await hasEntry(path, 'gone'));
  }

  async #look(handle: JsonObject): Promise<JobState> {
    const id = await this.#submissionOf(handle);
    return id === null ? { is: 'GONE' } : this.#submissions.state(id);
  }

  /** Null: it was not submitted, or nobody heard the answer; `driver.py` begins once all the same. */
  #submissionOf(handle: JsonObject): Promise<string | null> {
    return readFile(join(this.folderOf(handle).path, submissionFile), 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
  }
}
