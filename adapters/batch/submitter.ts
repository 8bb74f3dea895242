import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { readPlain } from '../../core/programs/open-plain.ts';
import type { CommandEnd } from '../../core/programs/run-command.ts';
import type { ArrayDialect, BatchJob, CommandLine, SchedulerDialect } from './scheduler.ts';

/** Which of the jobs of an array. */
export interface ArrayPlace {
  readonly name: string;
  readonly index: number;
}

/** In the folder of a job that was submitted with others, written before they are: also when nobody heard the answer they are found. */
const placeFile = 'array';
const placePattern = /^(p[0-9a-f]{32}) (\d{1,4})$/;
/** Slurm's own usual maximum of an array. */
const maxJobs = 1000;
/** Submissions by themselves at the same time: a thousand at once would keep scheduler and machine busy. */
const atOnce = 4;

interface Waiting {
  readonly job: BatchJob;
  readonly resolve: (end: CommandEnd) => void;
  readonly reject: (error: Error) => void;
}

/** Submits jobs: those that ask for the same and come within moments of each other as one array, where the scheduler has arrays. */
export class Submitter {
  readonly #dialect: SchedulerDialect;
  readonly #run: (command: CommandLine) => Promise<CommandEnd>;
  readonly #gatherMs: number;
  readonly #groups = new Map<string, Waiting[]>();

  /** @param gatherMs for how long the first of a group waits for others */
  constructor(dialect: SchedulerDialect, run: (command: CommandLine) => Promise<CommandEnd>, gatherMs: number) {
    this.#dialect = dialect;
    this.#run = run;
    this.#gatherMs = gatherMs;
  }

  /** How the command that submitted it ended. @param group of jobs that may go together: a step of a run */
  submit(group: string, job: BatchJob): Promise<CommandEnd> {
    const { array } = this.#dialect;
    if (!array) return this.#run(this.#dialect.submit(job));
    const { timeoutS, cpus, memoryMb, gpus, queue } = job;
    const key = JSON.stringify([group, timeoutS, cpus, memoryMb, gpus, queue]);
    return new Promise((resolve, reject) => {
      const waiting = this.#groups.get(key) ?? this.#begin(array, key);
      waiting.push({ job, resolve, reject });
      // What comes from now on is another array.
      if (waiting.length === maxJobs) this.#groups.delete(key);
    });
  }

  #begin(array: ArrayDialect, key: string): Waiting[] {
    const waiting: Waiting[] = [];
    this.#groups.set(key, waiting);
    setTimeout(() => {
      if (this.#groups.get(key) === waiting) this.#groups.delete(key);
      this.#submitAll(array, waiting).catch((error: unknown) => {
        for (const { reject } of waiting) reject(asError(error));
      });
    }, this.#gatherMs);
    return waiting;
  }

  async #submitAll(array: ArrayDialect, waiting: readonly Waiting[]): Promise<void> {
    const left = waiting.length > 1 ? await this.#submitTogether(array, waiting) : [...waiting];
    const submitNext = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift())
        await this.#run(this.#dialect.submit(next.job)).then(next.resolve, next.reject);
    };
    await Promise.all(Array.from({ length: atOnce }, submitNext));
  }

  /** Answers those that are to be submitted each by itself. One whose folder can't be written, as of a step that has ended, fails alone. */
  async #submitTogether(array: ArrayDialect, waiting: readonly Waiting[]): Promise<Waiting[]> {
    const name = `p${newId().replaceAll('-', '')}`;
    const placed: Waiting[] = [];
    for (const one of waiting)
      if (await isDone(one, writeFile(join(one.job.folder, placeFile), `${name} ${String(placed.length)}`)))
        placed.push(one);
    if (placed.length > 1) {
      const jobs = placed.map(({ job }) => job);
      const end = await this.#run(array.submit(name, jobs));
      if (end.code === 0 || isAway(end.stderr)) {
        for (const { resolve } of placed) resolve(end);
        return [];
      }
    }
    // A cluster may have no arrays, or smaller ones; what it has against a job itself it says of that alone.
    const left: Waiting[] = [];
    for (const one of placed)
      if (await isDone(one, rm(join(one.job.folder, placeFile), { force: true }))) left.push(one);
    return left;
  }
}

/** False, and that job alone has failed, when the work does. */
async function isDone({ reject }: Waiting, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    reject(asError(error));
    return false;
  }
}

/** Null: the job was submitted by itself. */
export async function arrayPlace(folder: string): Promise<ArrayPlace | null> {
  try {
    const text = (await readPlain(folder, [placeFile], 100))?.toString('latin1') ?? '';
    const [, name, index] = placePattern.exec(text) ?? [];
    return name === undefined ? null : { name, index: Number(index) };
  } catch (error) {
    // What the job's own script has put there instead.
    if (error instanceof HubError) return null;
    throw error;
  }
}

/** Words of schedulers that can't be reached. */
export function isAway(words: string): boolean {
  return /unable to contact|connection refused|timed out|unable to send message|can't (?:connect|contact)|zero bytes|unexpected message/i.test(
    words,
  );
}
