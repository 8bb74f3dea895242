import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { completeTask, openTasks } from '../../../cli/commands/task.ts';
import { HubClient } from '../../../cli/hub-client.ts';
import { type HubProcess, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let first: Awaited<ReturnType<typeof projectWithRun>>;
let second: typeof first;
let eve: HubClient;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  first = await projectWithRun(hub, join(folder.path, 'images'), 'CT');
  second = await projectWithRun(hub, join(folder.path, 'images-again'), 'CT-of-others');
  eve = await memberOf(second.projectId, 'eve', 'a password for eve');
}, 240_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A researcher of that project alone. */
async function memberOf(projectId: string, username: string, password: string): Promise<HubClient> {
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }',
    { input: { username, password, displayName: username } },
  );
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }',
    { input: { projectId, username, roles: ['RESEARCHER', 'REVIEWER'] } },
  );
  const { login } = await new HubClient(hub.process.url, null).request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(hub.process.url, login.accessToken);
}

const step = z.object({
  step: z.string(),
  state: z.string(),
  outputs: z.array(z.object({ id: z.string() })),
  reused: z
    .object({
      by: z.string(),
      at: z.string(),
      runId: z.string().nullable(),
      activityId: z.string().nullable(),
      project: z.object({ id: z.string() }).nullable(),
    })
    .nullable(),
});

async function stepsOf(client: HubClient, runId: string) {
  const { run } = await client.request(
    z.object({
      run: z.object({
        state: z.string(),
        workflow: z.object({ id: z.string() }),
        exam: z.object({ id: z.string() }),
        steps: z.array(step),
      }),
    }),
    `query ($id: ID!) { run(id: $id) { state workflow { id } exam { id }
      steps { step state outputs { id } reused { by at runId activityId project { id } } } } }`,
    { id: runId },
  );
  return run;
}

test('a result of another project serves whoever may read that project, and tells whose it was', async () => {
  const { steps } = await stepsOf(hub.operator, second.runId);
  const measured = steps.find((one) => one.step === 'measure');
  // The images differ, since each project gives them its own identifiers; the volumes made of them don't.
  expect(measured?.reused).toMatchObject({
    by: 'admin (local operator)',
    runId: first.runId,
    project: { id: first.projectId },
  });
  const original = (await stepsOf(hub.operator, first.runId)).steps.find((one) => one.step === 'measure');
  expect(measured?.outputs[0]?.id).not.toBe(original?.outputs[0]?.id);
  const shape = z.object({
    asset: z.object({
      project: z.object({ id: z.string() }),
      content: z.object({ sha256: z.string() }),
      wasGeneratedBy: z.object({ method: z.string(), used: z.array(z.object({ role: z.string() })) }),
    }),
  });
  const about = (id: string | undefined) =>
    hub.operator.request(
      shape,
      'query ($id: ID!) { asset(id: $id) { project { id } content { sha256 } wasGeneratedBy { method used { role } } } }',
      { id },
    );
  const [copy, source] = [await about(measured?.outputs[0]?.id), await about(original?.outputs[0]?.id)];
  expect(copy.asset.content).toEqual(source.asset.content);
  expect(copy.asset).toMatchObject({ project: { id: second.projectId }, wasGeneratedBy: { method: 'pesscara/reuse' } });

  // Who may not see the other project learns that it was reused, and no more.
  const seen = (await stepsOf(eve, second.runId)).steps.find((one) => one.step === 'measure');
  expect(seen?.reused).toMatchObject({ by: 'another project', runId: null, activityId: null, project: null });
});

test('ASK lets a person decide: approved, the result serves; rejected, it is computed again', async () => {
  const { workflow, exam } = await stepsOf(eve, second.runId);
  const { startRun } = await eve.request(
    z.object({ startRun: z.object({ run: z.object({ id: z.string() }) }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: workflow.id, examId: exam.id, reuse: 'ASK' } },
  );
  const answers = new Map([
    ['classify', 'APPROVED'],
    ['convert', 'REJECTED'],
    ['measure', 'APPROVED'],
  ] as const);
  const changes = eve.subscribe(
    z.object({
      runProgress: z.object({ message: z.string(), step: z.string().nullable(), state: z.string().nullable() }),
    }),
    'subscription ($id: ID!) { runProgress(id: $id, after: "0") { message step state } }',
    { id: startRun.run.id },
    AbortSignal.timeout(60_000),
  );
  for await (const { runProgress } of changes) {
    if (runProgress.state !== 'WAITING') continue;
    const outcome = answers.get(runProgress.step as 'classify') ?? 'APPROVED';
    for (const task of await openTasks(eve, second.projectId)) await completeTask(eve, task.id, outcome, 'decided');
  }
  const { state, steps } = await stepsOf(eve, startRun.run.id);
  expect(state).toBe('COMPLETED');
  const reused = new Map(steps.map((one) => [one.step, one.reused !== null]));
  expect(Object.fromEntries(reused)).toMatchObject({ classify: true, convert: false, measure: true });
});

test('a notebook asks before it computes', async () => {
  const measured = (await stepsOf(hub.operator, first.runId)).steps.find((one) => one.step === 'convert');
  const volume = measured?.outputs[0]?.id ?? '';
  const input = { method: 'notebook/n4', methodVersion: '1.2', parameters: { shrink: 2 } };
  const ask = async (client: HubClient) => {
    const { reusableResult } = await client.request(
      z.object({
        reusableResult: z
          .object({
            activity: z.object({ id: z.string(), recordedBy: z.string(), endedAt: z.string() }),
            assets: z.array(z.object({ label: z.string() })),
          })
          .nullable(),
      }),
      `query ($input: ReusableResultInput!) { reusableResult(input: $input) {
        activity { id recordedBy endedAt } assets { label } } }`,
      { input: { ...input, inputs: [{ assetId: volume, role: 'volume' }] } },
    );
    return reusableResult;
  };
  expect(await ask(hub.operator)).toBeNull();
  await hub.operator.request(
    z.unknown(),
    'mutation ($input: RecordActivityInput!) { recordActivity(input: $input) { activity { id } } }',
    {
      input: {
        ...input,
        projectId: first.projectId,
        startedAt: '2026-01-05T10:00:00Z',
        endedAt: '2026-01-05T10:01:00Z',
        used: [{ assetId: volume, role: 'volume' }],
        generated: [{ asset: { kind: 'note', label: 'corrected', parentIds: [volume] } }],
      },
    },
  );
  expect(await ask(hub.operator)).toMatchObject({
    activity: { recordedBy: 'admin (local operator)' },
    assets: [{ label: 'corrected' }],
  });
  await expect(ask(eve)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
