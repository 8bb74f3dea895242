import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { assetChanges, changed } from '../assets/asset-changes.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { startBySchedule } from './schedule-triggers.ts';
import { human, openTaskBench, type TaskBench } from './testing/task-bench.ts';
import { createWorkflows } from './workflows.ts';

let bench: TaskBench;
let workflowId: string;
beforeEach(async () => {
  bench = await openTaskBench();
  workflowId = (await put('plain', { trigger: [{ on: 'ASSET_TAGGED' }, { on: 'WEBHOOK' }] })).id;
});
afterEach(() => bench.close());

const put = (name: string, more: JsonObject, ...steps: readonly JsonObject[]) => {
  const { trigger, ...rest } = more;
  const document = { name, steps: steps.length === 0 ? [human('look')] : steps, ...rest };
  return bench.workflows.putWorkflow(bench.admin, {
    projectId: bench.projectId,
    document: trigger === undefined ? document : { ...document, triggers: trigger },
  });
};
const limit = (maxRuns: number | null, maxRunsADay: number | null = null) =>
  bench.workflows.setProjectQuota(bench.admin, { projectId: bench.projectId, maxRuns, maxRunsADay });
const start = async (clientKey: string | null = null, of = workflowId) => {
  const { examId } = bench;
  return (await bench.workflows.startRun(bench.admin, { workflowId: of, examId, reuse: null, clientKey })).id;
};
const end = async (runId: string) => {
  await bench.workflows.cancelRunFor(bench.admin, { runId, reason: 'enough' });
  await bench.drain();
};
const quota = () => bench.workflows.projectQuota(bench.admin, bench.projectId);
const full = (name: string, max: number) => ({ code: 'QUOTA_EXCEEDED', details: { limit: name, max } });

test('no more runs are under way than the quota permits, also where two begin at once', async () => {
  await limit(1);
  const started = await Promise.allSettled([start(), start(), start()]);
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(start()).rejects.toMatchObject(full('maxRuns', 1));
  expect(await quota()).toMatchObject({ maxRuns: 1, maxRunsADay: null, runs: 1, runsToday: 1, waiting: 0 });
  const first = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? '';
  await end(first);
  await start();
  // The one that has ended may not go on while another one has its place.
  const again = { runId: first, fromStep: 'look', reason: null };
  await expect(bench.workflows.retryRun(bench.admin, again)).rejects.toMatchObject(full('maxRuns', 1));
});

test('a retry of the same request answers the run that it started, however full the project is', async () => {
  await limit(1);
  const runId = await start('key');
  expect(await start('key')).toBe(runId);
});

test('of a day no more start than the quota permits; those of yesterday are not counted', async () => {
  await limit(null, 1);
  const runId = await start();
  await end(runId);
  await expect(start()).rejects.toMatchObject(full('maxRunsADay', 1));
  await bench.sql.query("UPDATE workflow_run SET started_at = started_at - interval '1 day'");
  await start();
});

test('runs within runs are not counted', async () => {
  await limit(1);
  await put('inner', {}, human('look'));
  const outer = await put('outer', {}, { id: 'within', uses: 'subworkflow', with: { workflow: 'inner' } });
  const runId = await start(null, outer.id);
  await bench.drain();
  expect((await bench.ports.children.childrenOf([runId])).get(runId)).toHaveLength(1);
  expect(await quota()).toMatchObject({ runs: 1, runsToday: 1 });
});

test('what triggers would start waits, and starts by itself in its order when there is room, once', async () => {
  await limit(1);
  const examIds: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { examId } = await bench.addExam([]);
    examIds.push(examId);
    const asset = (await bench.ports.graph.getAssets([examId])).get(examId);
    if (asset) await assetChanges.append(bench.ports.feed, bench.projectId, 'ann', [changed(asset, 'TAGGED')]);
  }
  await bench.drain();
  // The same page again, as after a crash.
  await bench.sql.query('UPDATE asset_trigger SET seen = 0');
  await bench.workflows.advance({ assetEvents: bench.projectId }, 'any');
  expect(await quota()).toMatchObject({ runs: 1, waiting: 2 });
  const looks = [...bench.queue.jobs.values()].filter(({ payload }) => payload['waitingOf'] !== undefined);
  expect(looks.some(({ runAfter }) => runAfter !== undefined)).toBe(true);
  const seen: string[] = [];
  for (let count = 0; count < 3; count++) {
    const page = await bench.workflows.listRuns(
      bench.admin,
      { projectId: bench.projectId, examId: null, state: 'WAITING' },
      { first: 5, after: null },
    );
    const [run, ...more] = page.items;
    expect(more).toEqual([]);
    seen.push(run?.examId ?? '');
    await end(run?.id ?? '');
  }
  expect(seen).toEqual(examIds);
  expect(await quota()).toMatchObject({ runs: 0, waiting: 0, runsToday: 3 });
});

/** A change of an exam's tags, looked at. */
async function tagged(examId = bench.examId): Promise<void> {
  const asset = (await bench.ports.graph.getAssets([examId])).get(examId);
  if (asset) await assetChanges.append(bench.ports.feed, bench.projectId, 'ann', [changed(asset, 'TAGGED')]);
  await bench.drain();
}

const refused = () =>
  bench.sql.query("SELECT target, reason, new_value AS said FROM audit WHERE action = 'run.refused' ORDER BY sequence");

test('what waits starts when the quota is lifted, and nothing becomes of it when its workflow asks for no more', async () => {
  await limit(1);
  const runId = await start();
  await tagged();
  expect(await quota()).toMatchObject({ runs: 1, waiting: 1 });
  await limit(2);
  await bench.drain();
  expect(await quota()).toMatchObject({ runs: 2, waiting: 0 });
  await tagged();
  expect(await quota()).toMatchObject({ runs: 2, waiting: 1 });
  // It still starts by something, but by nothing of what waits.
  await put('plain', { trigger: [{ on: 'WEBHOOK' }] });
  await end(runId);
  expect(await quota()).toMatchObject({ runs: 1, waiting: 0 });
  expect(await refused()).toMatchObject([
    { target: `asset:${bench.examId}`, reason: 'NO_TRIGGER', said: { workflow: 'plain', on: 'ASSET_TAGGED' } },
  ]);
});

test('one that can not start is forgotten, which the audit trail says, and those behind it start', async () => {
  await limit(1);
  const runId = await start();
  const { examId: good } = await bench.addExam([]);
  await tagged();
  await tagged(good);
  expect(await quota()).toMatchObject({ runs: 1, waiting: 2 });
  const { store } = bench.ports;
  const broken = new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const [run] = args as [{ examId?: string } | undefined];
        if (name === 'createRun' && run?.examId === bench.examId) throw new HubError('WITHDRAWN', 'gone meanwhile');
        return Reflect.apply(member, target, args);
      };
    },
  });
  await bench.workflows.cancelRunFor(bench.admin, { runId, reason: 'enough' });
  const workflows = createWorkflows({ ...bench.ports, store: broken });
  // One at a time, since there is room for one.
  for (let looks = 0; looks < 2; looks++) await workflows.advance({ waitingOf: bench.projectId }, 'any');
  expect(await quota()).toMatchObject({ runs: 1, waiting: 0 });
  expect((await store.runsOfExams([good], 'ALL')).get(good)).toHaveLength(1);
  expect(await refused()).toMatchObject([
    { target: `asset:${bench.examId}`, reason: 'WITHDRAWN', said: { workflow: 'plain', on: 'ASSET_TAGGED' } },
  ]);
});

test('the next time of a schedule starts nothing on an exam that waits for room', async () => {
  const cron = '0 * * * *';
  await put('hourly', { trigger: [{ on: 'SCHEDULE', cron, exams: 'NEW' }] });
  await limit(1);
  const runId = await start();
  const at = (hour: number) => `2026-06-01T${String(hour)}:00:00.000Z`;
  const due = { projectId: bench.projectId, workflow: 'hourly', cron, timeZone: 'UTC' };
  for (const hour of [12, 13]) await startBySchedule(bench.ports, { ...due, at: at(hour) }, new Date(at(hour)));
  expect(await quota()).toMatchObject({ runs: 1, waiting: 1 });
  await end(runId);
  expect(await quota()).toMatchObject({ runs: 1, waiting: 0 });
  await startBySchedule(bench.ports, { ...due, at: at(14) }, new Date(at(14)));
  expect(await quota()).toMatchObject({ runs: 1, waiting: 0, runsToday: 2 });
  // Of another workflow the exam is new.
  await put('other', { trigger: [{ on: 'SCHEDULE', cron, exams: 'NEW' }] });
  await startBySchedule(bench.ports, { ...due, workflow: 'other', at: at(14) }, new Date(at(14)));
  expect(await quota()).toMatchObject({ runs: 1, waiting: 1 });
});

test('a webhook is told to call again later', async () => {
  await limit(1);
  await start();
  const { webhook, secret } = await bench.workflows.createWebhook(bench.admin, {
    projectId: bench.projectId,
    workflow: 'plain',
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({ examId: bench.examId });
  const signature = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
  const call = { id: webhook.id, timestamp, signature, body: Buffer.from(body) };
  await expect(bench.workflows.callWebhook(call)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  expect(await quota()).toMatchObject({ waiting: 0 });
});

test('of several exams those are started for which there is room', async () => {
  await limit(2);
  const more = await Promise.all([1, 2].map(() => bench.addExam([])));
  const { results } = await bench.workflows.startRuns(bench.admin, {
    ...{ workflowId, reuse: null, clientKey: null, savedQueryId: null, first: 10, after: null },
    examIds: [bench.examId, ...more.map(({ examId }) => examId)],
  });
  expect(results.map(({ run, error }) => (run ? 'started' : error?.code))).toEqual([
    'started',
    'started',
    'QUOTA_EXCEEDED',
  ]);
});

test('an administrator sets the quota, members read it', async () => {
  const { projectId } = bench;
  const owner = testActor({ roles: { [projectId]: ['OWNER'] } });
  const input = { projectId, maxRuns: 5, maxRunsADay: null };
  await expect(bench.workflows.setProjectQuota(owner, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(limit(0)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.maxRuns' } });
  await limit(5, 7);
  expect(await bench.workflows.projectQuota(owner, projectId)).toMatchObject({ maxRuns: 5, maxRunsADay: 7 });
  await expect(bench.workflows.projectQuota(testActor(), projectId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [audited] = await bench.sql.query("SELECT new_value FROM audit WHERE action = 'project.quota'");
  expect(audited).toEqual({ new_value: { maxRuns: 5, maxRunsADay: 7 } });
});
