import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { engine } from '../../tests/support/postgres.ts';
import { assetChanges, changed } from '../assets/asset-changes.ts';
import type { Asset } from '../assets/asset.ts';
import { nameId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { nextTimes, startBySchedule } from './schedule-triggers.ts';
import { stoppingAfter, untilSomebodyWaits } from './testing/meeting-transactions.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';
import { storedDefinition } from './validate-definition.ts';
import { callWebhook, replayWindowMs } from './webhooks.ts';
import { createWorkflows } from './workflows.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const admin = testActor({ administrator: true, username: 'ada' });
const steps = [{ id: 'tell', uses: 'notify', with: { text: 'x' } }];
const put = (name: string, more: JsonObject) =>
  bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: { name, steps, ...more } });

async function exam(properties: JsonObject = {}): Promise<Asset> {
  const { examId } = await bench.addExam([{ properties: { modality: 'MR', ...properties }, images: [] }]);
  const found = (await bench.ports.graph.getAssets([examId])).get(examId);
  if (!found) throw new Error('the exam is gone');
  return found;
}

async function tag(asset: Asset, value: string): Promise<void> {
  const { transactor, graph, feed } = bench.ports;
  await transactor.transact(async () => {
    await graph.putTags([{ assetId: asset.id, name: 'quality', value, setBy: 'ann', setAt: new Date(), reason: null }]);
    await assetChanges.append(feed, asset.projectId, 'ann', [changed(asset, 'TAGGED')]);
  });
}

/** Looks at all changes; answers how often. */
async function drain(): Promise<number> {
  let looks = 0;
  while ((await bench.ports.triggers.nextChanges(bench.projectId, 1)).length > 0) {
    await bench.workflows.advance({ assetEvents: bench.projectId }, 'any');
    looks++;
  }
  return looks;
}

const runsOn = async (examIds: readonly string[]) =>
  [...(await bench.ports.store.runsOfExams(examIds, 'ALL')).values()].flat();

describe('asset events', () => {
  test('start a run on the exam whose asset fits, once, however often they are looked at', async () => {
    await put('on-tag', {
      trigger: { on: 'ASSET_TAGGED', level: ['EXAM'], if: { tag: { name: 'quality', eq: 'bad' } } },
    });
    const [bad, good] = [await exam(), await exam()];
    await tag(bad, 'bad');
    await tag(good, 'good');
    expect((await bench.queue.counts()).get('advance')?.queued).toBe(1);
    await drain();
    const runs = await runsOn([bad.id, good.id]);
    expect(runs).toMatchObject([{ examId: bad.id, startedBy: 'event:ASSET_TAGGED' }]);
    // A crash before the cursor moved: the same page again.
    await bench.sql.query('UPDATE asset_trigger SET seen = 0');
    await drain();
    expect(await runsOn([bad.id, good.id])).toHaveLength(1);
    await tag(bad, 'bad');
    await drain();
    expect(await runsOn([bad.id, good.id])).toHaveLength(2);
  });

  test('are not noted where no workflow asks for them, and start nothing from before', async () => {
    const before = await exam();
    await tag(before, 'bad');
    expect((await bench.queue.counts()).get('advance')?.queued ?? 0).toBe(0);
    await put('on-tag', { trigger: { on: 'ASSET_TAGGED' } });
    await drain();
    expect(await runsOn([before.id])).toHaveLength(0);
    await put('on-tag', {});
    await tag(before, 'bad');
    expect((await bench.queue.counts()).get('advance')?.queued ?? 0).toBe(0);
  });

  test('of a run start no further run of its workflow, and those of runs that they started start none', async () => {
    const one = await put('first', { trigger: { on: 'ASSET_TAGGED' } });
    await put('second', { trigger: { on: 'ASSET_TAGGED' } });
    const on = await exam();
    const change = async (runId: string) =>
      assetChanges.append(bench.ports.feed, on.projectId, 'x', [changed(on, 'TAGGED')], runId);
    const { id } = await bench.workflows.startRun(admin, {
      workflowId: one.id,
      examId: on.id,
      reuse: null,
      clientKey: null,
    });
    await change(id);
    await drain();
    const runs = await runsOn([on.id]);
    const started = runs.filter(({ startedBy }) => startedBy === 'event:ASSET_TAGGED');
    expect(started).toHaveLength(1);
    await change(started[0]?.id ?? '');
    await drain();
    expect(await runsOn([on.id])).toHaveLength(2);
  });

  test('of a run within a run start no further run of the outer workflow, and the audit trail says so once', async () => {
    await put('inner', {});
    const outer = await put('outer', {
      trigger: { on: 'ASSET_TAGGED' },
      steps: [{ id: 'within', uses: 'subworkflow', with: { workflow: 'inner' } }],
    });
    const on = await exam();
    const input = { workflowId: outer.id, examId: on.id, reuse: null, clientKey: null };
    const { id } = await bench.workflows.startRun(admin, input);
    const [step] = (await bench.ports.store.stepRunsOf([id])).get(id) ?? [];
    await bench.workflows.advance({ childOf: step?.id ?? '' }, 'any');
    const child = (await bench.ports.children.childrenOf([id])).get(id)?.[0];
    for (let times = 0; times < 2; times++)
      await assetChanges.append(bench.ports.feed, on.projectId, 'x', [changed(on, 'TAGGED')], child?.runId ?? '');
    await drain();
    expect(await runsOn([on.id])).toHaveLength(2);
    const refused = await bench.sql.query("SELECT target, reason, new_value FROM audit WHERE action = 'run.refused'");
    expect(refused).toMatchObject([
      { target: `run:${child?.runId ?? ''}`, reason: 'NO_END', new_value: { workflow: 'outer' } },
    ]);
  });

  test('lead from run to run, five at most', async () => {
    for (let at = 0; at < 8; at++)
      await put(`w${String(at)}`, {
        trigger: { on: 'ASSET_TAGGED', if: { tag: { name: 'quality', eq: `for ${String(at)}` } } },
      });
    const on = await exam();
    const started: (string | undefined)[] = [];
    for (let at = 0, cause: string | undefined; at < 8; at++) {
      const { transactor, graph, feed } = bench.ports;
      await transactor.transact(async () => {
        const value = `for ${String(at)}`;
        const setAt = new Date();
        await graph.putTags([{ assetId: on.id, name: 'quality', value, setBy: 'ann', setAt, reason: null }]);
        await assetChanges.append(feed, on.projectId, 'ann', [changed(on, 'TAGGED')], cause ?? null);
      });
      await drain();
      const before: ReadonlySet<string | undefined> = new Set(started);
      cause = (await runsOn([on.id])).find(({ id }) => !before.has(id))?.id;
      if (cause === undefined) break;
      started.push(cause);
    }
    expect(started).toHaveLength(6);
    const [refused] = await bench.sql.query<{ new_value: JsonObject }>(
      "SELECT new_value FROM audit WHERE action = 'run.refused'",
    );
    expect(refused?.new_value).toMatchObject({
      workflow: 'w6',
      why: '5 runs led to the change, one after the other',
    });
  });

  test('that are committed while the workflow is put are before it, or noted', async () => {
    const { transactor, triggers } = bench.ports;
    const on = await exam();
    const reached = Promise.withResolvers<undefined>();
    const changing = Promise.withResolvers<undefined>();
    const ports = {
      ...bench.ports,
      triggers: new Proxy(triggers, {
        get: (target, key) => {
          if (key === 'watchAssets') reached.resolve(undefined);
          const member: unknown = Reflect.get(target, key, target);
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        },
      }),
    };
    // PGlite has one transaction at a time.
    if (engine === 'PGlite') reached.resolve(undefined);
    const change = transactor.transact(async () => {
      await assetChanges.append(bench.ports.feed, on.projectId, 'ann', [changed(on, 'TAGGED')]);
      changing.resolve(undefined);
      await reached.promise;
    });
    await changing.promise;
    const document = { name: 'on-tag', steps, trigger: { on: 'ASSET_TAGGED' } };
    await Promise.all([change, createWorkflows(ports).putWorkflow(admin, { projectId: bench.projectId, document })]);
    expect(await triggers.nextChanges(bench.projectId, 1)).toEqual([]);
    await tag(on, 'bad');
    expect((await bench.queue.counts()).get('advance')?.queued).toBe(1);
  });

  test('are noted when one workflow stops asking for them while another one begins to', async () => {
    await put('first', { trigger: { on: 'ASSET_TAGGED' } });
    const document = (name: string, more: JsonObject) => ({
      projectId: bench.projectId,
      document: { name, steps, ...more },
    });
    const stopped = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    // The one that stops commits last: when the other has been put, or waits for it.
    const stopping = stoppingAfter(
      bench,
      'triggers',
      'forgetAssets',
      () => {
        stopped.resolve(undefined);
      },
      () => Promise.race([begun.promise, untilSomebodyWaits(bench)]),
    );
    const first = stopping.putWorkflow(admin, document('first', {}));
    await stopped.promise;
    const second = put('second', { trigger: { on: 'ASSET_TAGGED' } });
    await Promise.all([
      first,
      second.then(() => {
        begun.resolve(undefined);
      }),
    ]);
    const on = await exam();
    await tag(on, 'bad');
    await drain();
    expect((await runsOn([on.id])).map(({ workflowId }) => workflowId)).toEqual([(await second).id]);
  });

  test('of a series, an image or a derived asset start on its exam', async () => {
    await put('on-new', { trigger: { on: 'ASSET_CREATED', level: ['DERIVED'], kind: ['report'] } });
    const on = await exam();
    const derived = {
      id: nameId('derived', on.id),
      projectId: on.projectId,
      level: 'DERIVED',
      kind: 'report',
      label: 'r',
      properties: {},
      content: null,
      createdBy: 'ann',
      parentIds: [((await bench.ports.graph.childrenOf([on.id], 'SERIES')).get(on.id) ?? [])[0]?.id ?? ''],
    } as const;
    await bench.ports.graph.putAssets([derived]);
    await assetChanges.append(bench.ports.feed, on.projectId, 'ann', [changed(derived, 'CREATED')]);
    await drain();
    expect(await runsOn([on.id])).toHaveLength(1);
  });

  test('a storm of 10,000 is looked at a page at a time, queues few jobs, and starts each once', async () => {
    await put('on-tag', { trigger: { on: 'ASSET_UPDATED', if: { property: { name: 'wanted', eq: true } } } });
    const { graph, feed, transactor } = bench.ports;
    const exams: Asset[] = [];
    const subject = await exam();
    const subjects = [...(await graph.parentsOf([subject.id], 'SUBJECT')).values()].flat();
    const drafts = Array.from({ length: 1000 }, (_, index) => ({
      id: nameId('storm', bench.projectId, String(index)),
      projectId: bench.projectId,
      level: 'EXAM' as const,
      kind: null,
      label: `exam ${String(index)}`,
      properties: { wanted: index % 50 === 0 },
      content: null,
      createdBy: 'test',
      parentIds: subjects.map(({ id }) => id),
    }));
    await graph.putAssets(drafts);
    exams.push(...(await graph.getAssets(drafts.map(({ id }) => id))).values());
    for (let batch = 0; batch < 100; batch++) {
      await transactor.transact(async () => {
        for (let one = 0; one < 100; one++) {
          const asset = exams[(batch * 100 + one) % exams.length];
          if (asset) await assetChanges.append(feed, bench.projectId, 'ann', [changed(asset, 'UPDATED')]);
        }
      });
    }
    expect((await bench.queue.counts()).get('advance')?.queued).toBe(1);
    expect(await drain()).toBeLessThanOrEqual(201);
    // Each of the 20 wanted exams was changed ten times.
    const runs = await runsOn(exams.map(({ id }) => id));
    expect(runs).toHaveLength(200);
  }, 120_000);
});

describe('schedules', () => {
  test('start on new exams, once for each time, and queue the next time', async () => {
    const schedule = { on: 'SCHEDULE', cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    const workflow = await put('nightly', { trigger: { ...schedule, if: { property: { name: 'x', exists: false } } } });
    const on = await exam();
    const definition = storedDefinition(workflow.document);
    const now = new Date('2026-06-01T12:00:00Z');
    const [job] = nextTimes(bench.ports, workflow, definition, now);
    expect(job?.runAfter).toEqual(new Date('2026-06-02T00:30:00Z'));
    const due = job?.payload['schedule'] as JsonObject;
    await startBySchedule(bench.ports, due, new Date('2026-06-02T00:30:01Z'));
    await startBySchedule(bench.ports, due, new Date('2026-06-02T00:30:02Z'));
    expect(await runsOn([on.id])).toMatchObject([{ startedBy: 'event:SCHEDULE' }]);
    const again = await exam();
    await startBySchedule(bench.ports, { ...due, at: '2026-06-03T00:30:00.000Z' }, new Date('2026-06-03T00:30:01Z'));
    expect(await runsOn([on.id, again.id])).toHaveLength(2);
    // The one of the time that it was put, and those of the two nights after.
    const rows = await bench.sql.query<{ key: string }>("SELECT key FROM job WHERE key LIKE 'schedule:%' ORDER BY key");
    expect(rows.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('2026-06-03T00:30:00.000Z'),
        expect.stringContaining('2026-06-04T00:30:00.000Z'),
      ]),
    );
  });

  test('of an older version start nothing', async () => {
    const workflow = await put('nightly', { trigger: { on: 'SCHEDULE', cron: '30 2 * * *' } });
    const [job] = nextTimes(bench.ports, workflow, storedDefinition(workflow.document), new Date());
    await put('nightly', { trigger: { on: 'SCHEDULE', cron: '30 3 * * *' } });
    const on = await exam();
    await startBySchedule(bench.ports, job?.payload['schedule'] as JsonObject);
    expect(await runsOn([on.id])).toHaveLength(0);
  });
});

describe('webhooks', () => {
  const sign = (secret: string, timestamp: string, body: string) =>
    `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

  test('start the exam that a signed call names, once for a call that comes again', async () => {
    await put('called', { trigger: { on: 'WEBHOOK' } });
    const { projectId } = bench;
    const { webhook, secret } = await bench.workflows.createWebhook(admin, { projectId, workflow: 'called' });
    const on = await exam();
    const now = new Date('2026-06-01T12:00:00Z');
    const timestamp = String(now.getTime() / 1000);
    const body = JSON.stringify({ examId: on.id });
    const call = { id: webhook.id, timestamp, signature: sign(secret, timestamp, body), body: Buffer.from(body) };
    const run = await callWebhook(bench.ports, call, now);
    expect(run).toMatchObject({ examId: on.id, startedBy: 'event:WEBHOOK' });
    expect((await callWebhook(bench.ports, call, now)).id).toBe(run.id);
    const refused = { code: 'UNAUTHENTICATED' };
    const late = new Date(now.getTime() + replayWindowMs + 1000);
    await expect(callWebhook(bench.ports, call, late)).rejects.toMatchObject(refused);
    await expect(callWebhook(bench.ports, { ...call, body: Buffer.from('{}') }, now)).rejects.toMatchObject(refused);
    await expect(callWebhook(bench.ports, { ...call, id: on.id }, now)).rejects.toMatchObject(refused);
    await expect(callWebhook(bench.ports, { ...call, signature: 'sha256=zz' }, now)).rejects.toMatchObject(refused);
    await bench.workflows.revokeWebhook(admin, webhook.id);
    await expect(callWebhook(bench.ports, call, now)).rejects.toMatchObject(refused);
    expect(await runsOn([on.id])).toHaveLength(1);
  });

  test('are made by owners and managers, for a workflow that takes calls', async () => {
    const { projectId } = bench;
    await put('plain', {});
    const researcher = testActor({ roles: { [projectId]: ['RESEARCHER'] } });
    const input = { projectId, workflow: 'plain' };
    await expect(bench.workflows.createWebhook(researcher, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(bench.workflows.createWebhook(admin, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(bench.workflows.createWebhook(testActor(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('people', () => {
  test('start a workflow with roles only when they have one of them', async () => {
    const { projectId } = bench;
    const workflow = await put('for-managers', { roles: ['MANAGER'] });
    const on = await exam();
    const input = { workflowId: workflow.id, examId: on.id, reuse: null, clientKey: null };
    const as = (role: 'MANAGER' | 'RESEARCHER') => testActor({ roles: { [projectId]: [role] } });
    await expect(bench.workflows.startRun(as('RESEARCHER'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await bench.workflows.startRun(as('MANAGER'), input)).toMatchObject({ examId: on.id });
  });

  test('start several at once, with an answer for each', async () => {
    const workflow = await put('plain', {});
    const [one, other] = [await exam(), await exam()];
    const examIds = [one.id, bench.projectId, other.id];
    const input = { workflowId: workflow.id, reuse: null, clientKey: 'k', savedQueryId: null, first: 10, after: null };
    const { results } = await bench.workflows.startRuns(admin, { ...input, examIds });
    expect(results.map(({ run, error }) => run?.examId ?? error?.code)).toEqual([one.id, 'NOT_FOUND', other.id]);
    const again = await bench.workflows.startRuns(admin, { ...input, examIds });
    expect(again.results.map(({ run }) => run?.id)).toEqual(results.map(({ run }) => run?.id));
    await expect(bench.workflows.startRuns(admin, { ...input, examIds: null })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
