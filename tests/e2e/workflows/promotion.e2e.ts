import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { cliPath, runNode, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

const password = 'a long enough password';
const anything = z.record(z.string(), z.unknown());
const one = z.object({ id: z.string() });
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let trial: Awaited<ReturnType<typeof projectWithExam>>;
let development: string;
let ann: HubClient;
let bob: HubClient;

async function change<T>(
  who: HubClient,
  name: string,
  input: object,
  selection: string,
  shape: z.ZodType<T>,
): Promise<T> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return shape.parse((await who.request(anything, query, { input }))[name]);
}

async function person(username: string, role: string): Promise<HubClient> {
  await change(hub.operator, 'addUser', { username, password }, 'user { id }', anything);
  for (const projectId of [trial.projectId, development])
    await change(hub.operator, 'setMember', { projectId, username, roles: [role] }, 'project { id }', anything);
  const session = z.object({ accessToken: z.string() });
  const { accessToken } = await change(hub.operator, 'login', { username, password }, 'accessToken', session);
  return new HubClient(hub.process.url, accessToken);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  trial = await projectWithExam(hub, 'TRIAL');
  const { project } = await change(
    hub.operator,
    'createProject',
    { name: 'LAB' },
    'project { id }',
    z.object({ project: one }),
  );
  development = project.id;
  ann = await person('ann', 'MANAGER');
  bob = await person('bob', 'OWNER');
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const command = (args: readonly string[], stdin = '', home = hub.home) =>
  runNode(cliPath, ['workflow', 'bundle', ...args], { PESSCARA_HOME: home }, stdin);
const put = (who: HubClient, projectId: string, source: string) =>
  change(who, 'putWorkflow', { projectId, source }, 'workflow { id }', z.object({ workflow: one }));
const start = (workflowId: string) =>
  change(ann, 'startRun', { workflowId, examId: trial.examId }, 'run { id }', z.object({ run: one }));
const promoted = z.object({
  promotedWorkflow: one.extend({
    signature: z.string(),
    workflow: one,
    parts: z.array(z.object({ name: z.string() })),
  }),
});
const selection = 'promotedWorkflow { id signature workflow { id } parts { name version workflow { version } } }';
const configure = (configuration: string, more: object = {}) =>
  change(
    bob,
    'setProjectConfiguration',
    { projectId: trial.projectId, configuration, reason: 'site visit', ...more },
    'project { name configuration }',
    z.object({ project: z.object({ name: z.string(), configuration: z.string() }) }),
  );
const inner = 'name: inner\nsteps:\n  - { id: classify, uses: classify, foreach: series }\n';
const outer = 'name: outer\nsteps:\n  - { id: all, uses: subworkflow, with: { workflow: inner } }\n';

test('a workflow goes from development to a trial, and from there to another hub', { timeout: 240_000 }, async () => {
  await put(ann, development, inner);
  const written = (await put(ann, development, outer)).workflow.id;
  const own = (await put(ann, trial.projectId, `${inner}trigger: { on: EXAM_REGISTERED }\n`)).workflow.id;
  expect((await configure('TRIAL')).project).toEqual({ name: 'TRIAL', configuration: 'TRIAL' });
  await expect(start(own)).rejects.toMatchObject({ code: 'NOT_PROMOTED' });
  await expect(put(ann, trial.projectId, outer)).rejects.toMatchObject({ code: 'NOT_PROMOTED' });
  const { workflows } = await ann.request(
    z.object({ workflows: z.array(z.object({ name: z.string(), triggersPausedBecause: z.string().nullable() })) }),
    'query ($project: ID!) { workflows(projectId: $project) { name version triggersPausedBecause } }',
    { project: trial.projectId },
  );
  expect(workflows.find(({ name }) => name === 'inner')?.triggersPausedBecause).toBe(
    'the project is a trial: the workflow inner version 1 was not promoted to it',
  );

  const input = { workflowId: written, toProjectId: trial.projectId, password, comment: 'validated on 40 exams' };
  await expect(change(ann, 'promoteWorkflow', input, selection, promoted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const { promotedWorkflow } = await change(bob, 'promoteWorkflow', input, selection, promoted);
  expect(promotedWorkflow).toMatchObject({ signature: 'VALID', parts: [{ name: 'outer' }, { name: 'inner' }] });
  const { run } = await start(promotedWorkflow.workflow.id);
  const stateOf = async (): Promise<string> => {
    const shape = z.object({ run: z.object({ state: z.string() }) });
    return (await ann.request(shape, 'query ($id: ID!) { run(id: $id) { state } }', { id: run.id })).run.state;
  };
  await until(async () => ((await stateOf()) === 'COMPLETED' ? true : undefined));

  const file = join(folder.path, 'outer.bundle');
  const exported = await command(['export', 'outer', '--project', 'TRIAL']);
  expect(exported.code).toBe(0);
  await writeFile(file, exported.stdout);
  const nowhere = join(folder.path, 'no-hub');
  const verified = await command(['verify', file, '--json'], '', nowhere);
  const { fingerprint } = z.object({ fingerprint: z.string() }).parse(JSON.parse(verified.stdout));
  const said = await command(['verify', file, '--fingerprint', fingerprint], '', nowhere);
  expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('as it was signed') as unknown });
  expect((await command(['verify', file, '--fingerprint', 'another'], '', nowhere)).code).toBe(2);
  const [head = '', payload = '', signature = ''] = exported.stdout.trim().split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('40 exams', '41 exams');
  const forged = join(folder.path, 'forged.bundle');
  await writeFile(forged, `${head}.${Buffer.from(text).toString('base64url')}.${signature}`);
  expect(await command(['verify', forged], '', nowhere)).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('changed') as unknown },
  });

  const withdrawal = { id: promotedWorkflow.id, reason: 'replaced' };
  await change(bob, 'withdrawPromotedWorkflow', withdrawal, 'promotedWorkflow { withdrawnBy }', anything);
  await expect(start(promotedWorkflow.workflow.id)).rejects.toMatchObject({ code: 'NOT_PROMOTED' });
  const who = ['--project', 'TRIAL', '--fingerprint', fingerprint, '--comment', 'from the other centre'];
  const refused = await command(['import', file, ...who, '--user', 'ann'], password);
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('you wrote') as unknown });
  expect((await command(['import', forged, ...who, '--user', 'bob'], password)).code).toBe(2);
  expect(await command(['import', file, ...who, '--user', 'bob'], `${password}\n`)).toMatchObject({ code: 0 });

  const { promotedWorkflows } = await ann.request(
    z.object({
      promotedWorkflows: z.object({
        nodes: z.array(one.extend({ signature: z.string(), withdrawnBy: z.string().nullable() })),
      }),
    }),
    'query ($id: ID!) { promotedWorkflows(projectId: $id) { nodes { id signature withdrawnBy } } }',
    { id: trial.projectId },
  );
  expect(promotedWorkflows.nodes).toMatchObject([
    { signature: 'VALID', withdrawnBy: 'bob' },
    { signature: 'VALID', withdrawnBy: null },
  ]);
  await expect(configure('DEVELOPMENT')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await configure('DEVELOPMENT', { password });
  await put(ann, trial.projectId, outer);
});
