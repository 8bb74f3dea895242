import { writeFile } from 'node:fs/promises';
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
import { runCommand, type CommandEnd } from '../../core/programs/run-command.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepTask } from '../../core/ports/step-executor.ts';
import { jobScript } from './job-script.ts';
import type { CommandLine, SchedulerDialect } from './scheduler.ts';

export interface BatchHostOptions {
  /** A folder that the hub's workers and the cluster's nodes see by the same path. */
  readonly folder: string;
  /** Between two looks at a job. */
  readonly pollMs: number;
  readonly maxOutputBytes: number;
  /** What the scheduler's commands get of the environment: nothing of the hub's secrets. */
  readonly environment: NodeJS.ProcessEnv;
}

const endMs = 120_000;

/** Jobs of a cluster, found by their names: they go on when our processes end. */
export class BatchHost implements ProgramHost {
  readonly #dialect: SchedulerDialect;
  readonly #options: BatchHostOptions;

  constructor(dialect: SchedulerDialect, options: BatchHostOptions) {
    this.#dialect = dialect;
    this.#options = options;
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
    return isAlive(await this.#look(handle));
  }

  async start(handle: JsonObject, { parameters }: StepTask, signal: AbortSignal): Promise<void> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    await writeFile(join(path, 'program.sh'), textAt(parameters, 'script'));
    await writeFile(join(path, 'job.sh'), jobScript(path, timeoutS, this.#options.maxOutputBytes));
    const queue = parameters['queue'];
    const submitted = await this.#run(
      this.#dialect.submit({
        name: nameOf(handle),
        script: join(path, 'job.sh'),
        folder: path,
        timeoutS,
        cpus: Number(parameters['cpus'] ?? 1),
        memoryMb: Number(parameters['memoryMb'] ?? 2048),
        gpus: Number(parameters['gpus'] ?? 0),
        queue: typeof queue === 'string' ? queue : null,
      }),
      signal,
    );
    if (submitted.code === 0) return;
    const words = submitted.stderr.trim().slice(-500);
    // Not the job's fault: it is tried again.
    if (isAway(words)) throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not answer: ${words}`);
    throw new HubError('STEP_FAILED', `${this.#dialect.name} refuses the job: ${words}`);
  }

  follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const { path } = this.folderOf(handle);
    const timeoutS = Number(handle['timeoutS']);
    return followFolder({ path, look: () => this.#look(handle), pollMs: this.#options.pollMs, timeoutS }, log, signal);
  }

  async remove(handle: JsonObject): Promise<void> {
    const until = Date.now() + endMs;
    for (;;) {
      if (!isAlive(await this.#look(handle))) break;
      // Again and again: a job that is just being submitted may be there only now.
      await this.#run(this.#dialect.cancel(nameOf(handle)));
      if (Date.now() > until) throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not end a job`);
      await pause(this.#options.pollMs, new AbortController().signal);
    }
    await removeTree(this.folderOf(handle).path);
  }

  async #look(handle: JsonObject): Promise<JobState> {
    const { code, stdout, stderr } = await this.#run(this.#dialect.look(nameOf(handle)));
    if (code !== 0)
      throw new HubError('UPSTREAM_UNAVAILABLE', `${this.#dialect.name} does not answer: ${stderr.trim().slice(-500)}`);
    return this.#dialect.stateOf(stdout, nameOf(handle));
  }

  #run({ command, args }: CommandLine, signal?: AbortSignal): Promise<CommandEnd> {
    return runCommand({ command, args, env: this.#options.environment }, signal);
  }
}

function nameOf(handle: JsonObject): string {
  return textAt(handle, 'name');
}

/** Words of schedulers that can't be reached. */
function isAway(words: string): boolean {
  return /unable to contact|connection refused|timed out|unable to send message|can't (?:connect|contact)/i.test(words);
}
