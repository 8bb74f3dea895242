import type { NewJob } from '../../ports/job-queue.ts';
import type { StepExecutor } from '../../ports/step-executor.ts';
import type { WorkflowPorts } from '../ports.ts';
import type { WorkflowUseCases } from '../workflows.ts';
import { HandQueue, openBench, type Bench } from './workflow-bench.ts';

class Crash extends Error {}

/** The ports, of which the call with a number chosen before throws: as when the process dies there. */
function fragile(ports: WorkflowPorts, mayCrash: () => void): WorkflowPorts {
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          mayCrash();
          return Reflect.apply(member, target, args);
        };
      },
    });
  // Not the transactor: its commit happens or does not, and a crash in its work undoes it.
  return {
    ...ports,
    store: wrap(ports.store),
    graph: wrap(ports.graph),
    objects: wrap(ports.objects),
    queue: wrap(ports.queue),
    feed: wrap(ports.feed),
  };
}

/** A process that dies at calls of its ports that `choose` picks: once at least, however the choices fall. */
export function mortal(
  whole: WorkflowPorts,
  choose: (below: number) => number,
): { ports: WorkflowPorts; survives(work: () => Promise<unknown>): Promise<boolean>; crashes(): number } {
  let untilCrash = Infinity;
  let crashes = 0;
  return {
    ports: fragile(whole, () => {
      if (--untilCrash === 0) throw new Crash();
    }),
    survives: async (work) => {
      // Until the first death each piece of work is to die of one of its first calls.
      if (crashes === 0) untilCrash = 1 + choose(3);
      else untilCrash = choose(3) === 0 ? 1 + choose(25) : Infinity;
      try {
        await work();
        return true;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        crashes++;
        return false;
      }
    },
    crashes: () => crashes,
  };
}

/** One bench and queue by hand. */
export async function byHand(): Promise<{ bench: Bench; queue: HandQueue }> {
  const holder: { sql?: Bench['sql'] } = {};
  const queue = new HandQueue((effect) => {
    holder.sql?.afterCommit(effect);
  });
  const bench = await openBench((real) =>
    Object.assign(Object.create(real) as typeof real, { enqueue: (jobs: readonly NewJob[]) => queue.enqueue(jobs) }),
  );
  holder.sql = bench.sql;
  return { bench, queue };
}

/** Does a job as the hub's workers would. */
export function handle(
  workflows: WorkflowUseCases,
  executor: StepExecutor,
  job: NewJob,
  attempt = 1,
  kind = 'python',
): Promise<void> {
  const executors = new Map([[kind, executor]]);
  const signal = new AbortController().signal;
  if (job.queue === 'advance') return workflows.advance(job.payload, job.key);
  const { stepRunId, taskId, runId } = job.payload;
  if (typeof stepRunId === 'string')
    return workflows.runStep(executors, stepRunId, { attempt, attempts: 1000, payload: job.payload }, signal);
  return typeof taskId === 'string' ? workflows.sendTaskMessage(job.payload) : workflows.sendFailure(runId as string);
}

export const describeTest = () =>
  Promise.resolve({ method: 'test/python', methodVersion: '1', software: { name: 'test', version: '1' } });

export const textOutput = (text: string) => ({
  kind: 'note',
  role: 'note',
  label: text,
  mediaType: 'text/plain',
  bytes: new TextEncoder().encode(text),
  properties: {},
});
