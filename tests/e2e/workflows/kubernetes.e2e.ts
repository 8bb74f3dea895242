import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TestCluster } from '../../support/kubernetes/api-server.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

const id = z.object({ id: z.string() });
const runAnswer = z.object({
  run: z.object({
    state: z.string(),
    steps: z.array(
      z.object({
        state: z.string(),
        log: z.string().nullable(),
        outputs: z.array(z.object({ kind: z.string().nullable(), properties: z.record(z.string(), z.unknown()) })),
      }),
    ),
  }),
});

const cluster = new TestCluster();
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let port: number;
let hub: HubProcess;
let place: Awaited<ReturnType<typeof projectWithExam>>;
beforeAll(async () => {
  port = await cluster.open();
  folder = await temporaryFolder();
  hub = await openHub();
  place = await projectWithExam(hub, 'MR');
}, 300_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await cluster.close();
  await folder[Symbol.asyncDispose]();
});

const openHub = () =>
  startHub(join(folder.path, 'hub'), {
    PESSCARA_KUBERNETES_URL: `http://127.0.0.1:${String(port)}`,
    PESSCARA_KUBERNETES_TOKEN_FILE: cluster.tokenFile,
    PESSCARA_KUBERNETES_NAMESPACE: cluster.namespace,
    PESSCARA_KUBERNETES_CLAIM: cluster.claim,
    PESSCARA_KUBERNETES_FOLDER: cluster.folder,
  });

const putWorkflow = (steps: unknown[]) =>
  hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId: place.projectId, document: { name: 'on-a-cluster', steps } } },
  );
const runOf = (runId: string) =>
  hub.operator.request(
    runAnswer,
    'query ($id: ID!) { run(id: $id) { state steps { state log outputs { kind properties } } } }',
    { id: runId },
  );

test('a job goes on when the hub is killed, and the hub that starts again takes it over and removes it', async () => {
  const script = `W="$(dirname "$PESSCARA_TASK")"; T=$(date +%s)000; echo 'it begins'
    while [ ! -e ${join(cluster.folder, 'go')} ]; do sleep 0.2; done
    echo '{"outputs": [{"kind": "note", "properties": {"startedAt": '$T', "inputs": '$(ls "$W/in" | wc -l)'}}]}' > "$W/result/result.json"`;
  const { putWorkflow: put } = await putWorkflow([
    {
      id: 'count',
      uses: 'kubernetes',
      foreach: 'series',
      with: { image: cluster.image, command: ['sh', '-c', script], memoryMb: 128 },
    },
  ]);
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: put.workflow.id, examId: place.examId } },
  );
  await until(async () => {
    const { run } = await runOf(startRun.run.id);
    return run.steps.some(({ log }) => log?.includes('it begins')) ? true : undefined;
  });
  await hub.process.end('SIGKILL');
  const killedAt = Date.now();
  hub = await openHub();
  cluster.touch('go');
  const run = await until(async () => {
    const { run: now } = await runOf(startRun.run.id);
    return now.state === 'RUNNING' ? undefined : now;
  });
  expect(run).toMatchObject({
    state: 'COMPLETED',
    steps: [{ outputs: [{ kind: 'note', properties: { inputs: 3 } }] }],
  });
  expect(run.steps[0]?.outputs[0]?.properties['startedAt']).toBeLessThanOrEqual(killedAt);
  expect(cluster.accepted.length).toBe(1);
  await until(() => Promise.resolve(cluster.left().length === 0 ? true : undefined));
}, 180_000);

test('a workflow that asks for what no Kubernetes step has is refused, with the field', async () => {
  const image = 'registry.example.org/tools/sh:latest';
  await expect(putWorkflow([{ id: 'far', uses: 'kubernetes', with: { image } }])).rejects.toThrow(
    /steps\.far\.with\.image.*digest/,
  );
});
