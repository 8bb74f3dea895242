import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { human, openTaskBench, type TaskBench } from './testing/task-bench.ts';
import { createWorkflows } from './workflows.ts';

let bench: TaskBench;
beforeEach(async () => {
  bench = await openTaskBench();
});
afterEach(() => bench.close());

const sub = (id: string, workflow: string): JsonObject => ({ id, uses: 'subworkflow', with: { workflow } });
const python = (id: string, needs: readonly string[] = []): JsonObject => ({
  ...{ id, uses: 'python', needs, with: { script: 'test' } },
});
const put = (name: string, ...steps: readonly JsonObject[]) =>
  bench.workflows.putWorkflow(bench.admin, { projectId: bench.projectId, document: { name, steps } });

/** The run within, and its task. */
async function childOf(runId: string): Promise<string> {
  return (await bench.ports.children.childrenOf([runId])).get(runId)?.[0]?.runId ?? '';
}

const pause = (runId: string) => bench.workflows.pauseRun(bench.admin, { runId, reason: null });
const resume = (runId: string) => bench.workflows.resumeRun(bench.admin, { runId, reason: null });
const approve = async (runId: string) => {
  const { id } = await bench.taskOf(runId, 'look');
  const curator = bench.person('cora', ['CURATOR']);
  await bench.workflows.completeTask(curator, { taskId: id, outcome: 'APPROVED', comment: null });
  await bench.drain();
};
const stateOf = async (runId: string) => (await bench.stateOf(runId)).run;

test('a pause reaches runs within runs, and so does going on', async () => {
  await put('innermost', human('look'), python('after', ['look']));
  await put('inner', sub('deeper', 'innermost'));
  const outer = await bench.start([sub('within', 'inner')], 'outer');
  const inner = await childOf(outer);
  const innermost = await childOf(inner);
  await pause(outer);
  for (const id of [outer, inner, innermost]) expect(await stateOf(id)).toBe('PAUSED');
  await approve(innermost);
  expect((await bench.stateOf(innermost)).steps).toEqual({ look: 'COMPLETED', after: 'PENDING' });
  await resume(outer);
  await bench.drain();
  for (const id of [outer, inner, innermost]) expect(await stateOf(id)).toBe('COMPLETED');
  const audited = await bench.sql.query<{ target: string; action: string }>(
    "SELECT target, action FROM audit WHERE action IN ('run.paused', 'run.resumed') ORDER BY sequence",
  );
  expect(audited.filter(({ action }) => action === 'run.paused')).toHaveLength(3);
  expect(audited.filter(({ action }) => action === 'run.resumed')).toHaveLength(3);
});

test('a run within that was paused for itself stays so when the outer one goes on', async () => {
  await put('inner', human('look'), python('after', ['look']));
  const outer = await bench.start([sub('within', 'inner')], 'outer');
  const inner = await childOf(outer);
  await pause(inner);
  await pause(outer);
  await resume(outer);
  expect(await stateOf(inner)).toBe('PAUSED');
  await approve(inner);
  await resume(inner);
  await bench.drain();
  expect(await stateOf(outer)).toBe('COMPLETED');
});

test('one that goes on by itself meanwhile is not what goes on with the outer one later', async () => {
  await put('inner', human('look'), python('after', ['look']));
  const outer = await bench.start([sub('within', 'inner')], 'outer');
  const inner = await childOf(outer);
  await pause(outer);
  await resume(inner);
  await pause(inner);
  await resume(outer);
  expect(await stateOf(inner)).toBe('PAUSED');
});

test('a run within that was to begin during a pause begins after it', async () => {
  const { id: innerId } = await put('inner', python('a'));
  expect(innerId).not.toBe('');
  const outerFlow = await put('outer', sub('within', 'inner'));
  const { workflows, admin, examId } = bench;
  const input = { workflowId: outerFlow.id, examId, reuse: 'NEVER', clientKey: null } as const;
  const { id } = await workflows.startRun(admin, input);
  await pause(id);
  await bench.drain();
  expect(await childOf(id)).toBe('');
  await resume(id);
  await bench.drain();
  expect(await stateOf(id)).toBe('COMPLETED');
});

test('a run that begins within a run within, while the pause waits for that one, pauses too', async () => {
  await put('innermost', human('look'), python('after', ['look']));
  await put('inner', sub('deeper', 'innermost'));
  const { id: workflowId } = await put('outer', sub('within', 'inner'));
  const { workflows, admin, examId, ports } = bench;
  const { id: outer } = await workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const stepOf = async (runId: string) => (await ports.store.stepRunsOf([runId])).get(runId)?.[0]?.id ?? '';
  await workflows.advance({ childOf: await stepOf(outer) }, 'any');
  const inner = await childOf(outer);
  const deeper = await stepOf(inner);
  expect(await childOf(inner)).toBe('');
  const waiting = new Proxy(ports.store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        // What another transaction has done by the time that this one gets the lock.
        if (name === 'lockRuns') await workflows.advance({ childOf: deeper }, 'any');
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
  await createWorkflows({ ...ports, store: waiting }).pauseRun(admin, { runId: outer, reason: null });
  for (const id of [outer, inner, await childOf(inner)]) expect(await stateOf(id)).toBe('PAUSED');
  await resume(outer);
  await bench.drain();
  await approve(await childOf(inner));
  expect(await stateOf(outer)).toBe('COMPLETED');
});
