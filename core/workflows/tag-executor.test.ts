import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitionId, emptyBody, type TagDefinition, type TagDefinitionBody } from '../assets/tag-definition.ts';
import type { AssetLevel } from '../assets/asset.ts';
import type { JsonObject } from '../json.ts';
import { handle } from './testing/by-hand.ts';
import { openTaskBench, type TaskBench } from './testing/task-bench.ts';
import { tagExecutor } from './tag-executor.ts';

let bench: TaskBench;
beforeEach(async () => {
  bench = await openTaskBench();
  await define('EXAM', 'usable', { type: 'BOOLEAN' });
  await define('SERIES', 'grade', { type: 'NUMBER', min: 1, max: 4 });
});
afterEach(() => bench.close());

async function define(
  level: AssetLevel,
  name: string,
  body: Partial<TagDefinitionBody> & { type: TagDefinition['type'] },
) {
  const { projectId } = bench;
  const id = definitionId(projectId, level, name, 1);
  const kept = { id, projectId, level, name, revision: 1, retired: false, createdAt: new Date(), createdBy: 'ann' };
  await bench.ports.tags.insertDefinition({ ...emptyBody, ...body, ...kept });
}

const put = (...steps: readonly JsonObject[]) =>
  bench.workflows.putWorkflow(bench.admin, { projectId: bench.projectId, document: { name: 'tags', steps } });

async function run(...steps: readonly JsonObject[]): Promise<string> {
  const { id: workflowId } = await put(...steps);
  const started = await bench.workflows.startRun(bench.admin, {
    workflowId,
    examId: bench.examId,
    reuse: 'ALWAYS',
    clientKey: null,
  });
  const done = new Set<string>();
  for (;;) {
    const next = [...bench.queue.jobs].find(([key]) => !done.has(key));
    if (!next) return (await bench.stateOf(started.id)).run ?? '';
    await handle(bench.workflows, tagExecutor, next[1], 1, 'tag');
    done.add(next[0]);
  }
}

async function tagsOf(assetId: string) {
  const tags = (await bench.ports.graph.tagsOf([assetId])).get(assetId) ?? [];
  return tags.map(({ name, value, reason }) => ({ name, value, reason }));
}

const usable = { id: 'exam', uses: 'tag', with: { name: 'usable', value: true, reason: 'it was looked at' } };
const grade = (value: number) => ({ id: 'series', uses: 'tag', foreach: 'series', with: { name: 'grade', value } });

test('a step tags the exam, or each of its series', async () => {
  expect(await run(usable, grade(3))).toBe('COMPLETED');
  expect(await tagsOf(bench.examId)).toEqual([{ name: 'usable', value: true, reason: 'it was looked at' }]);
  expect(await tagsOf(bench.seriesId)).toEqual([{ name: 'grade', value: 3, reason: 'set by a step of a workflow' }]);
});

test('a later run sets another value, or an earlier one again, and the history has all', async () => {
  for (const value of [3, 2, 3]) {
    await run(grade(value));
    expect(await tagsOf(bench.seriesId)).toMatchObject([{ name: 'grade', value }]);
  }
  const changes = await bench.ports.tags.changesOf(bench.seriesId, 'grade', 10, null);
  expect(changes.map(({ newValue }) => newValue)).toEqual([3, 2, 3]);
});

test.each([
  ['an unknown tag', { ...usable, with: { name: 'useable', value: true } }, 'document.steps.exam.with.name', 'EXAM'],
  ['a tag of another level', { ...usable, foreach: 'series' }, 'document.steps.exam.with.name', 'SERIES'],
  [
    'a value of another type',
    { ...usable, with: { name: 'usable', value: 'yes' } },
    'document.steps.exam.with.value',
    'true or false',
  ],
  ['a value that is not permitted', grade(5), 'document.steps.series.with.value', '4'],
  ['a list', { ...usable, with: { name: 'usable', value: [true] } }, 'document.steps.exam.with.value', 'a boolean'],
  ['no value', { ...usable, with: { name: 'usable' } }, 'document.steps.exam.with.value', 'a value'],
])('%s is refused when the workflow is written', async (_, step, field, expected) => {
  await expect(put(step)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field, expected: expect.stringContaining(expected) as string },
  });
});
