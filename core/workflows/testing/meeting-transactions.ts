import { expect } from 'vitest';
import { engine } from '../../../tests/support/postgres.ts';
import type { WorkflowPorts } from '../ports.ts';
import { createWorkflows } from '../workflows.ts';
import type { Bench } from './workflow-bench.ts';

export type Place = 'store' | 'queue' | 'feed' | 'triggers' | 'audit';

/** Until some transaction waits for another one; at once on PGlite, which has one at a time. */
export async function untilSomebodyWaits({ sql }: Pick<Bench, 'sql'>): Promise<void> {
  if (engine === 'PGlite') return;
  const waits = async () =>
    (await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted'))[0]?.n;
  await expect.poll(waits, { interval: 20, timeout: 10_000 }).toBeGreaterThan(0);
}

/**
 * Use cases of which the `nth` call of a port's method stops, after it was made, until `go`: that another transaction waits where it is not
 * given.
 */
export function stoppingAfter(
  bench: Pick<Bench, 'sql' | 'ports'>,
  port: Place,
  name: string,
  reached: () => void,
  go: () => Promise<unknown> = () => untilSomebodyWaits(bench),
  nth = 1,
) {
  let left = nth;
  const stopping = new Proxy<WorkflowPorts[Place]>(bench.ports[port], {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      if (key !== name) return (...args: unknown[]): unknown => Reflect.apply(member, target, args);
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(member, target, args);
        if (--left !== 0) return answer;
        reached();
        await go();
        return answer;
      };
    },
  });
  return counting({ ...bench.ports, [port]: stopping });
}

/** Use cases that tell how often their transactions had to begin. */
export function counting(ports: WorkflowPorts) {
  let [begun, depth] = [0, 0];
  const transact = async <T>(work: () => Promise<T>): Promise<T> => {
    const isOuter = depth++ === 0;
    try {
      return await ports.transactor.transact(async () => {
        if (isOuter) begun++;
        return work();
      });
    } finally {
      depth--;
    }
  };
  return { ...createWorkflows({ ...ports, transactor: { transact } }), begun: () => begun };
}
