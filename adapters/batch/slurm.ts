import type { JobState } from '../../core/programs/follow-folder.ts';
import type { BatchJob, SchedulerDialect } from './scheduler.ts';

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

/** Slurm, by sbatch, squeue and scancel. */
export const slurm: SchedulerDialect = {
  name: 'slurm',
  version: () => ({ command: 'sbatch', args: ['--version'] }),
  versionOf: (stdout) => /\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown',
  submit: ({ name, script, folder, timeoutS, cpus, memoryMb, gpus, queue }: BatchJob) => ({
    command: 'sbatch',
    args: [
      '--parsable',
      `--job-name=${name}`,
      `--chdir=${folder}`,
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
      script,
    ],
  }),
  look: (name) => ({ command: 'squeue', args: ['--noheader', '--states=all', `--name=${name}`, '--format=%T'] }),
  stateOf: (stdout) => {
    const words = stdout.split('\n').flatMap((line) => line.trim() || []);
    const known = words.map((word): JobState => states[word] ?? { is: 'FAILED', word });
    // Of two of one name, which a submission whose answer was lost may leave, the one that goes on counts.
    return (
      known.find(({ is }) => is === 'RUNNING') ?? known.find(({ is }) => is === 'WAITING') ?? known[0] ?? { is: 'GONE' }
    );
  },
  cancel: (name) => ({ command: 'scancel', args: ['--quiet', `--name=${name}`] }),
};
