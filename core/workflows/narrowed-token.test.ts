import { afterEach, beforeEach, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import type { NewAsset } from '../assets/asset.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Actor, Person } from '../policy/policy.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { sendMessage } from './notify.ts';
import type { ReusePolicy, Run, StepRun } from './run.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';
import { within } from './testing/trial-bench.ts';

/** Ann is a manager of two projects, each with an exam of one and the same image; a token of hers is narrowed to one of them. */
let bench: Bench;
let here: { readonly projectId: string; readonly examId: string };
let there: { readonly projectId: string; readonly examId: string };
let ann: Person;
let token: Person;
let executed: number;

const executor: StepExecutor = {
  describe: () =>
    Promise.resolve({
      ...{ method: 'pesscara/of-bytes', methodVersion: '1', software: { name: 'test', version: '1' } },
      itemParameters: () => ({}),
    }),
  execute: () => {
    executed++;
    const output = { kind: 'note', role: 'note', label: 'a note', mediaType: 'text/plain', properties: {} };
    return Promise.resolve({ outputs: [{ ...output, bytes: new TextEncoder().encode('result') }], log: '' });
  },
};
const convert = { name: 'convert', steps: [{ id: 'work', uses: 'convert', foreach: 'series' }] };

beforeEach(async () => {
  bench = await openBench();
  executed = 0;
  const image = new TextEncoder().encode('an image');
  const { examId } = await bench.addExam([{ properties: { modality: 'MR' }, images: [image] }]);
  here = { projectId: bench.projectId, examId };
  there = await elsewhere(image);
  ann = testActor({ username: 'ann', roles: { [here.projectId]: ['MANAGER'], [there.projectId]: ['MANAGER'] } });
  bench.changedActors.set(ann.id, ann);
  const limits = { id: newId(), name: 'laptop', readOnly: false, projectIds: new Set([there.projectId]) };
  token = { ...ann, token: limits };
  await startWorkflowWorkers(bench.queue, bench.workflows, new Map([['convert', executor]]));
});
afterEach(() => bench.close());

async function elsewhere(image: Uint8Array): Promise<{ projectId: string; examId: string }> {
  const projectId = newId();
  const content = { ...(await bench.ports.objects.put(image)), mediaType: 'application/dicom' };
  const ids = { SUBJECT: newId(), EXAM: newId(), SERIES: newId() };
  const made = (level: NewAsset['level'], id: string, parentIds: readonly string[]): NewAsset => ({
    ...{ id, projectId, level, kind: null, label: level, properties: { modality: 'MR' }, createdBy: 'test', parentIds },
    content: level === 'IMAGE' ? content : null,
  });
  await bench.ports.graph.putAssets([
    made('PROJECT', projectId, []),
    made('SUBJECT', ids.SUBJECT, [projectId]),
    made('EXAM', ids.EXAM, [ids.SUBJECT]),
    made('SERIES', ids.SERIES, [ids.EXAM]),
    made('IMAGE', newId(), [ids.SERIES]),
  ]);
  return { projectId, examId: ids.EXAM };
}

async function start(actor: Actor, where: typeof here, reuse: ReusePolicy, document: JsonObject = convert) {
  const { id } = await bench.workflows.putWorkflow(ann, { projectId: where.projectId, document });
  return bench.workflows.startRun(actor, { workflowId: id, examId: where.examId, reuse, clientKey: null });
}

/** The run's steps once it has ended, or waits for a person. */
async function stepsAfter(run: Run): Promise<readonly StepRun[]> {
  const events = await bench.workflows.runProgress(ann, run.id, '0', AbortSignal.timeout(30_000));
  for await (const { state, runState } of events) if (state === 'WAITING' || runState === 'COMPLETED') break;
  return (await bench.workflows.stepsOfRuns(ann, [run.id])).get(run.id) ?? [];
}

test.each(['ALWAYS', 'ASK'] as const)('with %s, no result of a project outside of the token serves', async (reuse) => {
  await stepsAfter(await start(ann, here, 'ALWAYS'));
  expect(executed).toBe(1);
  const [step] = await stepsAfter(await start(token, there, reuse));
  expect(step).toMatchObject({ state: 'COMPLETED', reused: null });
  expect(executed).toBe(2);
});

test('nor in what is a step of the run, nor where the run is done again; for the person it serves', async () => {
  await stepsAfter(await start(ann, here, 'ALWAYS'));
  await bench.workflows.putWorkflow(ann, { projectId: there.projectId, document: convert });
  const outer = await start(token, there, 'ALWAYS', { name: 'outer', steps: [within('convert')] });
  const events = await bench.workflows.runProgress(ann, outer.id, '0', AbortSignal.timeout(30_000));
  for await (const { runState } of events) if (runState === 'COMPLETED') break;
  expect(executed).toBe(2);
  expect((await bench.workflows.getRuns(ann, [outer.id])).get(outer.id)?.startedWithin).toEqual([there.projectId]);

  const again = { runId: outer.id, reuse: null, parameters: [], workflowId: null, reason: null, clientKey: null };
  expect((await bench.workflows.rerun(token, again)).startedWithin).toEqual([there.projectId]);
  expect((await bench.workflows.rerun(ann, again)).startedWithin).toBeNull();
});

test('what the person may see, and the token too, still serves', async () => {
  await stepsAfter(await start(ann, here, 'ALWAYS'));
  const both = new Set([here.projectId, there.projectId]);
  const wide = { ...token, token: { id: newId(), name: 'both', readOnly: false, projectIds: both } };
  const [step] = await stepsAfter(await start(wide, there, 'ALWAYS'));
  expect(step?.reused).toMatchObject({ by: 'ann', projectId: here.projectId });
  expect(executed).toBe(1);
});

test('notifications of other projects, and of none, stay out of its sight', async () => {
  const runs = [await start(ann, here, 'NEVER'), await start(ann, there, 'NEVER')];
  const ended = new AbortController();
  // Nobody's roles change here: the token stays one.
  bench.changedActors.clear();
  const received = await bench.workflows.notificationsReceived(token, null, ended.signal);
  await sendMessage(bench.ports, 'hub', [ann.id], 'of the hub', null);
  for (const run of runs) await sendMessage(bench.ports, `of ${run.id}`, [ann.id], `of ${run.projectId}`, run.id);
  const own = await bench.workflows.listNotifications(ann, 10);
  expect(own.map(({ text }) => text).toSorted()).toEqual(
    ['of the hub', `of ${here.projectId}`, `of ${there.projectId}`].toSorted(),
  );
  const visible = await bench.workflows.listNotifications(token, 10);
  expect(visible.map(({ text }) => text)).toEqual([`of ${there.projectId}`]);
  const ids = own.map(({ id }) => id);
  expect([...(await bench.workflows.getNotifications(token, ids)).keys()]).toEqual([visible[0]?.id]);
  expect((await received.next()).value).toMatchObject({ text: `of ${there.projectId}` });
  ended.abort();
  // One that is no longer a member's own project shows nothing either.
  expect(await bench.workflows.listNotifications({ ...token, memberships: new Map() }, 10)).toEqual([]);
});
