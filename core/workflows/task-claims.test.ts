import { afterAll, beforeAll, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { Person } from '../policy/policy.ts';
import { HubError } from '../errors.ts';
import { human, openTaskBench, type TaskBench } from './testing/task-bench.ts';

let bench: TaskBench;
let people: readonly Person[];

beforeAll(async () => {
  bench = await openTaskBench();
  people = ['ann', 'bob', 'cid'].map((name) => bench.person(name, ['REVIEWER']));
});
afterAll(() => bench.close());

/** A lease that is over, without waiting for it. */
const expire = (taskId: string) =>
  bench.sql.query("UPDATE workflow_task SET held_until = clock_timestamp() - interval '1 s' WHERE id = $1::uuid", [
    taskId,
  ]);

test('who has a task keeps it for a time: others wait, managers may take it away, and a lease ends by itself', async () => {
  const { workflows } = bench;
  const [ann, bob] = people as [Person, Person];
  const mia = bench.person('mia', ['MANAGER']);
  const task = await bench.taskOf(await bench.start([human('look')]), 'look');
  const claimed = await workflows.claimTask(ann, { taskId: task.id, minutes: 30 });
  expect(claimed.hold).toMatchObject({ username: 'ann' });
  expect((await workflows.claimTask(ann, { taskId: task.id, minutes: 60 })).hold?.until.getTime()).toBeGreaterThan(
    claimed.hold?.until.getTime() ?? 0,
  );
  await expect(workflows.claimTask(bob, { taskId: task.id, minutes: 30 })).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { heldBy: 'ann' },
  });
  await expect(
    workflows.completeTask(bob, { taskId: task.id, outcome: 'APPROVED', comment: null }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(workflows.releaseTask(bob, task.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await workflows.releaseTask(mia, task.id)).hold).toBeNull();
  await workflows.claimTask(bob, { taskId: task.id, minutes: 1 });
  await expire(task.id);
  expect((await workflows.getTasks(ann, [task.id])).get(task.id)?.hold).toBeNull();
  expect((await workflows.claimTask(ann, { taskId: task.id, minutes: 1 })).hold?.username).toBe('ann');
  const done = await workflows.completeTask(ann, { taskId: task.id, outcome: 'APPROVED', comment: null });
  expect(done).toMatchObject({ state: 'APPROVED', hold: null });
  await expect(workflows.claimTask(ann, { taskId: task.id, minutes: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
  for (const minutes of [0, 1.5, 10_081])
    await expect(workflows.claimTask(ann, { taskId: task.id, minutes })).rejects.toMatchObject({
      details: { field: 'input.minutes' },
    });
  const audited = await bench.sql.query<{ action: string }>(
    'SELECT action FROM audit WHERE target = $1 ORDER BY sequence',
    [`task:${task.id}`],
  );
  expect(audited.map(({ action }) => action)).toEqual([
    ...['task.claimed', 'task.claimed', 'task.released', 'task.claimed', 'task.claimed', 'task.approved'],
  ]);
});

type Move = { readonly who: number; readonly what: 'claim' | 'release' | 'complete' | 'expire' };
const moves = fc.array(
  fc.record({ who: fc.nat(2), what: fc.constantFrom<Move['what'][]>('claim', 'release', 'complete', 'expire') }),
  { minLength: 1, maxLength: 4 },
);

test('whatever several people do at once, one of them has the task at a time, and it is done once', async () => {
  const { workflows } = bench;
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { minLength: 1, maxLength: 5 }), async (rounds) => {
      const runId = await bench.start([human('look')]);
      const { id: taskId, stepRunId } = await bench.taskOf(runId, 'look');
      const act = async ({ who, what }: Move): Promise<string> => {
        const person = people[who] as Person;
        if (what === 'claim')
          return (await workflows.claimTask(person, { taskId, minutes: 5 })).hold?.username ?? 'nobody';
        if (what === 'release') return (await workflows.releaseTask(person, taskId)).hold?.username ?? 'nobody';
        if (what === 'expire') return (await expire(taskId), 'expired');
        const input = { taskId, outcome: 'APPROVED', comment: null } as const;
        return (await workflows.completeTask(person, input)).completedBy ?? '';
      };
      for (const round of rounds) {
        const ended = await Promise.allSettled(round.map(act));
        for (const one of ended) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(HubError);
        // Whoever was told that they have it does: of claims alone, by different people, one succeeds.
        const claims = round.flatMap(({ who, what }, index) =>
          what === 'claim' && ended[index]?.status === 'fulfilled' ? [who] : [],
        );
        if (round.every(({ what }) => what === 'claim')) expect(new Set(claims).size).toBeLessThanOrEqual(1);
        const task = (await workflows.getTasks(bench.admin, [taskId])).get(taskId);
        const decisions = (await workflows.decisionsOfTasks(bench.admin, [taskId])).get(taskId) ?? [];
        expect(decisions.map(({ username }) => username)).toEqual(task?.state === 'OPEN' ? [] : [task?.completedBy]);
        if (task?.state !== 'OPEN') expect(task?.hold).toBeNull();
      }
      const [count] = await bench.sql.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM change WHERE topic = $1 AND payload->>'state' = 'COMPLETED'",
        [`run:${runId}`],
      );
      const step = ((await workflows.stepsOfRuns(bench.admin, [runId])).get(runId) ?? [])[0];
      expect([step?.id, count?.count]).toEqual([stepRunId, step?.state === 'COMPLETED' ? 1 : 0]);
    }),
    { numRuns: 25 },
  );
}, 120_000);
