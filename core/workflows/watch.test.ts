import { expect, test, vi } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { newId } from '../ids.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { merge, startPositions, writePositions } from './merged-changes.ts';
import { taskTopic } from './task-events.ts';
import { byHand, describeTest, handle } from './testing/by-hand.ts';
import { openBench } from './testing/workflow-bench.ts';

const admin = testActor({ administrator: true });
const human = {
  name: 'look',
  steps: [
    { id: 'work', uses: 'python', with: { script: 'test' } },
    { id: 'qc', uses: 'human', with: { title: 'Look', roles: ['REVIEWER'] } },
  ],
};
const quick: StepExecutor = { describe: describeTest, execute: () => Promise.resolve({ outputs: [], log: '' }) };

async function take<T>(events: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const event of events) if (taken.push(event) === count) break;
  return taken;
}

test('law: wherever a subscription to several projects breaks off, it resumes with none missed and none twice', async () => {
  const bench = await openBench();
  const { feed } = bench.ports;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(2), { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
      async (writes, breaks) => {
        const ids = [newId(), newId(), newId()];
        const topicOf = (id: string): string => `test:${id}`;
        const open = async (after: string | null) => {
          const ended = new AbortController();
          const positions = await startPositions(feed, ids, topicOf, after);
          return merge(positions, ended.signal, (id, from, until) => feed.subscribe(topicOf(id), from, until));
        };
        let cursor = writePositions(await startPositions(feed, ids, topicOf, null));
        for (const [n, which] of writes.entries()) await feed.publish(topicOf(ids[which] ?? ''), { n });
        const seen: number[] = [];
        for (let at = 0; seen.length < writes.length; at++) {
          const wanted = Math.min(breaks[at % breaks.length] ?? 1, writes.length - seen.length);
          for (const { change, positions } of await take(await open(cursor), wanted)) {
            seen.push(change.payload['n'] as number);
            cursor = writePositions(positions);
          }
        }
        expect(seen.toSorted((a, b) => a - b)).toEqual(writes.map((_, n) => n));
        for (const which of [0, 1, 2]) {
          const own = seen.filter((n) => writes[n] === which);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
      },
    ),
    { numRuns: 20 },
  );
  await bench.close();
}, 60_000);

test('changes of all runs that one may see, by exam and state; who loses the role hears no more', async () => {
  const { bench, queue } = await byHand();
  const member = testActor({ roles: { [bench.projectId]: ['VIEWER'] } });
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const ended = new AbortController();
  const all = { projectId: null, examId: null, state: null };
  const [one, other] = [await bench.addExam([]), await bench.addExam([])];
  const everything = await bench.workflows.runsChanged(member, all, null, ended.signal);
  const ofOther = await bench.workflows.runsChanged(member, { ...all, examId: other.examId }, null, ended.signal);
  const runs: string[] = [];
  for (const { examId } of [one, other]) {
    const run = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
    runs.push(run.id);
  }
  const [first, second] = await take(everything, 2);
  expect([first?.runId, second?.runId]).toEqual([runs[0], runs[0]]);
  expect(await take(ofOther, 1)).toMatchObject([
    { runId: runs[1], message: expect.stringContaining('started') as string },
  ]);
  // Resumed after the second one, with the next of the same run.
  const resumed = await bench.workflows.runsChanged(member, all, second?.cursor ?? null, ended.signal);
  for (const job of queue.jobs.values()) if (job.queue === 'step') await handle(bench.workflows, quick, job);
  const waiting = await bench.workflows.runsChanged(member, { ...all, state: 'WAITING' }, '0', ended.signal);
  expect((await take(waiting, 1))[0]?.runId).toBe(runs[0]);
  expect((await take(resumed, 1))[0]?.runId).toBe(runs[1]);

  const lost = await bench.workflows.runsChanged(member, all, '0', ended.signal);
  bench.changedActors.set(member.id, testActor({ id: member.id }));
  const next = lost.next();
  const none = await Promise.race([next, bench.ports.feed.newest('x').then(() => 'nothing')]);
  expect(none).toBe('nothing');
  ended.abort();
  expect(await next).toMatchObject({ done: true });
  await expect(
    bench.workflows.runsChanged(testActor(), { ...all, projectId: bench.projectId }, null, ended.signal),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(bench.workflows.runsChanged(member, all, 'nonsense', ended.signal)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await bench.close();
}, 60_000);

test('tasks that one may complete, as they come and as they are decided', async () => {
  const { bench } = await byHand();
  const reviewer = testActor({ roles: { [bench.projectId]: ['REVIEWER'] } });
  const curator = testActor({ roles: { [bench.projectId]: ['CURATOR'] } });
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const ended = new AbortController();
  const mine = await bench.workflows.tasksChanged(reviewer, null, null, ended.signal);
  const others = await bench.workflows.tasksChanged(curator, bench.projectId, null, ended.signal);
  const { examId } = await bench.addExam([]);
  const run = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const [created] = await take(mine, 1);
  expect(created).toMatchObject({ what: 'CREATED', task: { runId: run.id, state: 'OPEN' } });
  const resumed = await bench.workflows.tasksChanged(reviewer, null, created?.cursor ?? null, ended.signal);
  await bench.workflows.completeTask(reviewer, { taskId: created?.task.id ?? '', outcome: 'APPROVED', comment: null });
  expect(await take(resumed, 1)).toMatchObject([{ what: 'CHANGED', task: { state: 'APPROVED' } }]);
  ended.abort();
  expect(await others.next()).toMatchObject({ done: true });
  await bench.close();
}, 60_000);

test('a task that escalates is told to those who may complete it from then on', async () => {
  const { bench } = await byHand();
  const manager = testActor({ roles: { [bench.projectId]: ['MANAGER'] } });
  const escalate = { afterHours: 1, to: ['MANAGER'] };
  const document = {
    name: 'slow',
    steps: [{ id: 'qc', uses: 'human', with: { title: 'Look', roles: ['REVIEWER'], escalate } }],
  };
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document });
  const { examId } = await bench.addExam([]);
  await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const [task] = await bench.workflows.listTasks(admin, bench.projectId, 'OPEN', 10);
  const taskId = task?.id ?? '';
  const ended = new AbortController();
  const watched = await bench.workflows.tasksChanged(manager, null, null, ended.signal);
  const newest = () => bench.ports.feed.newest(taskTopic(bench.projectId));
  const before = await newest();
  await bench.workflows.sendTaskMessage({ taskId, because: 'ESCALATION' });
  expect(await newest()).not.toBe(before);
  expect(await take(watched, 1)).toMatchObject([{ what: 'CHANGED', task: { id: taskId, state: 'OPEN' } }]);
  ended.abort();
  await bench.close();
}, 60_000);

test('notifications come with cursors that resume', async () => {
  const { bench } = await byHand();
  const ann = testActor({ administrator: true });
  const ended = new AbortController();
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const { examId } = await bench.addExam([]);
  const events = await bench.workflows.notificationsWatched(ann, null, ended.signal);
  for (const key of ['a', 'b']) {
    const run = await bench.workflows.startRun(ann, { workflowId, examId, reuse: 'NEVER', clientKey: key });
    await bench.workflows.cancelRun(run.id, `reason ${key}`);
    await bench.workflows.sendFailure(run.id);
  }
  const [first] = await take(events, 1);
  expect(first?.notification.text).toContain('reason a');
  const resumed = await bench.workflows.notificationsWatched(ann, first?.cursor ?? null, ended.signal);
  expect((await take(resumed, 1))[0]?.notification.text).toContain('reason b');
  ended.abort();
  await bench.close();
}, 60_000);

test('a watched run on which nothing happens is not looked at again', async () => {
  const { bench } = await byHand();
  const { examId } = await bench.addExam([]);
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const run = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const ended = new AbortController();
  const looks = vi.spyOn(bench.ports.store, 'getRuns');
  const events = await bench.workflows.runProgress(admin, run.id, null, ended.signal);
  const next = events.next();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // Once for whether she may, and once after "now" was set.
  expect(looks.mock.calls.length).toBeLessThanOrEqual(2);
  await bench.workflows.pauseRun(admin, { runId: run.id, reason: 'lunch' });
  expect((await next).value).toMatchObject({ runId: run.id, runState: 'PAUSED' });
  ended.abort();
  await bench.close();
});

test('a run that ends between the asking and the first look still tells its end', async () => {
  const { bench } = await byHand();
  const { examId } = await bench.addExam([]);
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const run = await bench.workflows.startRun(admin, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const events = await bench.workflows.runProgress(admin, run.id, null, AbortSignal.timeout(20_000));
  await bench.workflows.cancelRunFor(admin, { runId: run.id, reason: 'enough' });
  const states: (string | null)[] = [];
  for await (const { runState } of events) states.push(runState);
  expect(states).toEqual(['CANCELLED']);
  await bench.close();
});

test('a cursor from beyond all that was told is refused: it would hear nothing, and miss what comes', async () => {
  const { bench } = await byHand();
  const ann = testActor({ administrator: true });
  const { id: workflowId } = await bench.workflows.putWorkflow(admin, { projectId: bench.projectId, document: human });
  const { examId } = await bench.addExam([]);
  const { id } = await bench.workflows.startRun(ann, { workflowId, examId, reuse: 'NEVER', clientKey: null });
  const newest = await bench.ports.feed.newest(`run:${id}`);
  const beyond = String(BigInt(newest) + 1_000_000n);
  const ended = new AbortController();
  const refused = { code: 'BAD_USER_INPUT', details: { field: 'after', received: JSON.stringify(beyond) } };
  const all = { projectId: null, examId: null, state: null };
  const merged = writePositions(new Map([[bench.projectId, beyond]]));
  const ofMany = { code: 'BAD_USER_INPUT', details: { field: 'after', received: JSON.stringify(merged) } };
  await expect(bench.workflows.runProgress(ann, id, beyond, ended.signal)).rejects.toMatchObject(refused);
  await expect(bench.workflows.notificationsWatched(ann, beyond, ended.signal)).rejects.toMatchObject(refused);
  await expect(bench.workflows.runsChanged(ann, all, merged, ended.signal)).rejects.toMatchObject(ofMany);
  await expect(bench.workflows.tasksChanged(ann, null, merged, ended.signal)).rejects.toMatchObject(ofMany);
  await bench.workflows.cancelRun(id, 'done with it');
  const late = await bench.workflows.runProgress(ann, id, newest, ended.signal);
  expect((await take(late, 9)).map(({ runState }) => runState)).toContain('FAILED');
  await bench.close();
}, 60_000);
