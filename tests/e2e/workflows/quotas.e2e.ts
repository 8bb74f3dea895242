import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
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

const id = z.object({ id: z.string() });

async function put(source: string): Promise<string> {
  const { putWorkflow } = await hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId: place.projectId, source } },
  );
  return putWorkflow.workflow.id;
}

async function start(workflowId: string): Promise<string> {
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId, examId: place.examId } },
  );
  return startRun.run.id;
}

const quota = z.object({
  ...{ maxRuns: z.number().nullable(), maxRunsADay: z.number().nullable() },
  ...{ runs: z.number(), runsToday: z.number(), waiting: z.number() },
});

async function quotaNow() {
  const { projectQuota } = await hub.operator.request(
    z.object({ projectQuota: quota }),
    'query ($id: ID!) { projectQuota(projectId: $id) { maxRuns maxRunsADay runs runsToday waiting } }',
    { id: place.projectId },
  );
  return projectQuota;
}

const setQuota = (maxRuns: number | null) =>
  hub.operator.request(
    z.object({ setProjectQuota: z.object({ quota: z.object({ maxRuns: z.number().nullable() }) }) }),
    'mutation ($input: SetProjectQuotaInput!) { setProjectQuota(input: $input) { quota { maxRuns } } }',
    { input: { projectId: place.projectId, maxRuns } },
  );

const look = 'steps:\n  - { id: look, uses: human, with: { title: Look } }\n';

test('above its quota a project starts nothing: people are told, triggers wait and start later', async () => {
  const byHand = await put(`name: by-hand\n${look}`);
  await put(`name: on-tag\ntrigger: { on: ASSET_TAGGED, level: [SERIES] }\n${look}`);
  await setQuota(1);
  const runId = await start(byHand);
  await expect(start(byHand)).rejects.toMatchObject({
    code: 'QUOTA_EXCEEDED',
    details: { details: { limit: 'maxRuns', max: 1 } },
  });
  await hub.operator.request(z.unknown(), 'mutation ($i: SetTagsInput!) { setTags(input: $i) { assets { id } } }', {
    i: { assetIds: [place.seriesId], name: 'seriesType', value: 'T1' },
  });
  await until(async () => ((await quotaNow()).waiting === 1 ? true : undefined));
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: CancelRunInput!) { cancelRun(input: $input) { run { id } } }',
    { input: { runId, reason: 'enough' } },
  );
  await until(async () => ((await quotaNow()).waiting === 0 ? true : undefined));
  expect(await quotaNow()).toMatchObject({ maxRuns: 1, maxRunsADay: null, runs: 1, runsToday: 2 });
  await setQuota(null);
}, 120_000);

test('a step is done for each series of the project that a shared query finds', async () => {
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { savedQuery { id } } }',
    { input: { projectId: place.projectId, name: 'all MR', filter: { property: { name: 'modality', eq: 'MR' } } } },
  );
  const workflowId = await put(`name: each
steps:
  - id: classify
    uses: classify
    foreach:
      assets: { level: SERIES, query: all MR, most: 10 }
`);
  const runId = await start(workflowId);
  const state = await until(async () => {
    const { run } = await hub.operator.request(
      z.object({
        run: z.object({
          state: z.string(),
          steps: z.array(z.object({ step: z.string(), state: z.string(), series: id.nullable() })),
        }),
      }),
      'query ($id: ID!) { run(id: $id) { state steps { step state series { id } } } }',
      { id: runId },
    );
    return run.state === 'COMPLETED' || run.state === 'FAILED' ? run : undefined;
  });
  expect(state).toEqual({
    state: 'COMPLETED',
    steps: [{ step: 'classify', state: 'COMPLETED', series: { id: place.seriesId } }],
  });
}, 120_000);
