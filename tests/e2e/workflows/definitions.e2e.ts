import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  cliPath,
  repository,
  runNode,
  startHub,
  temporaryFolder,
  type HubProcess,
} from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let place: Awaited<ReturnType<typeof projectWithExam>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  place = await projectWithExam(hub, 'MR');
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const examples = join(repository, 'docs', 'examples', 'workflows');
const workflow = (...args: readonly string[]) => runNode(cliPath, ['workflow', ...args], { PESSCARA_HOME: hub.home });
const step = z.object({
  step: z.string(),
  state: z.string(),
  childRun: z.object({ state: z.string() }).nullable(),
});
const run = z.object({ run: z.object({ state: z.string(), error: z.string().nullable(), steps: z.array(step) }) });

async function idOf(name: string): Promise<string> {
  const { workflows } = await hub.operator.request(
    z.object({ workflows: z.array(z.object({ id: z.string(), name: z.string() })) }),
    'query ($id: ID!) { workflows(projectId: $id) { id name } }',
    { id: place.projectId },
  );
  return workflows.find((one) => one.name === name)?.id ?? '';
}

/** A run on the exam, once it has ended. */
async function ended(name: string) {
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: z.object({ id: z.string() }) }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: await idOf(name), examId: place.examId } },
  );
  return until(async () => {
    const answer = await hub.operator.request(
      run,
      'query ($id: ID!) { run(id: $id) { state error steps { step state childRun { state } } } }',
      { id: startRun.run.id },
    );
    return ['COMPLETED', 'FAILED'].includes(answer.run.state) ? answer.run : undefined;
  });
}

test('a file is checked without a hub, and each problem has its place', { timeout: 60_000 }, async () => {
  const wrong = join(folder.path, 'wrong.yaml');
  await writeFile(
    wrong,
    'name: wrong\nsteps:\n  - id: a\n    uses: magic\n  - id: b\n    uses: measure\n    needs: [c]\n',
  );
  const nowhere = { PESSCARA_HOME: join(folder.path, 'no-hub') };
  const refused = await runNode(cliPath, ['workflow', 'check', wrong], nowhere);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('3 problems');
  expect(refused.stderr).toContain(`${wrong}:4:5: document.steps.a.uses: expected one of classify, convert`);
  expect(refused.stderr).toContain(`${wrong}:7:5: document.steps.b.needs: expected ids of steps (a, b), got "c"`);
  const fine = await runNode(cliPath, ['workflow', 'check', join(examples, 'series-volumes.yaml')], nowhere);
  expect(fine).toMatchObject({ code: 0, stdout: 'workflow series-volumes: 5 steps, nothing is wrong with it\n' });
});

test(
  'a workflow of the library is put, exported as it was written, planned and run',
  { timeout: 120_000 },
  async () => {
    const file = join(examples, 'nightly-classification.yaml');
    const put = await workflow('put', file, '--project', 'MR');
    expect(put.stderr).toBe('');
    expect(put.stdout).toBe('workflow nightly-classification version 1 of project MR\n');
    expect((await workflow('put', file, '--project', 'MR')).stdout).toContain('version 1 ');
    const exported = await workflow('export', 'nightly-classification', '--project', 'MR');
    expect(exported.stdout.trim()).toBe((await readFile(file, 'utf8')).trim());

    const { planRun } = await hub.operator.request(
      z.object({
        planRun: z.object({
          refusedBecause: z.string().nullable(),
          steps: z.array(z.object({ step: z.string(), outcome: z.string(), series: z.object({ id: z.string() }) })),
        }),
      }),
      `query ($w: ID!, $e: ID!) {
      planRun(workflowId: $w, examId: $e) { refusedBecause steps { step outcome series { id } } }
    }`,
      { w: await idOf('nightly-classification'), e: place.examId },
    );
    expect(planRun).toEqual({
      refusedBecause: null,
      steps: [{ step: 'classify', outcome: 'RUN', series: { id: place.seriesId } }],
    });
    expect(await ended('nightly-classification')).toMatchObject({ state: 'COMPLETED', error: null });
  },
);

test('problems come with line, column and field', { timeout: 60_000 }, async () => {
  const source = 'name: a\nsteps:\n  - { id: m, uses: measure, foreach: series, with: { threshold: high } }\n';
  const { validateWorkflow } = await hub.operator.request(
    z.object({ validateWorkflow: z.array(z.record(z.string(), z.unknown())) }),
    'query ($p: ID!, $s: String!) { validateWorkflow(projectId: $p, source: $s) { line column field expected received } }',
    { p: place.projectId, s: source },
  );
  const problem = {
    line: 3,
    column: 54,
    field: 'document.steps.m.with.threshold',
    expected: 'a number',
    received: '"high"',
  };
  expect(validateWorkflow).toEqual([problem]);
  const put = hub.operator.request(
    z.unknown(),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId: place.projectId, source } },
  );
  await expect(put).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { details: { problems: [problem] } } });
});

test('a workflow within a workflow is a run of its own', { timeout: 120_000 }, async () => {
  const file = join(folder.path, 'outer.yaml');
  await writeFile(
    file,
    'name: outer\nsteps:\n  - { id: within, uses: subworkflow, with: { workflow: nightly-classification } }\n',
  );
  expect((await workflow('put', file, '--project', 'MR')).code).toBe(0);
  expect(await ended('outer')).toMatchObject({
    state: 'COMPLETED',
    steps: [{ step: 'within', state: 'COMPLETED', childRun: { state: 'COMPLETED' } }],
  });
});
