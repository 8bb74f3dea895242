import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { completeTask, openTasks } from '../../cli/commands/task.ts';
import { examsInQuarantine, reviewExam } from '../../cli/commands/review.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../cli/ingest-folder.ts';
import { ensurePlace } from '../../cli/places.ts';
import { defaultWorkflow } from '../../core/workflows/default-workflow.ts';
import { type HubProcess, repository } from './pesscara-process.ts';

const id = z.object({ id: z.string() });
const runsAnswer = z.object({
  runs: z.object({ nodes: z.array(z.object({ id: z.string(), state: z.string(), error: z.string().nullable() })) }),
});

/**
 * Takes one of pydicom's images through everything, as the operator: received, approved, registered, and a run of the
 * default workflow that the operator started, completed. Answers the project's and the run's id.
 */
export async function projectWithRun(
  hub: HubProcess,
  folder: string,
  project = 'CT',
): Promise<{ projectId: string; runId: string }> {
  const { operator } = hub;
  await mkdir(folder);
  await copyFile(join(repository, 'tests', 'data', 'pydicom', 'CT_small.dcm'), join(folder, 'ct.dcm'));
  const projectId = await ensurePlace(operator, { project, pool: 'scanner' }, true, () => undefined);
  const { putWorkflow } = await operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId, document: { ...defaultWorkflow, name: 'by-hand', trigger: undefined } } },
  );
  const { ingestionId } = await ingestFiles(
    operator,
    { projectId, pool: 'scanner' },
    folder,
    await filesBelow(folder),
    () => undefined,
  );
  await waitUntilSettled(operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(operator, projectId)) {
    await reviewExam(operator, 'approveExam', exam.id, null);
  }
  const examId = await until(async () => {
    const { assets } = await operator.request(
      z.object({ assets: z.object({ nodes: z.array(id) }) }),
      'query ($projectId: ID!) { assets(filter: { projectId: $projectId, level: EXAM }) { nodes { id } } }',
      { projectId },
    );
    return assets.nodes[0]?.id;
  });
  const { startRun } = await operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: putWorkflow.workflow.id, examId } },
  );
  await until(async () => {
    for (const task of await openTasks(operator, projectId)) await completeTask(operator, task.id, 'APPROVED', null);
    const { runs } = await operator.request(runsAnswer, '{ runs { nodes { id state error } } }');
    const run = runs.nodes.find((candidate) => candidate.id === startRun.run.id);
    if (run?.state === 'FAILED') throw new Error(run.error ?? 'the run failed');
    return run?.state === 'COMPLETED' ? run : undefined;
  });
  return { projectId, runId: startRun.run.id };
}

export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it did not happen within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
