import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedQueryId } from '../assets/saved-queries.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { requireNoQuery } from './found-items.ts';
import type { StepRun } from './run.ts';
import { openTaskBench, type TaskBench } from './testing/task-bench.ts';
import { storedDefinition } from './validate-definition.ts';

let bench: TaskBench;
beforeEach(async () => {
  bench = await openTaskBench();
});
afterEach(() => bench.close());

const python = (id: string, more: JsonObject = {}): JsonObject => ({
  ...{ id, uses: 'python', with: { script: 'test' } },
  ...more,
});
const over = (assets: JsonObject): JsonObject => ({ foreach: { assets } });
const put = (name: string, ...steps: readonly JsonObject[]) =>
  bench.workflows.putWorkflow(bench.admin, { projectId: bench.projectId, document: { name, steps } });

async function stepsOf(runId: string): Promise<readonly StepRun[]> {
  return (await bench.ports.store.stepRunsOf([runId])).get(runId) ?? [];
}

const itemsOf = (steps: readonly StepRun[], id: string) =>
  steps.filter(({ step }) => step === id).map(({ itemId }) => itemId);

async function exam(modality: string, properties: JsonObject = {}): Promise<{ examId: string; seriesId: string }> {
  const { examId, seriesIds } = await bench.addExam([{ properties: { modality, ...properties }, images: [] }]);
  return { examId, seriesId: seriesIds[0] ?? '' };
}

function share(name: string, filter: JsonObject): void {
  const { projectId } = bench;
  const id = sharedQueryId(projectId, name);
  const saved = { ownerId: newId(), owner: 'ann', description: null, order: null, savedAt: new Date() };
  bench.savedQueries.set(id, { id, projectId, name, filter, ...saved });
}

test('a step is done for each series of the project that its condition finds, and a later one gathers', async () => {
  const [one, other] = [await exam('MR'), await exam('CT')];
  const source = over({ level: 'SERIES', if: { modality: ['MR'] } });
  const runId = await bench.start([
    python('each', source),
    python('then', { ...source, needs: ['each'] }),
    python('all', { needs: ['then'] }),
  ]);
  const steps = await stepsOf(runId);
  const wanted = [bench.seriesId, one.seriesId].toSorted();
  expect(itemsOf(steps, 'each')).toEqual(wanted);
  expect(itemsOf(steps, 'then')).toEqual(wanted);
  expect(wanted).not.toContain(other.seriesId);
  expect(steps.every(({ state }) => state === 'COMPLETED')).toBe(true);
  expect((await bench.stateOf(runId)).run).toBe('COMPLETED');
  const [first] = steps.filter(({ step }) => step === 'each');
  const made = (await bench.ports.graph.parentsOf([first?.outputs[0]?.assetId ?? ''])).values();
  expect([...made].flat().map(({ id }) => id)).toEqual([first?.itemId]);
});

test('a workflow is done for each exam that a saved query finds in the project, and in no other', async () => {
  const wanted = [(await exam('MR', {})).examId, (await exam('MR', {})).examId].toSorted();
  share('follow-ups', { ids: [...wanted, newId()] });
  await put('inner', python('a'));
  const runId = await bench.start([
    { id: 'each', uses: 'subworkflow', with: { workflow: 'inner' }, ...over({ level: 'EXAM', query: 'follow-ups' }) },
    python('all', { needs: ['each'] }),
  ]);
  const steps = await stepsOf(runId);
  expect(itemsOf(steps, 'each')).toEqual(wanted);
  const children = (await bench.ports.children.childrenOf([runId])).get(runId) ?? [];
  const runs = await bench.ports.store.getRuns(children.map((child) => child.runId));
  expect([...runs.values()].map(({ examId }) => examId).toSorted()).toEqual(wanted);
  expect((await bench.stateOf(runId)).run).toBe('COMPLETED');
});

test('more than the step permits, or a query that is gone, fail the run with the reason, and the plan says so', async () => {
  await exam('MR');
  share('mine', {});
  const { workflows, admin, examId, projectId } = bench;
  const many = await put('many', python('each', over({ level: 'SERIES', most: 1 })));
  const lost = await put('lost', python('each', over({ level: 'SERIES', query: 'mine' })));
  bench.savedQueries.clear();
  const errorOf = async (workflowId: string) =>
    (await workflows.startRun(admin, { workflowId, examId, reuse: null, clientKey: null })).error;
  expect(await errorOf(many.id)).toBe(
    "each can't be done for each: more than 1 assets are found, which is the most that it permits",
  );
  expect(await errorOf(lost.id)).toBe("each can't be done for each: the project shares no query mine");
  expect((await workflows.planRun(admin, many.id, examId)).refusedBecause).toContain('more than 1 assets');
  const runs = await workflows.listRuns(admin, { projectId, examId: null, state: 'FAILED' }, { first: 5, after: null });
  expect(runs.totalCount).toBe(2);
});

test('what a run and the runs within it are done for is counted together, and too much of it fails the run that exceeds it', async () => {
  await exam('MR');
  await put('inner', python('deep', over({ level: 'SERIES' })));
  const steps = [
    { id: 'each', uses: 'subworkflow', with: { workflow: 'inner' }, ...over({ level: 'EXAM' }) },
    python('all', { needs: ['each'] }),
  ];
  const counted = () =>
    bench.sql.query<{ items: number }>('SELECT items FROM workflow_run_tree ORDER BY items DESC LIMIT 1');
  // Two exams, and on each of them two series.
  const { id: workflowId } = await put('outer', ...steps);
  const input = { workflowId, examId: bench.examId, reuse: 'NEVER', clientKey: null } as const;
  const full = await bench.workflows.startRun(bench.admin, input);
  await bench.drain();
  expect((await bench.stateOf(full.id)).run).toBe('COMPLETED');
  expect(await counted()).toEqual([{ items: 6 }]);

  const run = await bench.workflows.startRun(bench.admin, input);
  await bench.sql.query('UPDATE workflow_run_tree SET items = 9998 WHERE root_run_id = $1::uuid', [run.id]);
  await bench.drain();
  const each = (await stepsOf(run.id)).filter(({ step }) => step === 'each');
  expect(each.map(({ state }) => state).toSorted()).toEqual(['COMPLETED', 'FAILED']);
  expect(each.find(({ state }) => state === 'FAILED')?.reason).toBe(
    "its run failed: deep can't be done for each: 2 assets are found, which with the 10000 of steps before it and of runs that this one is a part of are more than 10000, the most for all of these together",
  );
  expect(await counted()).toEqual([{ items: 10_000 }]);
});

test('a run that is begun twice at once counts its own items once', async () => {
  const { children, transactor } = bench.ports;
  const [root, inner] = [newId(), newId()];
  const take = (runId: string, items: number, steps: number) =>
    transactor.transact(() => children.takeRoom(root, runId, { items, steps }, { items: 10, steps: 20 }));
  expect(await take(root, 5, 7)).toEqual({ before: { items: 0, steps: 0 }, taken: true });
  expect(await take(inner, 3, 3)).toEqual({ before: { items: 5, steps: 7 }, taken: true });
  expect(await take(root, 5, 7)).toEqual({ before: { items: 0, steps: 0 }, taken: true });
  expect(await take(inner, 3, 3)).toEqual({ before: { items: 8, steps: 10 }, taken: false });
  expect(await take(inner, 0, 11)).toEqual({ before: { items: 8, steps: 10 }, taken: false });
  expect(await take(inner, 2, 10)).toEqual({ before: { items: 8, steps: 10 }, taken: true });
});

test('the plan says what the step would be done for', async () => {
  const other = await exam('MR');
  const { id } = await put('all', python('each', over({ level: 'SERIES' })));
  const plan = await bench.workflows.planRun(bench.admin, id, bench.examId);
  expect(plan).toMatchObject({ refusedBecause: null });
  expect(plan.steps.map(({ itemId, itemLevel }) => [itemId, itemLevel])).toEqual(
    [bench.seriesId, other.seriesId].toSorted().map((one) => [one, 'SERIES']),
  );
});

test('what makes no sense is refused where it is written', async () => {
  const refused = (field: string, ...steps: readonly JsonObject[]) =>
    expect(put('wrong', ...steps)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
  const series = over({ level: 'SERIES' });
  await refused('document.steps.a.foreach.assets.level', python('a', over({ level: 'IMAGE' })));
  await refused('document.steps.a.foreach.assets.most', python('a', over({ level: 'EXAM', most: 5000 })));
  await refused('document.steps.a.foreach.assets.query', python('a', over({ level: 'EXAM', query: 'nowhere' })));
  const ofSubject = { property: { level: 'SUBJECT', name: 'sex', eq: 'F' } };
  await refused('document.steps.a.foreach.assets.if', python('a', over({ level: 'EXAM', if: ofSubject })));
  await refused('document.steps.a.if', python('a', { ...series, if: ofSubject }));
  await refused(
    'document.steps.b.needs',
    python('a', series),
    python('b', { ...over({ level: 'EXAM' }), needs: ['a'] }),
  );
  await refused('document.steps.b.needs', python('a', series), { id: 'b', uses: 'biomarkers', needs: ['a'] });
  await refused('document.steps.a.foreach', { id: 'a', uses: 'subworkflow', with: { workflow: 'x' }, ...series });
});

test('what asks a saved query is not promoted', () => {
  const document = { name: 'asks', steps: [python('a', over({ level: 'EXAM', query: 'mine' }))] };
  expect(() => {
    requireNoQuery(storedDefinition(document));
  }).toThrow(expect.objectContaining({ code: 'CONFLICT' }) as Error);
});
