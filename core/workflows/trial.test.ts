import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assetChanges, changed } from '../assets/asset-changes.ts';
import type { JsonObject } from '../json.ts';
import { startsByItself } from './paused-triggers.ts';
import { workflowNamesOf } from './queries.ts';
import { testActor } from '../../tests/support/actors.ts';
import { until } from '../../tests/support/project-with-run.ts';
import { openTrialBench, tell, within, type TrialBench } from './testing/trial-bench.ts';

let bench: TrialBench;
beforeEach(async () => {
  bench = await openTrialBench();
});
afterEach(() => bench.close());

const notPromoted = { code: 'NOT_PROMOTED' };
const runsOn = async (examId: string) => (await bench.ports.store.runsOfExams([examId], 'ALL')).get(examId) ?? [];

describe('the configuration of a project', () => {
  const current = async () => (await bench.workflows.configurationsOf(bench.ann, [bench.trial])).get(bench.trial);

  test('is set by owners with a reason, and a trial is left with a signature alone', async () => {
    expect(await current()).toBe('DEVELOPMENT');
    const input = { projectId: bench.trial, configuration: 'TRIAL', reason: 'starts', password: null } as const;
    const set = bench.workflows.setProjectConfiguration;
    await expect(set(bench.ann, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(set(bench.bob, { ...input, reason: '' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await set(bench.bob, input);
    await set(bench.bob, input);
    expect(await current()).toBe('TRIAL');
    await expect(bench.configure('DEVELOPMENT')).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', details: { field: 'input.password' } },
    });
    await expect(bench.configure('DEVELOPMENT', 'wrong')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await current()).toBe('TRIAL');
    await bench.configure('DEVELOPMENT', 'right');
    expect(await current()).toBe('DEVELOPMENT');
    const { items } = await bench.workflows.configurationChanges(bench.ann, bench.trial, 10, null);
    expect(items).toMatchObject([
      { number: 1, configuration: 'TRIAL', reason: 'starts', setBy: 'bob', signatureState: null },
      { number: 2, configuration: 'DEVELOPMENT', reason: 'site visit', signatureState: 'VALID' },
    ]);
    expect(await bench.audited('project.configured')).toMatchObject([
      { actor: 'bob', reason: 'starts', new_value: { configuration: 'TRIAL', signed: false } },
      { actor: 'bob', reason: 'site visit', new_value: { configuration: 'DEVELOPMENT', signed: true } },
    ]);
    await bench.sql.query("UPDATE project_configuration SET reason = 'none' WHERE number = 2");
    const after = await bench.workflows.configurationChanges(bench.ann, bench.trial, 10, '1');
    expect(after.items).toMatchObject([{ number: 2, signatureState: 'BROKEN' }]);
  });
});

describe('in a trial', () => {
  test('nobody writes workflows', async () => {
    await bench.put('own', [tell], {}, bench.trial);
    await bench.configure('TRIAL');
    await expect(bench.put('own', [{ ...tell, id: 'two' }], {}, bench.trial)).rejects.toMatchObject(notPromoted);
    await bench.configure('DEVELOPMENT', 'right');
    await bench.put('own', [{ ...tell, id: 'two' }], {}, bench.trial);
  });

  test('people start, do again and retry promoted versions alone, without settings of their own', async () => {
    const own = await bench.put('own', [tell], {}, bench.trial);
    const examId = await bench.exam();
    const before = await bench.start(own.id, examId);
    await bench.sql.query("UPDATE workflow_run SET state = 'FAILED'");
    await bench.configure('TRIAL');
    const { ann, workflows } = bench;
    await expect(bench.start(own.id, examId)).rejects.toMatchObject(notPromoted);
    const many = { workflowId: own.id, examIds: [examId], savedQueryId: null, first: 10, after: null };
    await expect(workflows.startRuns(ann, { ...many, reuse: null, clientKey: null })).rejects.toMatchObject(
      notPromoted,
    );
    const again = { reuse: null, workflowId: null, reason: null, clientKey: null };
    await expect(workflows.rerun(ann, { ...again, runId: before.id, parameters: [] })).rejects.toMatchObject(
      notPromoted,
    );
    await expect(workflows.retryRun(ann, { runId: before.id, fromStep: 'tell', reason: null })).rejects.toMatchObject(
      notPromoted,
    );
    expect((await workflows.planRun(ann, own.id, examId)).refusedBecause).toContain('was not promoted');

    const { workflowId } = await bench.promote(await bench.put('promoted', [tell]));
    const run = await bench.start(workflowId, examId);
    await workflows.rerun(ann, { ...again, runId: run.id, parameters: [] });
    const parameters = [{ step: 'tell', with: { text: 'another' } }];
    await expect(workflows.rerun(ann, { ...again, runId: run.id, parameters })).rejects.toMatchObject(notPromoted);
    expect((await workflows.planRun(ann, workflowId, examId)).refusedBecause).toBeNull();
    const names = await workflowNamesOf(bench.ports)([bench.trial, bench.development], ann);
    expect([names.get(bench.trial), names.get(bench.development)]).toEqual([['promoted'], ['promoted']]);
  });

  test('results serve again as the promoted document says, or not at all', async () => {
    await bench.configure('TRIAL');
    const { workflowId } = await bench.promote(await bench.put('anew', [tell], { reuse: 'NEVER' }));
    const examId = await bench.exam();
    const start = (reuse: 'ALWAYS' | 'ASK' | 'NEVER' | null, version = workflowId) =>
      bench.workflows.startRun(bench.ann, { workflowId: version, examId, reuse, clientKey: null });
    const run = await start('NEVER');
    await expect(start('ALWAYS')).rejects.toMatchObject(notPromoted);
    await expect(start('ASK')).rejects.toMatchObject(notPromoted);
    const again = { runId: run.id, parameters: [], workflowId: null, reason: null, clientKey: null };
    await expect(bench.workflows.rerun(bench.ann, { ...again, reuse: 'ALWAYS' })).rejects.toMatchObject(notPromoted);
    await bench.workflows.rerun(bench.ann, { ...again, reuse: null });
    const serves = await bench.promote(await bench.put('serves', [tell]));
    expect(await start(null, serves.workflowId)).toMatchObject({ reuse: 'ALWAYS' });
    expect(await start('NEVER', serves.workflowId)).toMatchObject({ reuse: 'NEVER' });
  });

  test('what starts while the project becomes one waits for that, and is refused', async () => {
    const own = await bench.put('own', [tell], { trigger: { on: 'EXAM_REGISTERED' } }, bench.trial);
    const examId = await bench.exam();
    const go = Promise.withResolvers<undefined>();
    const starting = go.promise.then(() => bench.start(own.id, examId));
    const evented = go.promise.then(() => register(examId, 'meanwhile'));
    const ended = Promise.allSettled([starting, evented]);
    await bench.sql.transact(async () => {
      await bench.configure('TRIAL');
      go.resolve(undefined);
      // PGlite has one connection: whoever comes meanwhile waits by itself.
      if (process.env['PESSCARA_TEST_ENGINE'] === 'PostgreSQL')
        await until(async () => {
          const [row] = await bench.sql.query<{ waiting: number }>(
            `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          );
          return row?.waiting === 2 ? true : undefined;
        });
    });
    expect((await ended)[0]).toMatchObject({ status: 'rejected', reason: notPromoted });
    expect(await runsOn(examId)).toEqual([]);
  });

  const onEvent: JsonObject = {
    triggers: [
      { on: 'EXAM_REGISTERED' },
      { on: 'ASSET_TAGGED' },
      { on: 'WEBHOOK' },
      { on: 'SCHEDULE', cron: '0 3 * * *', timeZone: 'UTC', exams: 'ALL' },
    ],
  };
  const register = (examId: string, key: string) =>
    bench.workflows.advance({ event: 'EXAM_REGISTERED', projectId: bench.trial, examId }, key);
  const scheduled = (at: string) =>
    bench.workflows.advance(
      {
        schedule: { projectId: bench.trial, workflow: 'evented', cron: '0 3 * * *', timeZone: 'UTC', at, after: null },
      },
      'any',
    );
  async function tag(examId: string): Promise<void> {
    const asset = (await bench.ports.graph.getAssets([examId])).get(examId);
    if (!asset) throw new Error('the exam is gone');
    await bench.sql.transact(() => assetChanges.append(bench.ports.feed, bench.trial, 'x', [changed(asset, 'TAGGED')]));
    await bench.workflows.advance({ assetEvents: bench.trial }, 'any');
  }
  async function call(webhook: { readonly id: string; readonly secret: string }, examId: string, no: number) {
    const timestamp = String(Math.floor(Date.now() / 1000) - no);
    const body = JSON.stringify({ examId });
    const hex = createHmac('sha256', webhook.secret).update(`${timestamp}.${body}`).digest('hex');
    const signature = `sha256=${hex}`;
    return bench.workflows.callWebhook({ id: webhook.id, timestamp, signature, body: Buffer.from(body) });
  }

  test('events, schedules and webhooks start promoted versions alone, and the audit trail says what they did not', async () => {
    await bench.put('evented', [tell], onEvent, bench.trial);
    const made = await bench.workflows.createWebhook(bench.ann, { projectId: bench.trial, workflow: 'evented' });
    const webhook = { id: made.webhook.id, secret: made.secret };
    await bench.configure('TRIAL');
    const examId = await bench.exam();
    await register(examId, 'one');
    await tag(examId);
    await scheduled('2026-01-01T03:00:00.000Z');
    await expect(call(webhook, examId, 1)).rejects.toMatchObject(notPromoted);
    expect(await runsOn(examId)).toEqual([]);
    // A call is somebody's; what happens by itself is said once, when the project becomes a trial.
    const refusals = await bench.audited('run.refused');
    expect(refusals.map(({ reason }) => reason)).toEqual(['NOT_PROMOTED']);
    const paused = { actor: 'service:events', reason: 'NOT_PROMOTED', new_value: { workflow: 'evented' } };
    expect(await bench.audited('triggers.paused')).toMatchObject([paused]);

    const first = await bench.promote(await bench.put('evented', [{ ...tell, id: 'first' }], onEvent));
    const second = await bench.promote(await bench.put('evented', [{ ...tell, id: 'second' }], onEvent));
    await register(examId, 'two');
    await tag(examId);
    await scheduled('2026-01-02T03:00:00.000Z');
    await call(webhook, examId, 2);
    const started = await runsOn(examId);
    expect(started.map(({ workflowId }) => workflowId)).toEqual(Array(4).fill(second.workflowId));

    // Withdrawn: the version before it, while that stands; and then none.
    await bench.withdraw(second.id);
    await register(examId, 'three');
    expect((await runsOn(examId))[0]?.workflowId).toBe(first.workflowId);
    await bench.withdraw(first.id);
    await register(examId, 'four');
    await tag(examId);
    await tag(examId);
    await scheduled('2026-01-03T03:00:00.000Z');
    expect(await runsOn(examId)).toHaveLength(5);
    expect(await bench.audited('run.refused')).toHaveLength(1);
    expect(await bench.audited('triggers.paused')).toHaveLength(2);
  });

  test('a version says why its triggers start nothing, and a signature that breaks is told once', async () => {
    const why = async (workflowId: string, who = bench.ann) =>
      (await bench.workflows.whyPaused(who, [workflowId])).get(workflowId) ?? null;
    const own = await bench.put('evented', [tell], onEvent, bench.trial);
    const plain = await bench.put('plain', [tell], {}, bench.trial);
    expect(await why(own.id)).toBeNull();
    await bench.configure('TRIAL');
    expect(await why(own.id)).toBe('the project is a trial: the workflow evented version 1 was not promoted to it');
    expect([await why(plain.id), await why(own.id, testActor({ username: 'sam' }))]).toEqual([null, null]);
    const { workflowId } = await bench.promote(await bench.put('evented', [{ ...tell, id: 'first' }], onEvent));
    expect([await why(own.id), await why(workflowId)]).toEqual(['events start version 2 of it', null]);

    await bench.sql.query("UPDATE workflow_promotion SET comment = 'another'");
    expect(await why(workflowId)).toBe('the signature of the workflow evented version 2 is broken');
    const examId = await bench.exam();
    for (let times = 0; times < 2; times++) {
      await tag(examId);
      await register(examId, String(times));
    }
    expect(await runsOn(examId)).toEqual([]);
    expect((await bench.audited('triggers.paused')).map(({ target }) => target)).toEqual(
      [own.id, workflowId].map((id) => `workflow:${id}`),
    );
    await bench.configure('DEVELOPMENT', 'right');
    expect(await why(workflowId)).toBeNull();
  });

  test('an event that comes while the pause is lifted starts, and one that met a version of before asks again', async () => {
    const own = await bench.put('evented', [tell], onEvent, bench.trial);
    await bench.configure('TRIAL');
    const meanwhile = (change: () => Promise<unknown>) => ({
      ...bench.ports,
      transactor: {
        transact: async <T>(work: () => Promise<T>): Promise<T> => {
          await change();
          return bench.ports.transactor.transact(work);
        },
      },
    });
    const promoting = meanwhile(async () =>
      bench.promote(await bench.put('evented', [{ ...tell, id: 'first' }], onEvent)),
    );
    await expect(startsByItself(promoting, own)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(await bench.audited('triggers.paused')).toHaveLength(1);
    const lifting = meanwhile(() => bench.configure('DEVELOPMENT', 'right'));
    expect(await startsByItself(lifting, own)).toBe(true);
  });

  test('a version that is only a step of a promoted one neither starts alone nor stands in the way of its promoted name', async () => {
    await bench.configure('TRIAL');
    const alone = await bench.put('inner', [tell], { trigger: { on: 'EXAM_REGISTERED' } });
    const promoted = await bench.promote(alone);
    await bench.put('inner', [{ ...tell, id: 'two' }], { trigger: { on: 'EXAM_REGISTERED' } });
    await bench.promote(await bench.put('outer', [within('inner')]));
    const examId = await bench.exam();
    const newest = (await bench.ports.store.newestWorkflows([bench.trial])).find(({ name }) => name === 'inner');
    expect(newest?.version).toBe(2);
    await expect(bench.start(newest?.id ?? '', examId)).rejects.toMatchObject(notPromoted);
    await register(examId, 'one');
    expect((await runsOn(examId)).map(({ workflowId }) => workflowId)).toEqual([promoted.workflowId]);
  });

  const childOf = async (examId: string, parentId: string) => {
    const [step] = (await bench.ports.store.stepRunsOf([parentId])).get(parentId) ?? [];
    await bench.workflows.advance({ childOf: step?.id ?? '' }, 'any');
    return {
      step: (await bench.ports.store.getStepRuns([step?.id ?? ''])).get(step?.id ?? ''),
      child: (await runsOn(examId)).find(({ id }) => id !== parentId),
    };
  };

  test('a run that began before it does no step that is a workflow which is not promoted', async () => {
    await bench.put('inner', [tell], {}, bench.trial);
    const outer = await bench.put('outer', [within('inner')], {}, bench.trial);
    const examId = await bench.exam();
    const run = await bench.start(outer.id, examId);
    await bench.configure('TRIAL');
    const { step, child } = await childOf(examId, run.id);
    expect(child).toBeUndefined();
    expect(step).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('NOT_PROMOTED') as unknown });
  });

  test('a run goes on with the workflows that are its steps when its bundle is withdrawn', async () => {
    await bench.put('inner', [tell]);
    await bench.configure('TRIAL');
    const { id, workflowId, partIds } = await bench.promote(await bench.put('outer', [within('inner')]));
    const examId = await bench.exam();
    const run = await bench.start(workflowId, examId);
    await bench.withdraw(id);
    await bench.withdraw(id);
    expect(await bench.audited('workflow.withdrawn')).toMatchObject([{ actor: 'bob', reason: 'wrong threshold' }]);
    expect((await childOf(examId, run.id)).child?.workflowId).toBe(partIds[1]);
    await expect(bench.start(workflowId, examId)).rejects.toMatchObject({
      message: expect.stringContaining('was withdrawn') as unknown,
    });
  });
});
