import { processorMs } from '../load/processor.ts';

export interface Sample {
  /** Runs per second. */
  readonly rate: number;
  /** Processor time of a run in ms: of this process and all that it started, servers and clients alike. */
  readonly cpuMs: number;
}

/** Does the work of that many runs. */
export async function measured(runs: number, work: () => Promise<void>): Promise<Sample> {
  const before = processorMs([process.pid]);
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1000;
  return { rate: runs / seconds, cpuMs: (processorMs([process.pid]) - before) / runs };
}
