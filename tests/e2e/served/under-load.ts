import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { startCluster, type Cluster } from './cluster.ts';
import { Workload } from './workload.ts';

/** Longest time of one fault with what comes after it. */
export const timeout = 400_000;

export interface UnderLoad {
  readonly cluster: Cluster;
  /**
   * Waits until work goes on after the fault, ends it, and compares: every acknowledged write is there once, every run ends, nothing lies
   * dead, the audit chain is whole. Prints what was broken and what was found.
   */
  verified(broke: string): Promise<void>;
}

/** A cluster for the tests of a file, with a workload of its own running during each. */
export function underLoad(): UnderLoad {
  let cluster: Cluster | undefined;
  let work: Workload | undefined;
  let number = 0;
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the cluster has not started');
    return value;
  };
  beforeAll(async () => {
    cluster = await startCluster();
  }, 240_000);
  afterAll(async () => {
    await cluster?.[Symbol.asyncDispose]();
  }, 60_000);
  beforeEach(async () => {
    number += 1;
    work = await Workload.open(started(cluster), `FAULT-${String(number)}`);
    work.start();
    // So that the fault finds each kind of work under way, and what it has to keep.
    const running = work;
    await expect.poll(() => running.tagged, { timeout: 90_000 }).toBeGreaterThan(0);
  }, 120_000);
  return {
    get cluster() {
      return started(cluster);
    },
    async verified(broke) {
      const current = started(work);
      // Some work after the fault, so that a hub that stands still is seen.
      const before = current.exams;
      await expect.poll(() => current.exams, { timeout: 120_000 }).toBeGreaterThan(before);
      await current.stop();
      const found = JSON.stringify(await current.verify());
      process.stdout.write(`broke: ${broke}\nfound: ${found}\n`);
    },
  };
}
