import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { classifyExecutor } from './classify-executor.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const admin = testActor({ administrator: true, username: 'ada' });
const document = {
  name: 'plan',
  steps: [
    { id: 'classify', uses: 'classify', foreach: 'series' },
    {
      id: 'convert',
      uses: 'convert',
      foreach: 'series',
      needs: ['classify'],
      if: { notSeriesType: ['localizer'] },
    },
    { id: 'ct', uses: 'convert', foreach: 'series', if: { modality: ['CT'] } },
    { id: 'measure', uses: 'measure', foreach: 'series', needs: ['ct'] },
    {
      id: 'look',
      uses: 'human',
      needs: ['convert'],
      if: { value: { step: 'convert', name: 'volume', gt: 1 } },
      with: { title: 'Look' },
    },
  ],
};

test('says what would be done, left out and reused, and writes nothing', async () => {
  const { projectId, workflows, ports } = bench;
  const workflow = await workflows.putWorkflow(admin, { projectId, document });
  const { examId } = await bench.addExam([{ properties: { modality: 'MR', seriesDescription: 'AX T1' }, images: [] }]);
  const before = await workflows.planRun(admin, workflow.id, examId);
  expect(before.refusedBecause).toBeNull();
  expect(before.steps.map(({ step, outcome, reason }) => [step, outcome, reason])).toEqual([
    ['classify', 'RUN', null],
    ['convert', 'DEPENDS', 'on the series type, which is not known yet'],
    ['ct', 'SKIP', 'its modality is MR'],
    ['measure', 'SKIP', 'ct gave nothing to work on'],
    ['look', 'DEPENDS', 'on whether convert is done'],
  ]);
  expect((await ports.store.runsOfExams([examId], 'ALL')).get(examId)).toEqual([]);

  await startWorkflowWorkers(bench.queue, workflows, new Map([['classify', classifyExecutor]]));
  const run = await workflows.startRun(admin, { workflowId: workflow.id, examId, reuse: null, clientKey: null });
  for await (const _ of await workflows.runProgress(admin, run.id, '0', AbortSignal.timeout(20_000)));
  const after = await workflows.planRun(admin, workflow.id, examId);
  expect(after.steps.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['REUSE', 'RUN']);
});

test('names the run whose result is likely to serve', async () => {
  const { projectId, workflows } = bench;
  const step = { id: 'a', uses: 'python', with: { script: 'x' } };
  const workflow = await workflows.putWorkflow(admin, { projectId, document: { name: 'again', steps: [step] } });
  const { examId } = await bench.addExam([]);
  const executor: StepExecutor = {
    describe: () =>
      Promise.resolve({ method: 'test/python', methodVersion: '1', software: { name: 'test', version: '1' } }),
    execute: () => {
      const output = { kind: 'note', role: 'note', label: 'n', mediaType: '', bytes: null, properties: {} };
      return Promise.resolve({ outputs: [output], log: '' });
    },
  };
  await startWorkflowWorkers(bench.queue, workflows, new Map([['python', executor]]));
  const run = await workflows.startRun(admin, { workflowId: workflow.id, examId, reuse: null, clientKey: null });
  for await (const _ of await workflows.runProgress(admin, run.id, '0', AbortSignal.timeout(20_000)));
  const { steps } = await workflows.planRun(admin, workflow.id, examId);
  expect(steps).toMatchObject([{ outcome: 'REUSE', earlierRunId: run.id }]);
});

test('is for those who may start runs', async () => {
  const { projectId, workflows } = bench;
  const workflow = await workflows.putWorkflow(admin, { projectId, document });
  const { examId } = await bench.addExam([]);
  const viewer = testActor({ roles: { [projectId]: ['VIEWER'] } });
  await expect(workflows.planRun(viewer, workflow.id, examId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(workflows.planRun(testActor(), workflow.id, examId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(workflows.planRun(admin, workflow.id, projectId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
