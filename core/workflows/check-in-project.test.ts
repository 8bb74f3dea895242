import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { human, openTaskBench, type TaskBench } from './testing/task-bench.ts';
import { createWorkflows, type WorkflowUseCases } from './workflows.ts';

let bench: TaskBench;
let workflows: WorkflowUseCases;
beforeEach(async () => {
  bench = await openTaskBench();
  workflows = createWorkflows({
    ...bench.ports,
    whyNotOffered: (uses) => (uses === 'container' ? 'a setting turns it on' : null),
  });
});
afterEach(() => bench.close());

const image = `brain/segment@sha256:${'a'.repeat(64)}`;
const wrong: ReadonlyMap<string, string> = new Map([
  ['image', `{ id: image, uses: container, with: { image: '${image}' } }`],
  ['tag', '{ id: tag, uses: tag, with: { name: unknown, value: 1 } }'],
  ['look', '{ id: look, uses: human, with: { title: Look, persons: [nobody] } }'],
  ['all', '{ id: all, uses: python, foreach: { assets: { level: EXAM, query: nowhere } }, with: { script: x } }'],
  ['round', '{ id: round, uses: subworkflow, with: { workflow: outer } }'],
]);
const sourceOf = (steps: Iterable<string>) =>
  [
    'name: inner',
    'steps:',
    '  - { id: tell, uses: notify, with: { text: x } }',
    ...[...steps].map((one) => `  - ${one}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
const validate = (source: string, actor = bench.admin) => workflows.validateWorkflow(actor, bench.projectId, source);

test('names all that the project does not have, with lines, and all of it is what putWorkflow refuses', async () => {
  const { projectId, admin } = bench;
  await bench.workflows.putWorkflow(admin, { projectId, document: { name: 'inner', steps: [human('look')] } });
  const outer = { name: 'outer', steps: [{ id: 'in', uses: 'subworkflow', with: { workflow: 'inner' } }] };
  await bench.workflows.putWorkflow(admin, { projectId, document: outer });
  const problems = await validate(sourceOf(wrong.values()));
  expect(problems.map(({ line, field }) => [line, field])).toEqual([
    [4, 'document.steps.image.uses'],
    [6, 'document.steps.look.with.persons'],
    [5, 'document.steps.tag.with.name'],
    [7, 'document.steps.all.foreach.assets.query'],
    [8, 'document.steps.round.with.workflow'],
  ]);
  expect(problems[0]?.expected).toContain('a setting turns it on');
  const left = new Map(wrong);
  for (const { field } of problems) {
    const source = sourceOf(left.values());
    await expect(workflows.putWorkflow(admin, { projectId, source })).rejects.toMatchObject({ details: { field } });
    left.delete(field.split('.')[2] ?? '');
  }
  expect(await validate(sourceOf([]))).toEqual([]);
  await workflows.putWorkflow(admin, { projectId, source: sourceOf([]) });
});

test('says nothing of people to those who do not see the members, and nothing of the project while the text is wrong', async () => {
  const source = sourceOf(wrong.values());
  const reader = testActor({ roles: { [bench.projectId]: ['RESEARCHER'] } });
  const fields = (await validate(source, reader)).map(({ field }) => field);
  expect(fields).toContain('document.steps.tag.with.name');
  expect(fields.filter((field) => field.includes('look'))).toEqual([]);
  const misspelt = await validate(source.replace('uses: tag', 'uses: tga'));
  expect(misspelt.map(({ field }) => field)).toEqual(['document.steps.tag.uses']);
  await expect(validate(source, testActor())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
