import { chmod } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ProgramEnd, ProgramHost } from '../../core/programs/held-program.ts';
import { seenAs } from '../../core/programs/image-program.ts';
import { removeTree } from '../../core/programs/remove-tree.ts';
import type { ProgramFolder } from '../../core/programs/program-folder.ts';
import type { ProgramLog } from '../../core/programs/program-log.ts';
import { runCommand, type CommandEnd } from '../../core/programs/run-command.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepTask } from '../../core/ports/step-executor.ts';
import { containerParameters, folderLabel, overdueS, runArguments, timeoutLabel } from './container-args.ts';
import type { ContainerEngine } from './find-engine.ts';

/** Pulling an image may take long. */
const startTimeoutMs = 1_800_000;
const lastLines = 200;
const maxTimerMs = 2 ** 31 - 1;
/** As long as the hub may be away and still finds how a container has ended. */
const keptMs = 7 * 24 * 3_600_000;

interface State {
  readonly Status: string;
  readonly ExitCode: number;
  readonly OOMKilled: boolean;
  /** ISO 8601; in the year 1 while there is none. */
  readonly StartedAt: string;
  readonly FinishedAt: string;
}

/** Containers on this machine, by the command line of podman or docker: they go on when our process ends. */
export class ContainerHost implements ProgramHost {
  readonly #engine: ContainerEngine;
  readonly #folder: string;
  readonly #maxFileBytes: number;

  /** @param folder where each container has a folder; it must outlive our process */
  constructor(engine: ContainerEngine, folder: string, maxFileBytes: number) {
    this.#engine = engine;
    this.#folder = folder;
    this.#maxFileBytes = maxFileBytes;
  }

  newHandle(task: StepTask): JsonObject {
    const { timeoutS } = containerParameters(task.parameters);
    return { host: hostname(), name: `pesscara-${newId()}`, timeoutS };
  }

  folderOf(handle: JsonObject): ProgramFolder {
    return { path: join(this.#folder, nameOf(handle)), seenAs };
  }

  async isThere(handle: JsonObject): Promise<boolean> {
    const state = await this.#state(handle);
    if (state && !['created', 'configured', 'initialized'].includes(state.Status)) return true;
    await this.#removeContainer(handle);
    return false;
  }

  async start(handle: JsonObject, task: StepTask, signal: AbortSignal): Promise<void> {
    const { path } = this.folderOf(handle);
    // Nobody writes there from inside; the folder above is closed to everyone else of this machine.
    await chmod(path, 0o700);
    for (const name of ['out', 'result']) await chmod(join(path, name), 0o777);
    const args = runArguments(
      this.#engine,
      nameOf(handle),
      path,
      containerParameters(task.parameters),
      this.#maxFileBytes,
    );
    // In its folder, because what watches over the container may leave a file where it was started.
    const { code, stderr } = await runCommand(
      { command: this.#engine.command, args, cwd: path, timeoutMs: startTimeoutMs },
      signal,
    );
    if (code === 0) return;
    await this.#removeContainer(handle);
    throw new HubError('STEP_FAILED', `the container can't be started: ${lastLine(stderr)}`);
  }

  async follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const state = await this.#state(handle);
    if (!state) return { how: 'LOST', why: 'its container is gone' };
    const until = Date.parse(state.StartedAt) + Number(handle['timeoutS']) * 1000;
    // One that has ended while nobody looked was in time or not, however late it is now.
    const hasEnded = state.Status === 'exited';
    if (hasEnded && Date.parse(state.FinishedAt) > until + overdueS * 1000) return timeoutOf(handle);
    const late = new AbortController();
    const endLate = () => {
      late.abort(new HubError('DEADLINE_EXCEEDED', 'the container did not end in time'));
    };
    const timer = setTimeout(endLate, hasEnded ? maxTimerMs : Math.min(Math.max(until - Date.now(), 0), maxTimerMs));
    try {
      return await this.#ended(handle, log, AbortSignal.any([signal, late.signal]));
    } catch (error) {
      if (!late.signal.aborted || signal.aborted) throw error;
      await this.#removeContainer(handle);
      return timeoutOf(handle);
    } finally {
      clearTimeout(timer);
    }
  }

  async #ended(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const readers = { stdout: log.reader(), stderr: log.reader() };
    // Ends when the container does.
    await runCommand(
      {
        command: this.#engine.command,
        args: ['logs', '--follow', nameOf(handle)],
        timeoutMs: Infinity,
        onOutput: (stream, chunk) => {
          readers[stream].take(chunk);
        },
      },
      signal,
    );
    for (const { end } of Object.values(readers)) end();
    await this.#run(['wait', nameOf(handle)], signal, Infinity);
    await this.#addMissedEnd(handle, log, signal);
    const state = await this.#state(handle);
    if (!state) return { how: 'LOST', why: 'its container is gone' };
    if (state.OOMKilled) return { how: 'MEMORY' };
    return { how: 'CODE', code: state.ExitCode };
  }

  /** Of a flood, the follower misses what the engine drops before it has read it: the end as well. */
  async #addMissedEnd(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<void> {
    const { stdout, stderr } = await this.#run(['logs', '--tail', String(lastLines), nameOf(handle)], signal);
    for (const text of [stdout, stderr]) {
      const lines = text.trimEnd().split('\n');
      const last = lines.at(-1) ?? '';
      if (last === '' || last.startsWith('::progress') || log.text.slice(-2 * last.length - 1000).includes(last))
        continue;
      for (const line of lines) log.line(line);
    }
  }

  async remove(handle: JsonObject): Promise<void> {
    await this.#removeContainer(handle);
    await removeTree(this.folderOf(handle).path);
  }

  /** Ends and removes those of this hub that nobody has followed to their end: a step was begun anew on another host, or its run is gone. */
  async removeOverdue(now = Date.now()): Promise<void> {
    const all = ['ps', '--all', '--filter', `label=${folderLabel}=${this.#folder}`, '--format', '{{.Names}}'];
    const { code, stdout, stderr } = await this.#run(all);
    if (code !== 0) throw new HubError('UPSTREAM_UNAVAILABLE', `containers can't be listed: ${lastLine(stderr)}`);
    for (const name of stdout.split('\n').flatMap((line) => line.trim() || [])) {
      const handle = { host: hostname(), name };
      const [state, timeoutS] = [await this.#state(handle), Number(await this.#labelOf(name, timeoutLabel))];
      const isOverdue =
        state?.Status === 'running'
          ? now > Date.parse(state.StartedAt) + (timeoutS + overdueS) * 1000
          : state?.Status === 'exited' && now > Date.parse(state.FinishedAt) + keptMs;
      if (isOverdue) await this.remove(handle);
    }
  }

  async #labelOf(name: string, label: string): Promise<string> {
    const format = `{{index .Config.Labels "${label}"}}`;
    return (await this.#run(['container', 'inspect', '--format', format, name])).stdout.trim();
  }

  async #removeContainer(handle: JsonObject): Promise<void> {
    // At once: `rm --force` alone would let a program go on for 10 s.
    await this.#run(['kill', nameOf(handle)]);
    const { code, stderr } = await this.#run(['rm', '--force', nameOf(handle)]);
    if (code !== 0 && !isAbsence(stderr))
      throw new HubError('UPSTREAM_UNAVAILABLE', `a container can't be removed: ${lastLine(stderr)}`);
  }

  async #state(handle: JsonObject): Promise<State | null> {
    const { code, stdout, stderr } = await this.#run([
      'container',
      'inspect',
      '--format',
      '{{json .State}}',
      nameOf(handle),
    ]);
    if (code === 0) return JSON.parse(stdout) as State;
    if (isAbsence(stderr)) return null;
    throw new HubError(
      'UPSTREAM_UNAVAILABLE',
      `${this.#engine.name} does not tell of a container: ${lastLine(stderr)}`,
    );
  }

  #run(args: readonly string[], signal?: AbortSignal, timeoutMs?: number): Promise<CommandEnd> {
    const command = this.#engine.command;
    return runCommand({ command, args, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, signal);
  }
}

function timeoutOf(handle: JsonObject): ProgramEnd {
  return { how: 'TIMEOUT', seconds: Number(handle['timeoutS']) };
}

function nameOf(handle: JsonObject): string {
  return textAt(handle, 'name');
}

function isAbsence(stderr: string): boolean {
  return /no such (container|object)|no container with name/i.test(stderr);
}

function lastLine(stderr: string): string {
  return (stderr.trim().split('\n').at(-1) ?? '').slice(0, 500);
}
