import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { followFolder, isAlive, type JobState } from '../../core/programs/follow-folder.ts';
import { hasEntry, readPlain } from '../../core/programs/open-plain.ts';
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
/** For so long after Spark has told a driver's end, its own word of that may be yet to come. One that was killed leaves none. */
const lastWordMs = 10_000;
const submissionFile = 'submission';
/** With it the folder is whole, and a driver can begin there. */
const driverFile = 'driver.py';
const idPattern = /^driver-[\w-]{1,100}$/;
/** In place of an id: nobody wants it any more. */
const closed = 'closed';

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

  newHandle({ parameters }: StepTask): JsonObject {
    return {
      name: `pesscara-${newId()}`,
      timeoutS: Number(parameters['timeoutS'] ?? 3600),
      cpus: Number(parameters['cpus'] ?? 1),
      memoryMb: Number(parameters['memoryMb'] ?? 2048),
    };
  }

  folderOf(handle: JsonObject): ProgramFolder {
    const path = join(this.#folder, textAt(handle, 'name'));
    return { path, seenAs: path };
  }

  async isThere(handle: JsonObject): Promise<boolean> {
    const { path } = this.folderOf(handle);
    if (await hasEntry(path, 'exit')) return true;
    if ((await this.#textIn(handle, 'began')) === closed) return false;
    if (await hasEntry(path, 'began')) return !(await hasEntry(path, 'gone')) || isAlive(await this.#look(handle));
    // Perhaps submitted, and nobody heard the answer: `follow` submits it again, into the same folder.
    if (!(await hasEntry(path, driverFile))) return false;
    return (await this.#submissionOf(handle)) === null || isAlive(await this.#look(handle));
  }

  async start(handle: JsonObject, { parameters }: StepTask, signal: AbortSignal): Promise<void> {
    const { path } = this.folderOf(handle);
    await writeFile(join(path, 'program.py'), textAt(parameters, 'script'));
    await writeFile(join(path, `${driverFile}.new`), await readFile(join(import.meta.dirname, driverFile)));
    await rename(join(path, `${driverFile}.new`), join(path, driverFile));
    signal.throwIfAborted();
    await this.#submit(handle);
  }

  async follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    if ((await this.#submissionOf(handle)) === null && !(await hasEntry(path, 'exit'))) await this.#submit(handle);
    return followFolder({ path, look: () => this.#look(handle), pollMs: this.#pollMs, timeoutS }, log, signal);
  }

  async remove(handle: JsonObject): Promise<void> {
    const { path } = this.folderOf(handle);
    await closeTo(path);
    const until = Date.now() + endMs;
    let endedAt: number | null = null;
    for (;;) {
      endedAt = isAlive(await this.#look(handle)) ? null : (endedAt ?? Date.now());
      if (endedAt !== null && (!(await this.#isUnfinished(handle)) || Date.now() - endedAt > lastWordMs)) break;
      for (const id of [await this.#beganAs(handle), await this.#submittedAs(handle)])
        if (id !== null) await this.#submissions.kill(id);
      if (Date.now() > until) throw new HubError('UPSTREAM_UNAVAILABLE', 'Spark does not end a driver');
      await pause(this.#pollMs, new AbortController().signal);
    }
    await removeTree(path);
  }

  /** A further time does no harm: `driver.py` begins once in a folder, whichever submission comes first. */
  async #submit(handle: JsonObject): Promise<void> {
    const { path } = this.folderOf(handle);
    const id = await this.#submissions.create({
      name: textAt(handle, 'name'),
      script: join(path, driverFile),
      args: [path, String(Number(handle['timeoutS'])), String(maxLogBytes)],
      cores: Number(handle['cpus']),
      memoryMb: Number(handle['memoryMb']),
    });
    await writeFile(join(path, submissionFile), id);
  }

  /** Also when Spark has ended the JVM: the program itself ends a moment later, and says so. */
  async #isUnfinished(handle: JsonObject): Promise<boolean> {
    const { path } = this.folderOf(handle);
    return (await this.#beganAs(handle)) !== null && !(await hasEntry(path, 'exit')) && !(await hasEntry(path, 'gone'));
  }

  async #look(handle: JsonObject): Promise<JobState> {
    const id = await this.#submissionOf(handle);
    return id === null ? { is: 'GONE' } : this.#submissions.state(id);
  }

  /** Of submissions whose answer was lost, the one that began counts. Null: none has begun, and no answer was heard. */
  async #submissionOf(handle: JsonObject): Promise<string | null> {
    return (await this.#beganAs(handle)) ?? (await this.#submittedAs(handle));
  }

  #beganAs(handle: JsonObject): Promise<string | null> {
    return this.#idIn(handle, 'began');
  }

  #submittedAs(handle: JsonObject): Promise<string | null> {
    return this.#idIn(handle, submissionFile);
  }

  async #idIn(handle: JsonObject, name: string): Promise<string | null> {
    const text = await this.#textIn(handle, name);
    return idPattern.test(text) ? text : null;
  }

  /** Empty where there is none, or where the program has put something else in its place. */
  async #textIn(handle: JsonObject, name: string): Promise<string> {
    try {
      return (await readPlain(this.folderOf(handle).path, [name], 200))?.toString('latin1') ?? '';
    } catch (error) {
      if (error instanceof HubError) return '';
      throw error;
    }
  }
}

/** From here on no submission can begin there that has not begun yet: Spark may still have one whose id nobody heard. */
async function closeTo(path: string): Promise<void> {
  try {
    await writeFile(join(path, 'began'), closed, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // It has begun; there is no folder.
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
