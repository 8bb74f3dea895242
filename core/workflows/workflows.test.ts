import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConvertExecutor } from '../../adapters/dcm2niix/convert-executor.ts';
import { testActor } from '../../tests/support/actors.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { classifyExecutor } from './classify-executor.ts';
import { defaultWorkflow } from './default-workflow.ts';
import { measureExecutor } from './measure-executor.ts';
import type { Run } from './run.ts';
import type { RunEvent } from './subscriptions.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

const dicom = (name: string): Uint8Array => readFileSync(new URL(`../../tests/data/pydicom/${name}`, import.meta.url));

let bench: Bench;
const convert = new ConvertExecutor();
const executors = new Map<string, StepExecutor>([
  ['classify', classifyExecutor],
  ['convert', convert],
  ['measure', measureExecutor],
]);

beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  convert.close();
  await bench.close();
});

const mr = { modality: 'MR', seriesDescription: 'AX T1', scanningSequence: 'SE', echoTime: 10, repetitionTime: 500 };
const ct = { modality: 'CT', seriesDescription: 'CT HEAD' };

/** The events until one for which `until` holds, or the run's last. */
async function eventsUntil(run: Run, until: (event: RunEvent) => boolean, after = '0'): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const admin = testActor({ administrator: true });
  for await (const event of await bench.workflows.runProgress(admin, run.id, after, AbortSignal.timeout(60_000))) {
    events.push(event);
    if (until(event)) break;
  }
  return events;
}

test('runs the default workflow from an event to biomarkers, and reuses every result the second time', async () => {
  const { workflows, ports, projectId, queue } = bench;
  const manager = testActor({ roles: { [projectId]: ['MANAGER'] }, username: 'mia' });
  const reviewer = testActor({ roles: { [projectId]: ['REVIEWER'] }, username: 'rita' });
  bench.members.push({ userId: manager.id, roles: ['MANAGER'] }, { userId: reviewer.id, roles: ['REVIEWER'] });
  const { examId, seriesIds } = await bench.addExam([
    { properties: mr, images: [dicom('MR_small.dcm')] },
    { properties: ct, images: [dicom('CT_small.dcm')] },
    {
      properties: { modality: 'MR', seriesDescription: 'localizer', imageType: 'ORIGINAL\\PRIMARY\\LOCALIZER' },
      images: [dicom('MR_small_padded.dcm')],
    },
    { properties: { modality: 'RTPLAN' }, images: [dicom('rtplan.dcm')] },
  ]);
  const workflow = await workflows.putWorkflow(manager, { projectId, document: defaultWorkflow });
  await startWorkflowWorkers(queue, workflows, executors);
  const event = {
    queue: 'advance',
    key: `registered:${examId}`,
    payload: { event: 'EXAM_REGISTERED', projectId, examId },
  } as const;
  await queue.enqueue([event]);
  const run = await firstRun(examId);

  await eventsUntil(run, (one) => one.step === 'qc' && one.state === 'WAITING');
  const waiting = (await workflows.getRuns(manager, [run.id])).get(run.id);
  expect(waiting).toMatchObject({ state: 'WAITING', workflowId: workflow.id, startedBy: 'event:EXAM_REGISTERED' });
  const [task] = await workflows.listTasks(reviewer, projectId, 'OPEN', 10);
  expect(task).toMatchObject({ title: 'Check the measured volumes', runId: run.id });
  await workflows.completeTask(reviewer, { taskId: task?.id ?? '', outcome: 'APPROVED', comment: null });
  const events = await eventsUntil(run, () => false);
  expect(events.at(-1)?.message).toMatch(
    /^run: completed \(convert failed for 1 of 3 series: dcm2niix .*No valid DICOM images/,
  );

  const ended = (await workflows.getRuns(manager, [run.id])).get(run.id);
  expect(ended).toMatchObject({ state: 'COMPLETED', percent: 100 });
  const steps = (await workflows.stepsOfRuns(manager, [run.id])).get(run.id) ?? [];
  expect(steps.filter((one) => one.step === 'convert').map(({ state }) => state)).toEqual([
    'COMPLETED',
    'COMPLETED',
    'SKIPPED',
    'FAILED',
  ]);
  expect(steps.find((one) => one.itemId === seriesIds[2] && one.step === 'convert')?.reason).toBe(
    'its series type is localizer',
  );
  expect(steps.find((one) => one.itemId === seriesIds[3] && one.step === 'measure')?.reason).toBe('convert failed');

  // Values with their units, on their series and exam.
  const biomarkers = (await ports.graph.childrenOf([examId], 'DERIVED', 'biomarker')).get(examId) ?? [];
  expect(biomarkers).toHaveLength(4);
  const ofMr =
    (await ports.graph.childrenOf([seriesIds[0] ?? ''], 'DERIVED', 'biomarker')).get(seriesIds[0] ?? '') ?? [];
  const volume = ofMr.find(({ properties }) => properties['name'] === 'volumeAboveThreshold');
  expect(volume?.properties).toMatchObject({ unit: 'mm3', seriesType: 'T1', method: 'pesscara/measure' });

  // The lineage of one value goes to its own pixels, over the person who approved it.
  const lineage = await ports.graph.lineage(volume?.id ?? '', 'ANCESTORS', 20, 1000);
  const ids = lineage.nodes.map(({ id }) => id);
  const activities = await ports.graph.getActivities(ids);
  expect(new Set([...activities.values()].map(({ method }) => method))).toEqual(
    new Set(['pesscara/biomarkers', 'pesscara/measure', 'pesscara/convert']),
  );
  const agents = [...(await ports.graph.getAgents(ids)).values()].map(({ name }) => name);
  expect(agents).toContain('rita');
  const images = (await ports.graph.childrenOf([seriesIds[0] ?? ''], 'IMAGE')).get(seriesIds[0] ?? '') ?? [];
  const pixels = [...(await ports.graph.getAssets(ids)).values()]
    .filter(({ level }) => level === 'IMAGE')
    .map(({ id }) => id);
  expect(pixels).toEqual(images.map(({ id }) => id));

  expect((await workflows.listNotifications(manager, 10)).map(({ text }) => text)).toEqual([
    'The volumes of a new exam are ready.',
  ]);
  expect((await workflows.listNotifications(reviewer, 10)).map(({ text }) => text)).toEqual([
    'A task waits for you: Check the measured volumes',
  ]);

  // The same event again starts nothing; the same workflow again computes nothing.
  await workflows.advance(event.payload, event.key);
  expect(
    await workflows.listRuns(manager, { projectId, examId, state: null }, { first: 10, after: null }),
  ).toMatchObject({ totalCount: 1 });
  const again = await workflows.startRun(manager, {
    workflowId: workflow.id,
    examId,
    reuse: 'ALWAYS',
    clientKey: 'again',
  });
  await eventsUntil(again, (one) => one.step === 'qc' && one.state === 'WAITING');
  const [second] = await workflows.listTasks(reviewer, projectId, 'OPEN', 10);
  await workflows.completeTask(reviewer, { taskId: second?.id ?? '', outcome: 'APPROVED', comment: 'as before' });
  await eventsUntil(again, () => false);
  const repeated = ((await workflows.stepsOfRuns(manager, [again.id])).get(again.id) ?? []).filter(
    (one) => one.state === 'COMPLETED',
  );
  const computed = repeated.filter((one) => one.reused === null).map(({ step }) => step);
  expect(computed).toEqual(['qc', 'notify']);
  expect(repeated.find((one) => one.step === 'measure')?.reused).toMatchObject({
    runId: run.id,
    by: 'pesscara/measure',
  });
  expect((await ports.graph.childrenOf([examId], 'DERIVED', 'biomarker')).get(examId)).toHaveLength(4);
  expect(
    await workflows.startRun(manager, { workflowId: workflow.id, examId, reuse: 'ALWAYS', clientKey: 'again' }),
  ).toMatchObject({ id: again.id });

  // NEVER: everything anew, beside what was there.
  const anew = await workflows.startRun(manager, { workflowId: workflow.id, examId, reuse: 'NEVER', clientKey: null });
  await eventsUntil(anew, (one) => one.step === 'qc' && one.state === 'WAITING');
  const fresh = (await workflows.stepsOfRuns(manager, [anew.id])).get(anew.id) ?? [];
  expect(fresh.filter((one) => one.reused !== null)).toEqual([]);
  expect(fresh.find((one) => one.step === 'measure' && one.state === 'COMPLETED')?.outputs[0]?.assetId).not.toBe(
    steps.find((one) => one.step === 'measure' && one.state === 'COMPLETED')?.outputs[0]?.assetId,
  );
}, 120_000);

async function firstRun(examId: string): Promise<Run> {
  const admin = testActor({ administrator: true });
  const changes = await bench.workflows.projectRuns(admin, bench.projectId, '0', AbortSignal.timeout(60_000));
  for await (const { runId } of changes) {
    const run = (await bench.workflows.getRuns(admin, [runId])).get(runId);
    if (run?.examId === examId) return run;
  }
  throw new Error('no run came');
}
