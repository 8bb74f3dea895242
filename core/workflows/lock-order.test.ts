import { afterEach, beforeEach, expect, test } from 'vitest';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { testActor } from '../../tests/support/actors.ts';
import { engine } from '../../tests/support/postgres.ts';
import type { JsonObject } from '../json.ts';
import type { WorkflowStore } from '../ports/workflow-store.ts';
import { byHand, describeTest, textOutput } from './testing/by-hand.ts';
import type { Bench } from './testing/workflow-bench.ts';
import { createWorkflows } from './workflows.ts';

/** Two transactions that wait for each other would be ended by the database, and begin again: here none does. PGlite has one at a time. */
let bench: Bench;
beforeEach(async () => {
  ({ bench } = await byHand());
});
afterEach(() => bench.close());

const admin = testActor({ administrator: true, username: 'ada' });
const put = (name: string, step: JsonObject) =>
  bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: { name, steps: [step] } });
const script = { id: 'a', uses: 'python', with: { script: 'test' } };

async function start(workflowId: string): Promise<string> {
  const { examId } = await bench.addExam([]);
  return (await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null })).id;
}

async function stepOf(runId: string): Promise<string> {
  return (await bench.ports.store.stepRunsOf([runId])).get(runId)?.[0]?.id ?? '';
}

/** Until some transaction waits for another one. */
async function untilSomebodyWaits(): Promise<void> {
  if (engine === 'PGlite') return;
  const waits = async () =>
    (await bench.sql.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted'))[0]?.n;
  await expect.poll(waits, { interval: 20, timeout: 10_000 }).toBeGreaterThan(0);
}

/** Use cases of which one call of the store stops, after it was made, until another transaction waits. */
function stoppingAfter(name: keyof WorkflowStore, reached: () => void) {
  const { store } = bench.ports;
  let first = true;
  const stopping = new Proxy(store, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(member, target, args);
        if (key !== name || !first) return answer;
        first = false;
        reached();
        await untilSomebodyWaits();
        return answer;
      };
    },
  });
  return createWorkflows({ ...bench.ports, store: stopping });
}

/** As a withdrawal does; answers how often it had to begin. */
async function withdraw(runIds: readonly string[]): Promise<number> {
  let begun = 0;
  await bench.sql.transact(async () => {
    begun++;
    await new PostgresTombstones(bench.sql).hold();
    await bench.workflows.lockRuns(runIds);
    for (const id of runIds) await bench.workflows.cancelRun(id, 'withdrawn');
  });
  return begun;
}

test('a run within a run begins while a withdrawal ends several runs', async () => {
  await put('inner', script);
  const { id: outer } = await put('outer', { id: 'within', uses: 'subworkflow', with: { workflow: 'inner' } });
  const [one, other] = [await start((await put('plain', script)).id), await start(outer)];
  const locked = Promise.withResolvers<undefined>();
  const workflows = stoppingAfter('lockRun', () => {
    locked.resolve(undefined);
  });
  const beginning = workflows.advance({ childOf: await stepOf(other) }, 'any');
  await locked.promise;
  const [begun] = await Promise.all([withdraw([one, other]), beginning]);
  expect(begun).toBe(1);
  expect((await bench.workflows.getRuns(admin, [other])).get(other)?.state).toBe('FAILED');
});

test('a step ends, writing what it made, while a withdrawal waits for the graph', async () => {
  const runId = await start((await put('plain', script)).id);
  const ended = Promise.withResolvers<undefined>();
  const workflows = stoppingAfter('endStep', () => {
    ended.resolve(undefined);
  });
  const executors = new Map([
    ['python', { describe: describeTest, execute: () => Promise.resolve({ outputs: [textOutput('x')], log: '' }) }],
  ]);
  const running = workflows.runStep(
    executors,
    await stepOf(runId),
    { attempt: 1, attempts: 1 },
    new AbortController().signal,
  );
  await ended.promise;
  const [begun] = await Promise.all([withdraw([runId]), running]);
  expect(begun).toBe(1);
  expect((await bench.workflows.getRuns(admin, [runId])).get(runId)?.state).toBe('COMPLETED');
});
