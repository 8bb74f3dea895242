import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import type { NewAsset } from '../assets/asset.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import type { ReusePolicy, Run, StepRun, Task } from './run.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;
let executed: number;
const bytes = new TextEncoder().encode('an image');

/** Its result depends on the images' bytes alone, or (`about`) says something of its series. */
function executor(about: boolean): StepExecutor {
  return {
    describe: () =>
      Promise.resolve({
        method: about ? 'pesscara/about' : 'pesscara/of-bytes',
        methodVersion: '1',
        software: { name: 'test', version: '1' },
        ...(about ? {} : { itemParameters: () => ({}) }),
      }),
    execute: () => {
      executed++;
      const content = new TextEncoder().encode(`result ${String(executed)}`);
      const output = {
        kind: 'note',
        role: 'note',
        label: 'a note',
        mediaType: 'text/plain',
        properties: { n: executed },
      };
      return Promise.resolve({ outputs: [{ ...output, bytes: content }], log: '' });
    },
  };
}

/** Tags its series, and gives something but in the step `nothing`. */
const tagging: StepExecutor = {
  describe: (_, { id }) =>
    Promise.resolve({ method: `test/tags-${id}`, methodVersion: '1', software: { name: 'test', version: '1' } }),
  execute: async (task, signal, progress) => {
    const { outputs } = await executor(true).execute(task, signal, progress);
    const tags = [{ name: 'seriesType', value: 'T1', reason: 'as it looks' }];
    return { outputs: task.step === 'nothing' ? [] : outputs, tags, log: '' };
  },
};

const document = (uses: string, more: JsonObject = {}): JsonObject => ({
  name: `only-${uses}`,
  ...more,
  steps: [{ id: 'work', uses, foreach: 'series' }],
});

beforeEach(async () => {
  bench = await openBench();
  executed = 0;
  const executors = new Map([
    ['convert', executor(false)],
    ['classify', executor(true)],
    ['python', tagging],
  ]);
  await startWorkflowWorkers(bench.queue, bench.workflows, executors);
});
afterEach(() => bench.close());

const image = { properties: { modality: 'MR' }, images: [bytes] };

/** Another project with an exam of one series of the same image. */
async function elsewhere(): Promise<{ projectId: string; examId: string; seriesId: string }> {
  const projectId = newId();
  const made = (level: NewAsset['level'], parentIds: readonly string[], more: Partial<NewAsset> = {}): NewAsset => ({
    id: newId(),
    projectId,
    level,
    kind: null,
    label: level.toLowerCase(),
    properties: { modality: 'MR' },
    content: null,
    createdBy: 'test',
    parentIds,
    ...more,
  });
  const project = made('PROJECT', [], { id: projectId });
  const subject = made('SUBJECT', [projectId]);
  const exam = made('EXAM', [subject.id]);
  const series = made('SERIES', [exam.id]);
  const content = { ...(await bench.ports.objects.put(bytes)), mediaType: 'application/dicom' };
  await bench.ports.graph.putAssets([project, subject, exam, series, made('IMAGE', [series.id], { content })]);
  return { projectId, examId: exam.id, seriesId: series.id };
}

function member(username: string, ...projectIds: readonly string[]) {
  const roles = Object.fromEntries(projectIds.map((projectId) => [projectId, ['MANAGER'] as const]));
  const actor = testActor({ roles, username });
  bench.changedActors.set(actor.id, actor);
  return actor;
}

async function start(
  actor: Actor,
  projectId: string,
  examId: string,
  reuse: ReusePolicy | null,
  written: JsonObject = document('convert'),
): Promise<Run> {
  const workflow = await bench.workflows.putWorkflow(actor, { projectId, document: written });
  return bench.workflows.startRun(actor, { workflowId: workflow.id, examId, reuse, clientKey: null });
}

/** The run's steps once it has ended, or (`until`) waits for a person. */
async function stepsAfter(actor: Actor, run: Run, until: 'end' | 'WAITING' = 'end'): Promise<readonly StepRun[]> {
  const events = await bench.workflows.runProgress(actor, run.id, '0', AbortSignal.timeout(30_000));
  for await (const event of events) if (event.state === until) break;
  return (await bench.workflows.stepsOfRuns(actor, [run.id])).get(run.id) ?? [];
}

async function openTask(actor: Actor, projectId: string): Promise<Task | undefined> {
  return (await bench.workflows.listTasks(actor, projectId, 'OPEN', 10))[0];
}

test('a result serves equal images of another project that the starter may read, as assets here on the same bytes', async () => {
  const { examId } = await bench.addExam([image]);
  const there = await elsewhere();
  const ann = member('ann', bench.projectId);
  const [first] = await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ALWAYS'));
  const both = member('bea', bench.projectId, there.projectId);
  const run = await start(both, there.projectId, there.examId, 'ALWAYS');
  const [second] = await stepsAfter(both, run);
  expect(executed).toBe(1);
  expect(second?.reused).toMatchObject({ by: 'ann', projectId: bench.projectId, runId: first?.runId });
  const ids = [first?.outputs[0]?.assetId ?? '', second?.outputs[0]?.assetId ?? ''];
  const assets = await bench.ports.graph.getAssets(ids);
  const [original, copy] = ids.map((id) => assets.get(id));
  expect(copy).toMatchObject({
    projectId: there.projectId,
    content: original?.content,
    properties: original?.properties,
  });
  expect(copy?.id).not.toBe(original?.id);
  const parents = (await bench.ports.graph.parentsOf([ids[1] ?? ''])).get(ids[1] ?? '');
  expect(parents?.map((one) => one.id)).toEqual([there.seriesId]);
  const activity = (await bench.ports.graph.generationOf(ids)).get(ids[1] ?? '');
  expect(activity).toMatchObject({ method: 'pesscara/reuse', projectId: there.projectId });
  expect(activity?.used.map(({ role }) => role)).toEqual(['image', 'reused']);
  expect(activity?.used[1]?.assetId).toBe(ids[0]);

  // Who sees this project alone learns that it was reused, and not whose it was.
  const here = member('eve', there.projectId);
  const [seen] = await stepsAfter(here, run);
  expect(seen?.reused).toMatchObject({ by: 'another project', runId: null, projectId: null, activityId: '' });

  // The next run here takes the copy, and still tells who computed it.
  const [third] = await stepsAfter(here, await start(here, there.projectId, there.examId, 'ALWAYS'));
  expect(third?.outputs).toEqual(second?.outputs);
  const [told] = await stepsAfter(both, { ...run, id: third?.runId ?? '' });
  expect(told?.reused).toMatchObject({ by: 'ann', activityId: second?.reused?.activityId });
  expect(executed).toBe(1);
});

test('a result of a project that the starter may not read is computed again', async () => {
  const { examId } = await bench.addExam([image]);
  const there = await elsewhere();
  const ann = member('ann', bench.projectId);
  await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ALWAYS'));
  const eve = member('eve', there.projectId);
  const [step] = await stepsAfter(eve, await start(eve, there.projectId, there.examId, 'ALWAYS'));
  expect(step?.reused).toBeNull();
  expect(executed).toBe(2);
});

test('a result that serves again sets its tags again; what came without a result is done again', async () => {
  const { examId, seriesIds } = await bench.addExam([image]);
  const ann = member('ann', bench.projectId);
  const [seriesId = ''] = seriesIds;
  const typeNow = async () =>
    (await bench.ports.graph.tagsOf([seriesId])).get(seriesId)?.find(({ name }) => name === 'seriesType')?.value;
  const told = async () => {
    const rows = await bench.sql.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM change WHERE payload::text LIKE '%TAGGED%'",
    );
    return rows[0]?.n;
  };
  const set = (value: string, setBy: string) =>
    bench.ports.graph.putTags([
      { assetId: seriesId, name: 'seriesType', value, setBy, setAt: new Date(), reason: null },
    ]);
  const run = async (id = 'work') => {
    const written = { name: 'tags', steps: [{ id, uses: 'python', foreach: 'series', with: { script: id } }] };
    const [step] = await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ALWAYS', written));
    expect(step).toMatchObject({ state: 'COMPLETED' });
    return step?.reused !== null;
  };
  expect(await run()).toBe(false);
  expect([await typeNow(), await told()]).toEqual(['T1', 1]);
  // Nothing to change, so nobody is told that it was.
  expect(await run()).toBe(true);
  expect([await typeNow(), await told()]).toEqual(['T1', 1]);
  await set('T2', 'service:workflow');
  expect(await run()).toBe(true);
  expect([await typeNow(), await told()]).toEqual(['T1', 2]);
  await set('FLAIR', 'rita');
  expect(await run()).toBe(true);
  expect(await typeNow()).toBe('FLAIR');
  expect(executed).toBe(1);
  for (let times = 0; times < 2; times++) expect(await run('nothing')).toBe(false);
  expect(executed).toBe(3);
});

test('what a result says of its own series serves no other', async () => {
  const { examId } = await bench.addExam([image, image]);
  const ann = member('ann', bench.projectId);
  await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ALWAYS', document('classify')));
  expect(executed).toBe(2);
  const steps = await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ALWAYS', document('classify')));
  expect(executed).toBe(2);
  expect(steps.every(({ reused }) => reused !== null)).toBe(true);
});

test.each([
  ['APPROVED', 1],
  ['REJECTED', 2],
] as const)('ASK waits for a person where a result exists: %s', async (outcome, times) => {
  const { examId } = await bench.addExam([image]);
  const ann = member('ann', bench.projectId);
  const [first] = await stepsAfter(ann, await start(ann, bench.projectId, examId, 'ASK'));
  expect(first).toMatchObject({ state: 'COMPLETED', reused: null });
  const run = await start(ann, bench.projectId, examId, null, document('convert', { name: 'asks', reuse: 'ASK' }));
  const [waiting] = await stepsAfter(ann, run, 'WAITING');
  expect(waiting).toMatchObject({ state: 'WAITING', queued: false });
  expect((await bench.workflows.getRuns(ann, [run.id])).get(run.id)).toMatchObject({ state: 'WAITING', reuse: 'ASK' });
  const task = await openTask(ann, bench.projectId);
  expect(task?.title).toBe('Use the existing result of pesscara/of-bytes for work, series series 1?');
  const comment = outcome === 'REJECTED' ? 'to be sure' : null;
  const decided = await bench.workflows.completeTask(ann, { taskId: task?.id ?? '', outcome, comment });
  expect(decided).toMatchObject({ state: outcome, completedBy: 'ann' });
  const [ended] = await stepsAfter(ann, run);
  expect(ended?.state).toBe('COMPLETED');
  expect(executed).toBe(times);
  expect(ended?.reused?.by).toBe(outcome === 'APPROVED' ? 'ann' : undefined);
  expect((await bench.workflows.getRuns(ann, [run.id])).get(run.id)).toMatchObject({ state: 'COMPLETED' });
});
