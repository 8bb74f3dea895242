import { dirname } from 'node:path';
import type { JobState } from '../../core/programs/follow-folder.ts';
import { quoted } from './job-script.ts';
import type { ArrayDialect, BatchJob, JobIds, SchedulerDialect } from './scheduler.ts';

const minuteS = 60;
/** The script keeps its own time, to the second; Slurm's limit, in minutes, is for a node on which it can't. */
const graceMinutes = 2;

/** Words of `squeue --format=%T`, by what they mean. */
const states: Readonly<Record<string, JobState>> = {
  PENDING: { is: 'WAITING' },
  CONFIGURING: { is: 'WAITING' },
  REQUEUED: { is: 'WAITING' },
  REQUEUE_HOLD: { is: 'WAITING' },
  RESV_DEL_HOLD: { is: 'WAITING' },
  SPECIAL_EXIT: { is: 'WAITING' },
  RUNNING: { is: 'RUNNING' },
  COMPLETING: { is: 'RUNNING' },
  STAGE_OUT: { is: 'RUNNING' },
  SIGNALING: { is: 'RUNNING' },
  STOPPED: { is: 'RUNNING' },
  SUSPENDED: { is: 'RUNNING' },
  RESIZING: { is: 'RUNNING' },
  COMPLETED: { is: 'GONE' },
  TIMEOUT: { is: 'OUT_OF_TIME' },
  DEADLINE: { is: 'OUT_OF_TIME' },
  OUT_OF_MEMORY: { is: 'OUT_OF_MEMORY' },
};

/** What a job asks for, whatever it is and wherever it begins. */
function requests({ timeoutS, cpus, memoryMb, gpus, queue }: BatchJob): string[] {
  return [
    '--output=/dev/null',
    '--error=/dev/null',
    '--ntasks=1',
    `--cpus-per-task=${String(Math.ceil(cpus))}`,
    `--mem=${String(Math.ceil(memoryMb))}M`,
    `--time=${String(Math.ceil(timeoutS / minuteS) + graceMinutes)}`,
    // Begun again by Slurm, a step would be done twice: the hub decides that.
    '--no-requeue',
    ...(gpus > 0 ? [`--gpus=${String(gpus)}`] : []),
    ...(queue === null ? [] : [`--partition=${queue}`]),
  ];
}

/** Of jobs of one name, which a submission whose answer was lost may leave, the one that goes on counts. */
function stateOfWords(words: readonly string[]): JobState {
  const known = words.map((word): JobState => states[word] ?? { is: 'FAILED', word });
  return (
    known.find(({ is }) => is === 'RUNNING') ?? known.find(({ is }) => is === 'WAITING') ?? known[0] ?? { is: 'GONE' }
  );
}

/** Lines of `squeue --format='%F_%K %T'` about the job at that place: its id `4711_3`, and its state. */
function linesAt(stdout: string, index: number): readonly { readonly id: string; readonly word: string }[] {
  return stdout.split('\n').flatMap((line) => {
    const [id = '', word = ''] = line.trim().split(' ');
    return id.endsWith(`_${String(index)}`) ? [{ id, word }] : [];
  });
}

const array: ArrayDialect = {
  submit: (name, jobs) => {
    const [first] = jobs;
    if (!first) throw new Error('an array of no jobs');
    const cases = jobs.map(({ script }, index) => `${String(index)}) exec sh ${quoted(script)} ;;\n`).join('');
    return {
      command: 'sbatch',
      args: [
        '--parsable',
        `--job-name=${name}`,
        // The folder of a job may be gone when the last one begins.
        `--chdir=${dirname(first.folder)}`,
        `--array=0-${String(jobs.length - 1)}`,
        ...requests(first),
      ],
      stdin: `#!/bin/sh\ncase "$SLURM_ARRAY_TASK_ID" in\n${cases}esac\n`,
    };
  },
  look: (name) => ({
    command: 'squeue',
    args: ['--noheader', '--states=all', '--array', `--name=${name}`, '--format=%F_%K %T'],
  }),
  stateOf: (stdout, index) => stateOfWords(linesAt(stdout, index).map(({ word }) => word)),
  cancel: (stdout, index) => {
    const ids = linesAt(stdout, index).map(({ id }) => id);
    return ids.length === 0 ? null : { command: 'scancel', args: ['--quiet', ...ids] };
  },
};

const arrayOf = (id: string): string => id.split('_')[0] ?? id;

const ids: JobIds = {
  pattern: /^\d{1,12}(_\d{1,9})?$/,
  shared: arrayOf,
  look: (id) => ({
    command: 'squeue',
    args: ['--noheader', '--states=all', '--array', `--jobs=${arrayOf(id)}`, '--format=%i %T'],
  }),
  isForgotten: (stderr) => /invalid job id/i.test(stderr),
  stateOf: (stdout, id) =>
    stateOfWords(
      stdout.split('\n').flatMap((line) => {
        const [listed, word = ''] = line.trim().split(' ');
        return listed === id ? [word] : [];
      }),
    ),
  cancel: (id) => ({ command: 'scancel', args: ['--quiet', id] }),
};

/** Slurm, by sbatch, squeue and scancel. */
export const slurm: SchedulerDialect = {
  name: 'slurm',
  version: () => ({ command: 'sbatch', args: ['--version'] }),
  versionOf: (stdout) => /\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown',
  submit: (job: BatchJob) => ({
    command: 'sbatch',
    args: ['--parsable', `--job-name=${job.name}`, `--chdir=${job.folder}`, ...requests(job), job.script],
  }),
  look: (name) => ({ command: 'squeue', args: ['--noheader', '--states=all', `--name=${name}`, '--format=%T'] }),
  stateOf: (stdout) => stateOfWords(stdout.split('\n').flatMap((line) => line.trim() || [])),
  cancel: (name) => ({ command: 'scancel', args: ['--quiet', `--name=${name}`] }),
  array,
  ids,
};
