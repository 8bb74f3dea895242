import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { openPodman, type TestPodman } from '../../services/podman.ts';
import { type HubProcess, repository, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

const id = z.object({ id: z.string() });
const runAnswer = z.object({
  run: z.object({
    state: z.string(),
    error: z.string().nullable(),
    steps: z.array(
      z.object({
        step: z.string(),
        state: z.string(),
        outputs: z.array(
          z.object({ kind: z.string().nullable(), label: z.string(), properties: z.record(z.string(), z.unknown()) }),
        ),
      }),
    ),
  }),
});

/** An application of somebody else's, in this process: it says how many inputs it got. */
const app = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const parts =
      Buffer.concat(chunks)
        .toString('latin1')
        .match(/filename="\d+\.\w+/g)?.length ?? 0;
    response
      .writeHead(200)
      .end(JSON.stringify({ outputs: [{ kind: 'note', label: 'counted', properties: { parts } }] }));
  });
});

let podman: TestPodman;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let origin: string;
let projectId: string;
let examId: string;
beforeAll(async () => {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  origin = `http://127.0.0.1:${String((app.address() as AddressInfo).port)}`;
  podman = await openPodman();
  folder = await temporaryFolder();
  hub = await openHub();
  ({ projectId, examId } = await projectWithExam());
}, 300_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  podman.close();
  await folder[Symbol.asyncDispose]();
  app.close();
});

const openHub = () =>
  startHub(join(folder.path, 'hub'), { PESSCARA_CONTAINERS: podman.command, PESSCARA_REST_APPS: origin });

/** The project's id, and that of an exam with one CT image. */
async function projectWithExam(): Promise<{ projectId: string; examId: string }> {
  const images = join(folder.path, 'images');
  await mkdir(images);
  await copyFile(join(repository, 'tests', 'data', 'pydicom', 'CT_small.dcm'), join(images, 'ct.dcm'));
  const projectId = await ensurePlace(hub.operator, { project: 'CT', pool: 'scanner' }, true, () => undefined);
  const place = { projectId, pool: 'scanner' };
  const { ingestionId } = await ingestFiles(hub.operator, place, images, await filesBelow(images), () => undefined);
  await waitUntilSettled(hub.operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(hub.operator, projectId))
    await reviewExam(hub.operator, 'approveExam', exam.id, null);
  const examId = await until(async () => {
    const { assets } = await hub.operator.request(
      z.object({ assets: z.object({ nodes: z.array(id) }) }),
      'query ($projectId: ID!) { assets(filter: { projectId: $projectId, level: EXAM }) { nodes { id } } }',
      { projectId },
    );
    return assets.nodes[0]?.id;
  });
  return { projectId, examId };
}

const putWorkflow = (projectId: string, steps: unknown[]) =>
  hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId, document: { name: 'programs', steps } } },
  );

async function start(workflowId: string, examId: string): Promise<string> {
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId, examId, reuse: 'NEVER' } },
  );
  return startRun.run.id;
}

/** The run, once it goes on no more. */
function ended(runId: string) {
  return until(async () => {
    const { run } = await hub.operator.request(
      runAnswer,
      'query ($id: ID!) { run(id: $id) { state error steps { step state outputs { kind label properties } } } }',
      { id: runId },
    );
    return run.state === 'RUNNING' ? undefined : run;
  });
}

test('a workflow runs a container and an application on images, and refuses what the hub does not offer', async () => {
  const script = `n=$(ls /work/in | wc -l); printf mask > /work/out/mask.bin
    echo '{"outputs": [{"kind": "segmentation", "role": "mask", "label": "tumour", "file": "mask.bin", "properties": {"inputs": '$n'}}]}' > /work/result/result.json`;
  const { putWorkflow: put } = await putWorkflow(projectId, [
    {
      id: 'segment',
      uses: 'container',
      foreach: 'series',
      with: { image: podman.image, command: ['sh', '-c', script], memoryMb: 128 },
    },
    {
      id: 'count',
      uses: 'rest',
      needs: ['segment'],
      foreach: 'series',
      with: { url: `${origin}/count`, version: '1' },
    },
  ]);
  const run = await ended(await start(put.workflow.id, examId));
  expect(run).toMatchObject({
    state: 'COMPLETED',
    steps: [
      { step: 'segment', outputs: [{ kind: 'segmentation', label: 'tumour', properties: { inputs: 1 } }] },
      { step: 'count', outputs: [{ kind: 'note', label: 'counted', properties: { parts: 1 } }] },
    ],
  });
  // Nothing of the container stays once its result is kept.
  await until(() => Promise.resolve(podman.containers().length === 0 ? true : undefined));

  await expect(putWorkflow(projectId, [{ id: 'far', uses: 'batch', with: { script: 'true' } }])).rejects.toThrow(
    /steps\.far\.uses.*PESSCARA_BATCH/,
  );
}, 180_000);

test('a container goes on when the hub is killed, and the hub that starts again takes it over', async () => {
  const script = `T=$(date +%s)000; sleep 10
    echo '{"outputs": [{"kind": "note", "properties": {"startedAt": '$T'}}]}' > /work/result/result.json`;
  const { putWorkflow: put } = await putWorkflow(projectId, [
    { id: 'slow', uses: 'container', with: { image: podman.image, command: ['sh', '-c', script], memoryMb: 128 } },
  ]);
  const runId = await start(put.workflow.id, examId);
  await until(() => Promise.resolve(podman.running().length > 0 ? true : undefined));
  await hub.process.end('SIGKILL');
  const killedAt = Date.now();
  hub = await openHub();
  const run = await ended(runId);
  expect(run).toMatchObject({ state: 'COMPLETED', steps: [{ step: 'slow', outputs: [{ kind: 'note' }] }] });
  expect(run.steps[0]?.outputs[0]?.properties['startedAt']).toBeLessThanOrEqual(killedAt);
  await until(() => Promise.resolve(podman.containers().length === 0 ? true : undefined));
}, 180_000);
