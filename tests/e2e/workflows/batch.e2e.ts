import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startSlurm, type TestSlurm } from '../../services/slurm.ts';
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
        reason: z.string().nullable(),
        log: z.string().nullable(),
        outputs: z.array(z.object({ kind: z.string().nullable(), properties: z.record(z.string(), z.unknown()) })),
      }),
    ),
  }),
});

let slurm: TestSlurm;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let place: Awaited<ReturnType<typeof projectWithExam>>;
beforeAll(async () => {
  slurm = await startSlurm();
  folder = await temporaryFolder();
  hub = await openHub();
  place = await projectWithExam(hub, 'MR');
}, 300_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await slurm.close();
  await folder[Symbol.asyncDispose]();
});

const openHub = () =>
  startHub(join(folder.path, 'hub'), {
    PESSCARA_BATCH: 'slurm',
    PESSCARA_BATCH_FOLDER: slurm.folder,
    SLURM_CONF: slurm.environment['SLURM_CONF'] ?? '',
    PESSCARA_PROGRAM_MAX_CPUS: '2',
    PESSCARA_PROGRAM_MAX_OUTPUT_MB: '1',
  });
const putWorkflow = (name: string, withParameters: Record<string, unknown>) =>
  hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    {
      input: {
        projectId: place.projectId,
        document: { name, steps: [{ id: 'count', uses: 'batch', foreach: 'series', with: withParameters }] },
      },
    },
  );
async function start(script: string): Promise<string> {
  const { putWorkflow: put } = await putWorkflow('on-slurm', { script, memoryMb: 100 });
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: put.workflow.id, examId: place.examId, reuse: 'NEVER' } },
  );
  return startRun.run.id;
}
const runOf = async (runId: string) =>
  (
    await hub.operator.request(
      runAnswer,
      'query ($id: ID!) { run(id: $id) { state steps { state reason log outputs { kind properties } } } }',
      { id: runId },
    )
  ).run;
const ended = (runId: string) =>
  until(async () => {
    const run = await runOf(runId);
    return run.state === 'RUNNING' ? undefined : run;
  });

test('a job goes on when the hub is killed and the controller is restarted, and is taken over, not done twice', async () => {
  const [go, starts] = [join(folder.path, 'go'), join(folder.path, 'starts')];
  const runId = await start(`echo started >> ${starts}; echo 'it begins'
    while [ ! -e ${go} ]; do sleep 0.2; done
    echo '{"outputs": [{"kind": "note", "properties": {"starts": '$(wc -l < ${starts})', "inputs": '$(ls in | wc -l)'}}]}' > result/result.json`);
  await until(async () =>
    (await runOf(runId)).steps.some(({ log }) => log?.includes('it begins')) ? true : undefined,
  );
  await hub.process.end('SIGKILL');
  await slurm.stopController();
  hub = await openHub();
  await slurm.startController();
  writeFileSync(go, '');
  expect(await ended(runId)).toMatchObject({
    state: 'COMPLETED',
    steps: [{ outputs: [{ kind: 'note', properties: { starts: 1, inputs: 3 } }] }],
  });
  await until(() => Promise.resolve(slurm.jobs().length === 0 ? true : undefined));
}, 180_000);

test('what asks for more than the hub permits is refused, and what leaves more is ended', async () => {
  await expect(putWorkflow('much', { script: 'true', cpus: 3 })).rejects.toThrow(/steps\.count\.with\.cpus.*at most 2/);
  const run = await ended(
    await start('head -c 900000 /dev/zero > out/a; head -c 900000 /dev/zero > out/b; sleep 1000'),
  );
  expect(run.steps[0]).toMatchObject({
    state: 'FAILED',
    reason: 'the program has written files of more than the 1000000 bytes allowed',
  });
  await until(() => Promise.resolve(readdirSync(slurm.folder).length === 0 ? true : undefined));
  expect(slurm.jobs()).toEqual([]);
}, 180_000);
