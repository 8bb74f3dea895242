/**
 * `node bench/run-events.ts [--hub served] [--subscribers 1000] [--pairs 10] [--every 2000] [--workers 1]`: from a step's event to those who watch
 * the run: so many subscriptions to `runProgress`, a WebSocket each, held by a process of its own, on one gateway. The run has `pairs` tasks, each
 * followed by a step that a worker does; a task is approved each `every` ms, so that the worker's events come a few at a time. Prints the time from the
 * event's own `at` (the database's clock, before the commit) to its arrival, how many arrived of those that there were, and the gateway's
 * memory for each subscriber. All subscribers have one token. A small run: `--subscribers 100 --pairs 3 --every 1000`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { completeTask, openTasks } from '../cli/commands/task.ts';
import { residentMb } from './load/measures.ts';
import { percentiles } from './load/percentiles.ts';
import { processorMs } from './load/processor.ts';
import { benchProject, startOn } from './workflow-runs/bench-project.ts';
import { withHub } from './workflow-runs/with-hub.ts';

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'served' },
    subscribers: { type: 'string', default: '1000' },
    pairs: { type: 'string', default: '10' },
    every: { type: 'string', default: '2000' },
    workers: { type: 'string', default: '1' },
  },
});
const [subscribers, pairs] = [Number(values.subscribers), Number(values.pairs)];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const told = z.object({ times: z.array(z.number()), lost: z.number() });
const seen = z.object({ runProgress: z.object({ message: z.string() }) });

await withHub(values.hub, Number(values.workers), async ({ operator, pid }) => {
  const steps = Array.from({ length: 2 * pairs }, (_, n) => ({
    id: `step-${String(n + 1)}`,
    ...(n % 2 === 0 ? { uses: 'human', with: { title: 'Go on' } } : { uses: 'notify', with: { text: 'Done.' } }),
    ...(n === 0 ? {} : { needs: [`step-${String(n)}`] }),
  }));
  const { projectId, workflowId, examIds } = await benchProject(operator, {
    exams: 1,
    document: { name: 'pairs', steps },
  });
  const [runId = ''] = await startOn(operator, workflowId, examIds);
  await pause(3_000);
  const [memory, used] = [await residentMb(pid), processorMs([pid])];
  const load = fork(
    join(import.meta.dirname, 'run-events/subscribers.ts'),
    [operator.url, runId, String(subscribers)],
    {
      env: { ...process.env, TOKEN: operator.token ?? '' },
    },
  );
  await once(load, 'message');
  await pause(5_000);
  const [grown, opening] = [(await residentMb(pid)) - memory, processorMs([pid]) - used];
  console.log(
    `${String(subscribers)} subscribers: ${((grown * 1024) / subscribers).toFixed(1)} kB of the gateway each`,
  );

  let events = 0;
  const counting = (async () => {
    const text = 'subscription ($id: ID!) { runProgress(id: $id) { message } }';
    for await (const _ of operator.subscribe(seen, text, { id: runId })) events += 1;
  })();
  await pause(1_000);
  for (let n = 0; n < pairs; n++) {
    let [task] = await openTasks(operator, projectId);
    for (; !task; [task] = await openTasks(operator, projectId)) await pause(50);
    await completeTask(operator, task.id, 'APPROVED', null);
    await pause(Number(values.every));
  }
  await counting;
  await pause(5_000);
  load.send('tell');
  const [answer] = (await once(load, 'message')) as [unknown];
  const { times, lost } = told.parse(answer);
  const cpu = (processorMs([pid]) - used - opening) / times.length;
  console.log(
    `${String(times.length)} events arrived of ${String(events * subscribers)}; ${String(lost)} connections lost`,
  );
  console.log(`event to client: ${percentiles(times)}; ${cpu.toFixed(3)} ms of the gateway's processor time each`);
  load.kill();
});
