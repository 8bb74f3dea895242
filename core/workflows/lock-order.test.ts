import { afterEach, beforeEach, expect, test } from 'vitest';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { PostgresCorrections } from '../../adapters/postgres/corrections.ts';
import { PostgresRunRecords } from '../../adapters/postgres/run-records.ts';
import { PostgresWithdrawals } from '../../adapters/postgres/withdrawals.ts';
import { testActor } from '../../tests/support/actors.ts';
import type { JsonObject } from '../json.ts';
import { createWithdrawals } from '../withdrawals/withdrawals.ts';
import { sendMessage } from './notify.ts';
import { describeTest, textOutput } from './testing/by-hand.ts';
import { counting as countingOf, stoppingAfter as stopping } from './testing/meeting-transactions.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

/** Two transactions that wait for each other would be ended by the database, and begin again: here none does. PGlite has one at a time. */
let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const admin = testActor({ administrator: true, username: 'ada' });
const put = (name: string, step: JsonObject) =>
  bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: { name, steps: [step] } });
const script = { id: 'a', uses: 'python', with: { script: 'test' } };

const stoppingAfter = (port: 'store' | 'queue', name: string, reached: () => void) =>
  stopping(bench, port, name, reached);
const counting = () => countingOf(bench.ports);

async function start(workflowId: string): Promise<string> {
  const { examId } = await bench.addExam([]);
  return (await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null })).id;
}

async function stepOf(runId: string): Promise<string> {
  return (await bench.ports.store.stepRunsOf([runId])).get(runId)?.[0]?.id ?? '';
}

/** The run that does the step of the run, begun. */
async function begin(runId: string): Promise<string> {
  await bench.workflows.advance({ childOf: await stepOf(runId) }, 'any');
  return (await bench.ports.children.childrenOf([runId])).get(runId)?.[0]?.runId ?? '';
}

async function stateOf(runId: string) {
  return (await bench.workflows.getRuns(admin, [runId])).get(runId)?.state;
}

/** As a withdrawal does; answers how often it had to begin. */
async function withdraw(runIds: readonly string[], { lockRuns, cancelRun } = bench.workflows): Promise<number> {
  let begun = 0;
  await bench.sql.transact(async () => {
    begun++;
    await new PostgresTombstones(bench.sql).hold();
    await lockRuns(runIds);
    for (const id of runIds) await cancelRun(id, 'withdrawn');
  });
  return begun;
}

test('a run within a run begins while a withdrawal ends several runs', async () => {
  await put('inner', script);
  const { id: outer } = await put('outer', { id: 'within', uses: 'subworkflow', with: { workflow: 'inner' } });
  const [one, other] = [await start((await put('plain', script)).id), await start(outer)];
  const locked = Promise.withResolvers<undefined>();
  const workflows = stoppingAfter('store', 'lockRun', () => {
    locked.resolve(undefined);
  });
  const beginning = workflows.advance({ childOf: await stepOf(other) }, 'any');
  await locked.promise;
  const [begun] = await Promise.all([withdraw([one, other]), beginning]);
  expect(begun).toBe(1);
  expect(await stateOf(other)).toBe('FAILED');
});

test('a step ends, writing what it made, while a withdrawal waits for the graph', async () => {
  const runId = await start((await put('plain', script)).id);
  const ended = Promise.withResolvers<undefined>();
  const workflows = stoppingAfter('store', 'endStep', () => {
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
  expect(await stateOf(runId)).toBe('COMPLETED');
});

test.each([
  ['pauses', 'PAUSED'],
  ['goes on', 'FAILED'],
] as const)('a run %s with the runs within it while a withdrawal ends one of these', async (what, state) => {
  await put('inner', script);
  const { id: workflowId } = await put('outer', { id: 'within', uses: 'subworkflow', with: { workflow: 'inner' } });
  const outer = await start(workflowId);
  const inner = await begin(outer);
  const input = { runId: outer, reason: null };
  if (what === 'goes on') await bench.workflows.pauseRun(admin, input);
  const locked = Promise.withResolvers<undefined>();
  const withdrawing = withdraw(
    [inner],
    stoppingAfter('store', 'lockRuns', () => {
      locked.resolve(undefined);
    }),
  );
  await locked.promise;
  const counted = counting();
  const change = what === 'pauses' ? counted.pauseRun(admin, input) : counted.resumeRun(admin, input);
  const [begun] = await Promise.all([withdrawing, change]);
  expect([begun, counted.begun()]).toEqual([1, 1]);
  expect([await stateOf(inner), await stateOf(outer)]).toEqual(['FAILED', state]);
});

test("a pause has the project's line looked at while another of its runs is cancelled", async () => {
  const { id: plain } = await put('plain', script);
  const { projectId } = bench;
  await bench.workflows.setProjectShare(admin, { projectId, maxActiveSteps: 1 });
  const [pausing, cancelled] = [await start(plain), await start(plain), await start(plain)];
  expect(await bench.workflows.projectShare(admin, projectId)).toMatchObject({ activeSteps: 1, waitingSteps: 2 });
  // So that both queue the next look, of which there is one.
  await bench.sql.query("DELETE FROM job WHERE key LIKE 'line:%'");
  const queued = Promise.withResolvers<undefined>();
  const stopped = stoppingAfter('queue', 'enqueue', () => {
    queued.resolve(undefined);
  });
  const pause = stopped.pauseRun(admin, { runId: pausing, reason: null });
  await queued.promise;
  const counted = counting();
  await Promise.all([pause, counted.cancelRunFor(admin, { runId: cancelled, reason: 'enough' })]);
  expect([stopped.begun(), counted.begun()]).toEqual([1, 1]);
  expect([await stateOf(pausing), await stateOf(cancelled)]).toEqual(['PAUSED', 'CANCELLED']);
});

test('a task escalates while a withdrawal ends a run of its project and tells the same person', async () => {
  const { projectId, ports, sql } = bench;
  const boss = testActor({ username: 'boss', roles: { [projectId]: ['MANAGER'] } });
  bench.members.push({ userId: boss.id, roles: ['MANAGER'], username: 'boss', site: null });
  const look = { title: 'Look', roles: ['CURATOR'], escalate: { afterHours: 1, to: ['MANAGER'] } };
  const waiting = await start((await put('looks', { id: 'look', uses: 'human', with: look })).id);
  const [task] = await bench.workflows.listTasks(admin, projectId, 'OPEN', 1);
  const ending = await start((await put('plain', script)).id);
  const { examId } = (await ports.store.getRuns([ending])).get(ending) ?? { examId: '' };
  const told = Promise.withResolvers<undefined>();
  const stopped = stopping(bench, 'feed', 'publish', () => {
    told.resolve(undefined);
  });
  const escalating = stopped.sendTaskMessage({ taskId: task?.id ?? '', because: 'ESCALATION' });
  await told.promise;
  let begun = 0;
  const transact = <T>(work: () => Promise<T>): Promise<T> =>
    sql.transact(() => {
      begun++;
      return work();
    });
  const withdrawals = createWithdrawals({
    ...{ ...ports, jobs: ports.queue, transactor: { transact } },
    tombstones: new PostgresTombstones(sql),
    withdrawals: new PostgresWithdrawals(sql),
    corrections: new PostgresCorrections(sql),
    runs: new PostgresRunRecords(sql),
    certifier: new JoseCertifier(new Uint8Array(32).fill(7)),
    auditHead: () => Promise.resolve({ sequence: 0, hash: '' }),
    lockRuns: bench.workflows.lockRuns,
    cancelRun: bench.workflows.cancelRun,
    managersOf: () => Promise.resolve([boss.id]),
    tell: (accountId, about, text) => sendMessage(ports, about, [accountId], text, null),
    confirmPassword: () => Promise.resolve(),
  });
  const { id, listDigest } = await withdrawals.prepareWithdrawal(admin, { assetId: examId, reason: 'asked to' });
  begun = 0;
  await Promise.all([escalating, withdrawals.withdraw(admin, { withdrawalId: id, listDigest })]);
  expect([stopped.begun(), begun]).toEqual([1, 1]);
  expect([await stateOf(ending), await stateOf(waiting)]).toEqual(['FAILED', 'WAITING']);
});
