import { userInfo } from 'node:os';
import type { XmlElement, XmlReader } from '../../core/ports/xml-reader.ts';
import type { JobState } from '../../core/programs/follow-folder.ts';
import type { BatchJob, SchedulerDialect } from './scheduler.ts';

const graceS = 120;

/**
 * Grid Engine (SGE, Son of Grid Engine, Univa, Altair), by qsub, qstat -xml and qdel.
 * @param slots its parallel environment for cores of one host
 * @param user whose jobs these are: a cluster may list everybody's, which is long
 */
export function gridEngine(xml: XmlReader, slots = 'smp', user = userInfo().username): SchedulerDialect {
  return {
    name: 'gridengine',
    version: () => ({ command: 'qstat', args: ['-help'] }),
    versionOf: (stdout) => stdout.split('\n')[0]?.trim() || 'unknown',
    submit: ({ name, script, folder, timeoutS, cpus, memoryMb, gpus, queue }: BatchJob) => ({
      command: 'qsub',
      args: [
        '-terse',
        ...['-N', name],
        ...['-wd', folder],
        ...['-S', '/bin/sh'],
        ...['-o', '/dev/null', '-j', 'y'],
        // Begun again by Grid Engine, a step would be done twice: the hub decides that.
        ...['-r', 'n'],
        // Of each slot.
        ...[
          '-l',
          `h_rt=${String(Math.ceil(timeoutS) + graceS)},h_vmem=${String(Math.ceil(memoryMb / Math.ceil(cpus)))}M`,
        ],
        ...(gpus > 0 ? ['-l', `gpu=${String(gpus)}`] : []),
        ...(cpus > 1 ? ['-pe', slots, String(Math.ceil(cpus))] : []),
        ...(queue === null ? [] : ['-q', queue]),
        script,
      ],
    }),
    look: () => ({ command: 'qstat', args: ['-xml', '-r', '-u', user] }),
    stateOf: (stdout, name) => {
      const words = jobsIn(xml.read(stdout, 'qstat')).flatMap((job) =>
        textOf(job, 'full_job_name') === name || textOf(job, 'JB_name') === name ? [textOf(job, 'state') ?? ''] : [],
      );
      const known = words.map(stateOfWord);
      return (
        known.find(({ is }) => is === 'RUNNING') ??
        known.find(({ is }) => is === 'WAITING') ??
        known[0] ?? { is: 'GONE' }
      );
    },
    cancel: (name) => ({ command: 'qdel', args: [name] }),
    array: null,
    ids: null,
  };
}

/** Letters of a state: r running, t being transferred, s S T suspended, q queued, w waits, h held, d being deleted, E in error. */
function stateOfWord(word: string): JobState {
  if (word.includes('E')) return { is: 'FAILED', word };
  return /[rtsST]/.test(word) ? { is: 'RUNNING' } : { is: 'WAITING' };
}

function jobsIn(element: XmlElement): readonly XmlElement[] {
  return element.name === 'job_list' ? [element] : element.children.flatMap(jobsIn);
}

function textOf(job: XmlElement, name: string): string | null {
  return job.children.find((child) => child.name === name)?.text ?? null;
}
