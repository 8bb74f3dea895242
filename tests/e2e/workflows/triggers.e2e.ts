import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../../../core/ids.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let place: Awaited<ReturnType<typeof projectWithExam>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  place = await projectWithExam(hub, 'MR');
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const steps = 'steps:\n  - { id: classify, uses: classify, foreach: series }\n';

async function put(name: string, triggers: string): Promise<string> {
  const { putWorkflow } = await hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: z.object({ id: z.string() }) }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId: place.projectId, source: `name: ${name}\n${triggers}${steps}` } },
  );
  return putWorkflow.workflow.id;
}

/** Runs of that workflow on the exam, and what started each. */
async function startersOf(name: string): Promise<readonly string[]> {
  const { runs } = await hub.operator.request(
    z.object({
      runs: z.object({ nodes: z.array(z.object({ startedBy: z.string(), workflow: z.object({ name: z.string() }) })) }),
    }),
    'query ($id: ID!) { runs(filter: { examId: $id }, first: 1000) { nodes { startedBy workflow { name } } } }',
    { id: place.examId },
  );
  return runs.nodes.filter(({ workflow }) => workflow.name === name).map(({ startedBy }) => startedBy);
}

test('a tag that somebody sets starts what waits for it, once', { timeout: 120_000 }, async () => {
  await put('on-tag', 'trigger: { on: ASSET_TAGGED, level: [SERIES], if: { tag: { name: seriesType, eq: T1 } } }\n');
  const set = (value: string) =>
    hub.operator.request(z.unknown(), 'mutation ($i: SetTagsInput!) { setTags(input: $i) { assets { id } } }', {
      i: { assetIds: [place.seriesId], name: 'seriesType', value },
    });
  await set('T2');
  await set('T1');
  await until(async () => ((await startersOf('on-tag')).length > 0 ? true : undefined));
  expect(await startersOf('on-tag')).toEqual(['event:ASSET_TAGGED']);
});

test('another system starts a run by a signed call, and nobody else does', { timeout: 120_000 }, async () => {
  await put('called', 'trigger: { on: WEBHOOK }\n');
  const { createWebhook } = await hub.operator.request(
    z.object({
      createWebhook: z.object({ secret: z.string(), webhook: z.object({ id: z.string(), path: z.string() }) }),
    }),
    'mutation ($i: CreateWebhookInput!) { createWebhook(input: $i) { secret webhook { id path } } }',
    { i: { projectId: place.projectId, workflow: 'called' } },
  );
  const { secret, webhook } = createWebhook;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const call = async (key: string, body: string, path = webhook.path) => {
    const hex = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
    const reply = await fetch(new URL(path, hub.process.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-timestamp': timestamp,
        'x-hub-signature-256': `sha256=${hex}`,
      },
      body,
    });
    return { status: reply.status, body: (await reply.json()) as { runId?: string; code?: string } };
  };
  const body = JSON.stringify({ examId: place.examId });
  const first = await call(secret, body);
  expect(first.status).toBe(202);
  expect((await call(secret, body)).body.runId).toBe(first.body.runId);
  expect(await startersOf('called')).toEqual(['event:WEBHOOK']);

  const refused = { status: 401, body: { code: 'UNAUTHENTICATED' } };
  expect(await call('guess', body)).toMatchObject(refused);
  expect(await call(secret, body, `/hooks/${newId()}`)).toMatchObject(refused);
  expect(await call(secret, '{}')).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } });
  expect(await call(secret, JSON.stringify({ examId: newId() }))).toMatchObject({ status: 404 });
  for (const studyInstanceUID of ['1.2\0', '1.2\ud800']) {
    const message = expect.stringContaining('studyInstanceUID') as string;
    const wrong = { status: 400, body: { code: 'BAD_USER_INPUT', message } };
    expect(await call(secret, JSON.stringify({ studyInstanceUID }))).toMatchObject(wrong);
  }
  expect(await call(secret, 'x'.repeat(65 * 1024))).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
  await hub.operator.request(
    z.unknown(),
    'mutation ($i: RevokeWebhookInput!) { revokeWebhook(input: $i) { webhook { revokedAt } } }',
    { i: { id: webhook.id } },
  );
  expect(await call(secret, body)).toMatchObject(refused);
});

test('several exams are started at once, with an answer for each', { timeout: 120_000 }, async () => {
  const workflowId = await put('by-hand', '');
  const strange = newId();
  const { startRuns } = await hub.operator.request(
    z.object({
      startRuns: z.object({
        results: z.array(z.object({ examId: z.string(), code: z.string().nullable() })),
        pageInfo: z.null(),
      }),
    }),
    'mutation ($i: StartRunsInput!) { startRuns(input: $i) { results { examId code } pageInfo { endCursor } } }',
    { i: { workflowId, examIds: [place.examId, strange] } },
  );
  expect(startRuns.results).toEqual([
    { examId: place.examId, code: null },
    { examId: strange, code: 'NOT_FOUND' },
  ]);
  const { saveQuery } = await hub.operator.request(
    z.object({ saveQuery: z.object({ savedQuery: z.object({ id: z.string() }) }) }),
    'mutation ($i: SaveQueryInput!) { saveQuery(input: $i) { savedQuery { id } } }',
    { i: { projectId: place.projectId, name: 'all', filter: { projectId: place.projectId, level: 'EXAM' } } },
  );
  const found = await hub.operator.request(
    z.object({ startRuns: z.object({ results: z.array(z.object({ examId: z.string() })) }) }),
    'mutation ($i: StartRunsInput!) { startRuns(input: $i) { results { examId } } }',
    { i: { workflowId, savedQueryId: saveQuery.savedQuery.id } },
  );
  expect(found.startRuns.results).toEqual([{ examId: place.examId }]);
});

test('a schedule starts a run on an exam that is new to it, once', { timeout: 180_000 }, async () => {
  await put('each-minute', "trigger: { on: SCHEDULE, cron: '* * * * *', timeZone: Europe/Berlin }\n");
  await expect.poll(() => startersOf('each-minute'), { timeout: 150_000, interval: 1000 }).toEqual(['event:SCHEDULE']);
});
