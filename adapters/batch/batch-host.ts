import { writeFile } from 'node:fs/promises';
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
import { runCommand, type CommandEnd } from '../../core/programs/run-command.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepTask } from '../../core/ports/step-executor.ts';
import { jobScript } from './job-script.ts';
import type { CommandLine, SchedulerDialect } from './scheduler.ts';
import { arrayPlace, isAway, Submitter } from './submitter.ts';

export interface BatchHostOptions {
  /** A folder that the hub's workers and the cluster's nodes see by the same path. */
  readonly folder: string;
  /** Between two looks at a job. */
  readonly pollMs: number;
  /** No file of a job grows beyond it. */
  readonly maxFileBytes: number;
  /** What the scheduler's commands get of the environment: nothing of the hub's secrets. */
  readonly environment: NodeJS.ProcessEnv;
  /** For how long a job waits for others of its step, to be submitted with them. */
  readonly gatherMs: number;
}

const endMs = 120_000;
/** Of what a scheduler says of its jobs. */
const maxListed = 4_000_000;

/** Jobs of a cluster, found by their names: they go on when our processes end. */
export class BatchHost implements ProgramHost {
  readonly #dialect: SchedulerDialect;
  readonly #options: BatchHostOptions;
  readonly #submitter: Submitter;
  /** What was said of arrays a moment ago, by their names or ids. */
  readonly #lists = new Map<string, Promise<string>>();

  constructor(dialect: SchedulerDialect, options: BatchHostOptions) {
    this.#dialect = dialect;
    this.#options = options;
    // Without the signal of any one of them: it is a submission of many.
    this.#submitter = new Submitter(dialect, (command) => this.#run(command), options.gatherMs);
  }

  newHandle(task: StepTask): JsonObject {
    return { name: `p${newId().replaceAll('-', '')}`, timeoutS: Number(task.parameters['timeoutS'] ?? 3600) };
  }

  folderOf(handle: JsonObject): ProgramFolder {
    const path = join(this.#options.folder, nameOf(handle));
    return { path, seenAs: path };
  }

  async isThere(handle: JsonObject): Promise<boolean> {
    const { path } = this.folderOf(handle);
    if ((await hasEntry(path, 'exit')) || (await hasEntry(path, 'began'))) return true;
    return isAlive((await this.#look(handle)).state);
  }

  async start(handle: JsonObject, { runId, step, parameters }: StepTask, signal: AbortSignal): Promise<void> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    await writeFile(join(path, 'program.sh'), textAt(parameters, 'script'));
    await writeFile(join(path, 'job.sh'), jobScript(path, timeoutS, this.#options.maxFileBytes));
    const queue = parameters['queue'];
    signal.throwIfAborted();
    const submitted = await this.#submitter.submit(`${runId} ${step}`, {
      name: nameOf(handle),
      script: join(path, 'job.sh'),
      folder: path,
      timeoutS,
      cpus: Number(parameters['cpus'] ?? 1),
      memoryMb: Number(parameters['memoryMb'] ?? 2048),
      gpus: Number(parameters['gpus'] ?? 0),
      queue: typeof queue === 'string' ? queue : null,
    });
    signal.throwIfAborted();
    if (submitted.code === 0) return;
    const words = submitted.stderr.trim().slice(-500);
    // Not the job's fault: it is tried again.
    if (isAway(words)) throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not answer: ${words}`);
    throw new HubError('STEP_FAILED', `${this.#dialect.name} refuses the job: ${words}`);
  }

  follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    const look = async (): Promise<JobState> => (await this.#look(handle, true)).state;
    return followFolder({ path, look, pollMs: this.#options.pollMs, timeoutS }, log, signal);
  }

  async remove(handle: JsonObject): Promise<void> {
    const until = Date.now() + endMs;
    for (;;) {
      const { state, cancel } = await this.#look(handle);
      if (!isAlive(state)) break;
      // Again and again: a job that is just being submitted may be there only now.
      if (cancel) await this.#run(cancel);
      if (Date.now() > until) throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not end a job`);
      await pause(this.#options.pollMs, new AbortController().signal);
    }
    await removeTree(this.folderOf(handle).path);
  }

  /**
   * How its job stands, and what ends it; `cancel` null: there is nothing to end.
   * @param isShared also when somebody asked a moment ago
   */
  async #look(
    handle: JsonObject,
    isShared = false,
  ): Promise<{ readonly state: JobState; readonly cancel: CommandLine | null }> {
    const name = nameOf(handle);
    const { path } = this.folderOf(handle);
    const { array, ids } = this.#dialect;
    // A submission whose answer was lost may have begun, and a later one wait, by another name or place: what began counts.
    const id = ids && (await this.#begunAs(path, ids.pattern));
    if (ids && id !== null) {
      const command = ids.look(id);
      const isForgotten = (words: string): boolean => ids.isForgotten(words);
      const list = await (isShared
        ? this.#share(ids.shared(id), command, isForgotten)
        : this.#list(command, isForgotten));
      return { state: ids.stateOf(list, id), cancel: ids.cancel(id) };
    }
    const place = array && (await arrayPlace(path));
    if (!array || !place)
      return {
        state: this.#dialect.stateOf(await this.#list(this.#dialect.look(name)), name),
        cancel: this.#dialect.cancel(name),
      };
    const command = array.look(place.name);
    const list = await (isShared ? this.#share(place.name, command) : this.#list(command));
    return { state: array.stateOf(list, place.index), cancel: array.cancel(list, place.index) };
  }

  /** The id that the job's script told when it began; null where it did not, or the program has put something else there. */
  async #begunAs(path: string, pattern: RegExp): Promise<string | null> {
    try {
      const text = (await readPlain(path, ['began'], 1000))?.toString('latin1') ?? '';
      const id = text.trim().split(' ')[2] ?? '';
      return pattern.test(id) ? id : null;
    } catch (error) {
      if (error instanceof HubError) return null;
      throw error;
    }
  }

  /** One look serves all jobs of an array: hundreds of looks would keep the scheduler busy. */
  #share(name: string, command: CommandLine, isForgotten?: (stderr: string) => boolean): Promise<string> {
    const known = this.#lists.get(name);
    if (known) return known;
    const list = this.#list(command, isForgotten);
    this.#lists.set(name, list);
    setTimeout(() => this.#lists.delete(name), this.#options.pollMs).unref();
    return list;
  }

  async #list(command: CommandLine, isForgotten?: (stderr: string) => boolean): Promise<string> {
    const { code, stdout, stderr, isCut } = await this.#run(command);
    if (code !== 0 && isForgotten?.(stderr)) return '';
    if (code !== 0)
      throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not answer: ${stderr.trim().slice(-500)}`);
    // A job that is not in a part of a list may be in the rest.
    if (isCut) throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} lists more jobs than can be read`);
    return stdout;
  }

  #run(command: CommandLine): Promise<CommandEnd> {
    return runCommand({ ...command, env: this.#options.environment, maxKept: maxListed });
  }
}

function nameOf(handle: JsonObject): string {
  return textAt(handle, 'name');
}
