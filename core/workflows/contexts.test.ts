import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import type { Context } from '../assets/context.ts';
import { changeTags } from '../assets/change-tags.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const document = (name: string) => ({
  name,
  title: name,
  trigger: { on: 'EXAM_REGISTERED' },
  steps: [{ id: 'classify', uses: 'classify', foreach: 'series' }],
});

async function restricted() {
  const { workflows, ports, projectId, addExam } = bench;
  const manager = testActor({ roles: { [projectId]: ['MANAGER'] }, username: 'mia' });
  const workflow = await workflows.putWorkflow(manager, { projectId, document: document('watch') });
  const { examId, seriesIds } = await addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const context: Context = {
    ...{ projectId, name: 'released', level: 'EXAM', kind: null, revision: 1, removed: false },
    condition: { tag: { name: 'released', op: 'eq', value: true } },
    permits: [{ kind: 'WORKFLOW', name: 'watch', roles: ['MANAGER'] }],
    changedAt: new Date(),
    changedBy: 'mia',
  };
  await ports.contexts.putContext(context);
  const start = (clientKey: string | null = null) =>
    workflows.startRun(manager, { workflowId: workflow.id, examId, reuse: 'NEVER', clientKey });
  const release = async (value: boolean) => {
    const setAt = new Date();
    await ports.graph.putTags([{ assetId: examId, name: 'released', value, setBy: 'mia', reason: null, setAt }]);
  };
  return { manager, examId, seriesIds, start, release };
}

test('a run starts only where a context permits it, and the refusal says which did not; a repeat is no new start', async () => {
  const { start, release } = await restricted();
  await expect(start('k')).rejects.toMatchObject({
    code: 'OUTSIDE_CONTEXT',
    details: { rules: [{ context: 'released', why: 'it needs the tag released = true' }] },
  });
  await release(true);
  const run = await start('k');
  await release(false);
  expect((await start('k')).id).toBe(run.id);
  await expect(start('another')).rejects.toMatchObject({ code: 'OUTSIDE_CONTEXT' });
});

test('an event starts none outside of its context, and the audit trail says so; later it may', async () => {
  const { manager, examId, release } = await restricted();
  const { workflows, sql, projectId } = bench;
  const event = { event: 'EXAM_REGISTERED', projectId, examId };
  const runs = async () => (await workflows.runsOfExams(manager, [examId])).get(examId) ?? [];
  const refused = () => sql.query<{ new_value: object }>(`SELECT new_value FROM audit WHERE action = 'run.refused'`);
  await workflows.advance(event, 'one');
  expect(await runs()).toEqual([]);
  expect(await refused()).toMatchObject([
    { new_value: { workflow: 'watch', rules: [{ context: 'released', revision: 1 }] } },
  ]);
  await release(true);
  await workflows.advance(event, 'two');
  expect(await runs()).toHaveLength(1);
  await release(false);
  await workflows.advance(event, 'two');
  expect(await runs()).toHaveLength(1);
  expect(await refused()).toHaveLength(1);
});

test("a step's tags are held to their definitions: what no definition permits fails the step, and sets nothing", async () => {
  const { manager, seriesIds, start, release } = await restricted();
  const { workflows, ports } = bench;
  await release(true);
  const [seriesId = ''] = seriesIds;
  const setting = (name: string, value: string | number): StepExecutor => ({
    describe: () => Promise.resolve({ method: 'm', methodVersion: '1', software: { name: 'm', version: '1' } }),
    execute: () => Promise.resolve({ outputs: [], tags: [{ name, value, reason: 'because' }], log: '' }),
  });
  const outcome = async (executor: StepExecutor) => {
    const run = await start();
    const [step] = (await workflows.stepsOfRuns(manager, [run.id])).get(run.id) ?? [];
    const attempt = { attempt: 1, attempts: 3 };
    await workflows.runStep(new Map([['classify', executor]]), step?.id ?? '', attempt, new AbortController().signal);
    const [ended] = (await workflows.stepsOfRuns(manager, [run.id])).get(run.id) ?? [];
    return [ended?.state, ended?.reason];
  };
  const held = async () =>
    (await ports.graph.tagsOf([seriesId])).get(seriesId)?.map(({ name, value }) => [name, value]);
  expect(await outcome(setting('mood', 'good'))).toEqual([
    'FAILED',
    'tags.mood: the project defines no tag mood for SERIES',
  ]);
  expect(await outcome(setting('seriesTypeConfidence', 2))).toEqual([
    'FAILED',
    'tags.seriesTypeConfidence.value: the tag seriesTypeConfidence needs 0 to 1, got the number 2',
  ]);
  expect(await held()).toEqual([]);
  expect(await outcome(setting('seriesType', 'T1'))).toEqual(['COMPLETED', null]);
  expect(await held()).toEqual([['seriesType', 'T1']]);
  // One entry for the step, however many tags; none for a step that has failed.
  const tagged = () => bench.sql.query<object>(`SELECT * FROM audit WHERE action = 'step.tagged'`);
  expect(await tagged()).toMatchObject([
    {
      actor: 'service:workflow',
      target: expect.stringMatching(/^step-run:/) as string,
      project_id: bench.projectId,
      new_value: {
        assets: 1,
        changes: 1,
        tags: [{ assetId: seriesId, name: 'seriesType', value: 'T1', by: 'service:workflow' }],
      },
    },
  ]);
  const [series] = (await ports.graph.getAssets([seriesId])).values();
  await ports.transactor.transact(() =>
    changeTags(ports, series ? [series] : [], new Date(), (tags, definitionOf) => {
      const definition = definitionOf('seriesType');
      if (definition) tags.set(definition, 'T2', { setBy: 'mia', reason: null, at: new Date() });
    }),
  );
  expect(await outcome(setting('seriesType', 'T1'))).toEqual(['COMPLETED', null]);
  expect(await held()).toEqual([['seriesType', 'T2']]);
  expect(await tagged()).toHaveLength(1);
});
