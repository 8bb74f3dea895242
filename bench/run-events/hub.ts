import { completeTask, openTasks } from '../../cli/commands/task.ts';
import { z } from 'zod';
import { residentMb } from '../load/measures.ts';
import { percentiles } from '../load/percentiles.ts';
import { atRest, processorMs } from '../load/processor.ts';
import { benchProject, startOn } from '../workflow-runs/bench-project.ts';
import { withHub } from '../workflow-runs/with-hub.ts';
import { Audience, mostInOneProcess } from './audience.ts';
import { checkRoom } from './room.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = z.object({ runProgress: z.object({ message: z.string() }) });

interface Measured {
  readonly hub: string;
  readonly workers: number;
  readonly subscribers: number;
  readonly pairs: number;
  readonly everyMs: number;
}

/** From a worker's step to those who watch its run, on our hub. */
export async function measureHub({ hub, workers, subscribers, pairs, everyMs }: Measured): Promise<void> {
  await checkRoom({
    files: new Map([
      ['the gateway', subscribers],
      ['a process of subscribers', Math.min(subscribers, mostInOneProcess)],
    ]),
    connections: subscribers,
  });
  await withHub(hub, workers, async ({ operator, pid }) => {
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
    const [memory, used, began] = [await residentMb(pid), processorMs([pid]), performance.now()];
    using audience = await Audience.open({ url: operator.url, token: operator.token ?? '', runId }, subscribers);
    await atRest(pid);
    const [grown, opening] = [(await residentMb(pid)) - memory, processorMs([pid]) - used];
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${String(subscribers)} subscribers, there in ${seconds.toFixed(0)} s: ${((grown * 1024) / subscribers).toFixed(1)} kB of the gateway and ${(opening / subscribers).toFixed(2)} ms of its processor time each`,
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
      await pause(everyMs);
    }
    await counting;
    await atRest(pid);
    const times = await audience.take();
    const cpu = (processorMs([pid]) - used - opening) / times.length;
    console.log(
      `${String(times.length)} events arrived of ${String(events * subscribers)}; ${String(audience.lost)} connections lost`,
    );
    console.log(`event to client: ${percentiles(times)}; ${cpu.toFixed(3)} ms of the gateway's processor time each`);
    const peak = (await residentMb(pid)) - memory;
    console.log(`after the events: ${((peak * 1024) / subscribers).toFixed(1)} kB of the gateway for each subscriber`);
  });
}
