import { afterEach, beforeEach, expect, test } from 'vitest';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { PostgresCorrections } from '../../adapters/postgres/corrections.ts';
import { PostgresRunRecords } from '../../adapters/postgres/run-records.ts';
import { PostgresWithdrawals } from '../../adapters/postgres/withdrawals.ts';
import { testActor } from '../../tests/support/actors.ts';
import { definitionId, emptyBody } from '../assets/tag-definition.ts';
import type { JsonObject } from '../json.ts';
import { createWithdrawals } from '../withdrawals/withdrawals.ts';
import { sendMessage } from './notify.ts';
import { describeTest, textOutput } from './testing/by-hand.ts';
import { counting as countingOf, stoppingAfter as stopping, type Place } from './testing/meeting-transactions.ts';
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

const stoppingAfter = (port: Place, name: string, reached: () => void, nth = 1) =>
  stopping(bench, port, name, reached, undefined, nth);
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

/** A step's program that makes a file and sets a tag, which is audited. */
const tagging = new Map([
  [
    'python',
    {
      describe: describeTest,
      execute: () =>
        Promise.resolve({
          outputs: [textOutput('x')],
          tags: [{ name: 'usable', value: true, reason: 'test' }],
          log: '',
        }),
    },
  ],
]);

async function defineUsable() {
  const { projectId } = bench;
  const id = definitionId(projectId, 'EXAM', 'usable', 1);
  const kept = { id, projectId, level: 'EXAM', name: 'usable', revision: 1, retired: false } as const;
  await bench.ports.tags.insertDefinition({
    ...{ ...emptyBody, ...kept, type: 'BOOLEAN', createdAt: new Date(), createdBy: 'ann' },
  });
}

const asksForAssets = (name: string) =>
  bench.workflows.putWorkflow(admin, {
    projectId: bench.projectId,
    document: { name, steps: [script], triggers: [{ on: 'ASSET_TAGGED' }] },
  });

test.each([
  // The first one is the step's begin.
  ['feed', 'publishAll', 2],
  ['queue', 'enqueue', 1],
  ['audit', 'append', 1],
] as const)(
  'a step ends, told on the feed and audited, stopped after %s.%s while others do',
  async (port, name, nth) => {
    await defineUsable();
    const { id: plain } = await put('plain', script);
    await bench.workflows.setProjectShare(admin, { projectId: bench.projectId, maxActiveSteps: 3 });
    const runIds = [await start(plain), await start(plain), await start(plain), await start(plain)];
    const [first = '', second = '', cancelled = ''] = runIds;
    await asksForAssets('watching');
    const stopped = Promise.withResolvers<undefined>();
    const ending = async ({ runStep }: ReturnType<typeof counting>, runId: string) =>
      runStep(tagging, await stepOf(runId), { attempt: 1, attempts: 1 }, new AbortController().signal);
    const told = () => {
      stopped.resolve(undefined);
    };
    const stopping = stoppingAfter(port, name, told, nth);
    const one = ending(stopping, first);
    await stopped.promise;
    const others = [counting(), counting()] as const;
    await Promise.all([
      one,
      ending(others[0], second),
      others[1].cancelRunFor(admin, { runId: cancelled, reason: 'enough' }),
      asksForAssets('watching'),
    ]);
    // A step takes one to begin, and one to end.
    expect([stopping.begun(), others[0].begun(), others[1].begun()]).toEqual([2, 2, 1]);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['COMPLETED', 'COMPLETED']);
  },
);

test('assets are watched from a change on that a step is about to tell', async () => {
  await defineUsable();
  const runId = await start((await put('plain', script)).id);
  const watched = Promise.withResolvers<undefined>();
  const workflows = stoppingAfter('triggers', 'watchAssets', () => {
    watched.resolve(undefined);
  });
  const putting = workflows.putWorkflow(admin, {
    projectId: bench.projectId,
    document: { name: 'watching', steps: [script], triggers: [{ on: 'ASSET_TAGGED' }] },
  });
  await watched.promise;
  const counted = counting();
  await Promise.all([
    putting,
    counted.runStep(tagging, await stepOf(runId), { attempt: 1, attempts: 1 }, new AbortController().signal),
  ]);
  expect([workflows.begun(), counted.begun()]).toEqual([1, 2]);
  const noted = await bench.sql.query("SELECT FROM job WHERE payload ? 'assetEvents'");
  expect(noted).toHaveLength(1);
});
