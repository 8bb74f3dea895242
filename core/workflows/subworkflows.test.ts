import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { StepExecutor, StepTask } from '../ports/step-executor.ts';
import type { Run } from './run.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;
let tasks: StepTask[];
let failures: number;
beforeEach(async () => {
  bench = await openBench();
  tasks = [];
  failures = 0;
});
afterEach(() => bench.close());

const admin = testActor({ administrator: true, username: 'ada' });
const script: StepExecutor = {
  describe: () =>
    Promise.resolve({ method: 'test/python', methodVersion: '1', software: { name: 'test', version: '1' } }),
  execute: (task, signal) => {
    tasks.push(task);
    if (task.step === 'slow')
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    if (failures-- > 0) return Promise.reject(new Error('broken'));
    const properties = { values: [{ name: 'volume', value: 7, unit: 'mm3' }] };
    const output = { kind: 'measurement', role: task.step, label: task.step, mediaType: '', bytes: null, properties };
    return Promise.resolve({ outputs: [output], log: '' });
  },
};
const python = (id: string, more: JsonObject = {}) => ({ id, uses: 'python', with: { script: 'x' }, ...more });
const sub = (id: string, workflow: string, more: JsonObject = {}) => ({
  id,
  uses: 'subworkflow',
  with: { workflow },
  ...more,
});
const put = (name: string, ...steps: readonly JsonObject[]) =>
  bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: { name, steps } });

/** The run of that workflow on a new exam, once it has ended. */
async function ended(workflowId: string): Promise<Run> {
  const { examId } = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const { id } = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  return untilEnded(id);
}

async function untilEnded(id: string): Promise<Run> {
  const events = await bench.workflows.runProgress(admin, id, '0', AbortSignal.timeout(20_000));
  for await (const _ of events);
  const run = (await bench.ports.store.getRuns([id])).get(id);
  if (!run) throw new Error('the run is gone');
  return run;
}

const stepsOf = async (run: Run) => (await bench.ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
const work = () => startWorkflowWorkers(bench.queue, bench.workflows, new Map([['python', script]]));

test('a step that is a workflow gives the results of its own run to the steps after it', async () => {
  await put('inner', python('a'), python('b', { needs: ['a'] }));
  const outer = await put('outer', sub('within', 'inner'), python('last', { needs: ['within'] }));
  await work();
  const run = await ended(outer.id);
  expect(run).toMatchObject({ state: 'COMPLETED', error: null });
  const steps = await stepsOf(run);
  expect(steps.find(({ step }) => step === 'within')?.outputs.map(({ role }) => role)).toEqual(['a', 'b']);
  expect(tasks.find(({ step }) => step === 'last')?.inputs.map(({ role }) => role)).toEqual(['a', 'b']);
  const runs = (await bench.ports.store.runsOfExams([run.examId], 'ALL')).get(run.examId) ?? [];
  expect(runs).toHaveLength(2);
});

test('the failure of its run fails the step, and so does a workflow that is not there', async () => {
  await put('inner', python('a'));
  const outer = await put('outer', sub('within', 'inner'));
  const lost = await put('lost', sub('within', 'nowhere'));
  failures = 5;
  await work();
  expect(await ended(outer.id)).toMatchObject({
    state: 'FAILED',
    error: expect.stringContaining('within failed: its run failed: a failed') as unknown,
  });
  expect(await ended(lost.id)).toMatchObject({
    state: 'FAILED',
    error: 'within failed: the project has no workflow nowhere',
  });
});

test('the end of a run ends the runs that are its steps', async () => {
  await put('inner', python('slow'));
  const outer = await put('outer', sub('within', 'inner'));
  await work();
  const { examId } = await bench.addExam([{ properties: {}, images: [] }]);
  const run = await bench.workflows.startRun(admin, { workflowId: outer.id, examId, reuse: 'NEVER', clientKey: null });
  for await (const event of await bench.workflows.projectRuns(
    admin,
    bench.projectId,
    '0',
    AbortSignal.timeout(20_000),
  )) {
    if (event.step === 'slow' && event.state === 'RUNNING') break;
  }
  await bench.sql.transact(() => bench.workflows.cancelRun(run.id, 'withdrawn'));
  const child = ((await bench.ports.store.runsOfExams([examId], 'ALL')).get(examId) ?? []).find(
    ({ id }) => id !== run.id,
  );
  expect(await untilEnded(child?.id ?? '')).toMatchObject({
    state: 'CANCELLED',
    error: 'the run that it is a step of has ended, or does it again',
  });
});

test('a workflow that would be a step of itself is refused, over others too', async () => {
  await expect(put('self', sub('a', 'self'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await put('one', sub('a', 'two'));
  await expect(put('two', sub('b', 'one'))).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'document.steps.b.with.workflow' },
  });
});

test('a tree of runs that would have more steps than any may fails before it begins, and its plan says so', async () => {
  const many = (name: string, workflow: string | null) =>
    put(
      name,
      ...Array.from({ length: 50 }, (_, n) =>
        workflow === null ? python(`s${String(n)}`) : sub(`s${String(n)}`, workflow),
      ),
    );
  await many('leaf', null);
  await many('middle', 'leaf');
  // 50 + 50 * (50 + 50 * 50) = 127,550; without those that a condition may leave out, 51,050.
  const wide = await many('wide', 'middle');
  const certain = (n: number) =>
    sub(`s${String(n)}`, 'middle', n < 20 ? {} : { if: { property: { name: 'wanted', eq: true } } });
  const some = await put('some', ...Array.from({ length: 50 }, (_, n) => certain(n)));
  const problem =
    'steps: expected at most 100000 in a run and all runs within it, each counted for each that it is done for, got at least 127550';
  const { examId } = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const planned = async (id: string) => (await bench.workflows.planRun(admin, id, examId)).refusedBecause;
  expect([await planned(wide.id), await planned(some.id)]).toEqual([problem, null]);
  expect(await ended(wide.id)).toMatchObject({ state: 'FAILED', error: problem });
  expect(tasks).toEqual([]);
});

test('steps are counted over the whole tree, whatever its workflows are when its runs begin', async () => {
  await put('inner', python('a'), python('b'));
  const outer = await put(
    'outer',
    python('first'),
    sub('one', 'inner', { needs: ['first'] }),
    sub('two', 'inner', { needs: ['one'] }),
  );
  const counted = () => bench.sql.query<{ steps: number }>('SELECT steps FROM workflow_run_tree');
  const { examId } = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const { id } = await bench.workflows.startRun(admin, {
    workflowId: outer.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  expect(await counted()).toEqual([{ steps: 3 }]);
  await bench.sql.query('UPDATE workflow_run_tree SET steps = 99997');
  await work();
  expect(await untilEnded(id)).toMatchObject({
    state: 'FAILED',
    error: expect.stringContaining(
      'two failed: its run failed: steps: expected at most 100000 in a run and all runs within it, each counted for each that it is done for, got 100001, with the 2 of this one',
    ) as string,
  });
  expect(await counted()).toEqual([{ steps: 99_999 }]);
});

test('a condition over a measured value lets a step be done or left out', async () => {
  const asks = (gt: number) => ({ needs: ['a'], if: { value: { step: 'a', name: 'volume', gt } } });
  const workflow = await put('asks', python('a'), python('more', asks(5)), python('less', asks(9)));
  await work();
  const run = await ended(workflow.id);
  expect((await stepsOf(run)).map(({ step, state, reason }) => [step, state, reason])).toEqual([
    ['a', 'COMPLETED', null],
    ['more', 'COMPLETED', null],
    ['less', 'SKIPPED', 'it needs the value volume > 9 of a'],
  ]);
});

test('a step is tried again as often as it says, and is stopped when its time is over', async () => {
  const workflow = await put('again', python('a', { retries: { attempts: 3, delayS: 0 } }));
  const short = await put('short', python('slow', { timeoutS: 0.05 }));
  await work();
  failures = 2;
  expect(await ended(workflow.id)).toMatchObject({ state: 'COMPLETED' });
  expect(tasks).toHaveLength(3);
  expect(await ended(short.id)).toMatchObject({ state: 'FAILED', error: 'slow failed: it took longer than 0.05 s' });
});

test('a step gets the resources that it asks for, and only the inputs that it declares', async () => {
  const workflow = await put(
    'typed',
    python('a'),
    python('b'),
    python('c', {
      needs: ['a', 'b'],
      inputs: [{ kind: 'measurement', role: 'b' }],
      resources: { cpu: 2, memoryMb: 512 },
    }),
    python('d', { needs: ['a'], inputs: [{ kind: 'nifti' }], onError: 'continue' }),
  );
  await work();
  const run = await ended(workflow.id);
  const c = tasks.find(({ step }) => step === 'c');
  expect(c?.inputs.map(({ role }) => role)).toEqual(['b']);
  expect(c?.resources).toEqual({ cpu: 2, memoryMb: 512, gpu: null });
  expect((await stepsOf(run)).find(({ step }) => step === 'd')).toMatchObject({
    state: 'FAILED',
    reason: 'the steps before it gave no nifti',
  });
});

test('a workflow is done for each exam of the subject, and what comes after gathers the results', async () => {
  await put('inner', python('a'));
  const outer = await put('outer', sub('each', 'inner', { foreach: 'exams' }), python('last', { needs: ['each'] }));
  const { examId } = await bench.addExam([{ properties: {}, images: [] }]);
  const subjects = [...(await bench.ports.graph.parentsOf([examId], 'SUBJECT')).values()].flat();
  const second = newId();
  await bench.ports.graph.putAssets([
    {
      id: second,
      projectId: bench.projectId,
      level: 'EXAM',
      kind: null,
      label: 'second',
      properties: { studyDate: '2020-01-01' },
      content: null,
      createdBy: 'test',
      parentIds: subjects.map(({ id }) => id),
    },
  ]);
  await work();
  const { id } = await bench.workflows.startRun(admin, {
    workflowId: outer.id,
    examId,
    reuse: 'NEVER',
    clientKey: null,
  });
  const run = await untilEnded(id);
  expect(run).toMatchObject({ state: 'COMPLETED', error: null });
  expect((await stepsOf(run)).map(({ step, itemId }) => [step, itemId])).toEqual([
    ['each', examId],
    ['each', second],
    ['last', null],
  ]);
  expect(new Set(tasks.filter(({ step }) => step === 'a').map(({ item }) => item.id))).toEqual(
    new Set([examId, second]),
  );
  expect(tasks.find(({ step }) => step === 'last')?.inputs).toHaveLength(2);
});

test('biomarkers of what a workflow within the run measured elsewhere fail, and nothing is written', async () => {
  const other = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const source = { assets: { level: 'SERIES', if: { modality: ['MR'] } } };
  await put('inner', python('a', { foreach: source }));
  const outer = await put('outer', sub('within', 'inner'), { id: 'values', uses: 'biomarkers', needs: ['within'] });
  await put('own', python('a'));
  const good = await put('good', sub('within', 'own'), { id: 'values', uses: 'biomarkers', needs: ['within'] });
  await work();
  const run = await ended(outer.id);
  expect(run).toMatchObject({
    state: 'FAILED',
    error: expect.stringMatching(/^values failed: the measurement \S+ is not of this exam alone/) as unknown,
  });
  const biomarkersOf = async (id: string) => (await bench.ports.graph.childrenOf([id], 'DERIVED', 'biomarker')).get(id);
  expect(await biomarkersOf(run.examId)).toEqual([]);
  expect(await biomarkersOf(other.examId)).toEqual([]);
  const fine = await ended(good.id);
  expect(fine).toMatchObject({ state: 'COMPLETED' });
  expect(await biomarkersOf(fine.examId)).toHaveLength(1);
});

test('what is done for each series does not wait for what is done for each exam', async () => {
  await put('inner', python('a'));
  await expect(
    put('mixed', sub('each', 'inner', { foreach: 'exams' }), python('b', { foreach: 'series', needs: ['each'] })),
  ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'document.steps.b.needs' } });
});
