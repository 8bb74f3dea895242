import type { HubClient } from '../../cli/hub-client.ts';
import { benchProject, chain, countCompleted, startOn, type TrivialKind } from './bench-project.ts';
import { measured, type Sample } from './sample.ts';
import { withHub } from './with-hub.ts';

interface HubRuns {
  readonly runs: number;
  readonly steps: number;
  readonly kind: TrivialKind;
  /** Worker processes of the served hub. */
  readonly workers: number;
}

const exams = 100;
const lookMs = 100;

/** On a new hub of that kind: embedded or served. */
export function hubRuns(name: string, options: HubRuns): Promise<Sample> {
  return withHub(name, options.workers, ({ operator }) => toTheEnd(operator, options));
}

/** Starts the runs at the public door, and waits until all have completed. */
async function toTheEnd(hub: HubClient, { runs, steps, kind }: HubRuns): Promise<Sample> {
  const { projectId, workflowId, examIds } = await benchProject(hub, { exams, document: chain(steps, kind) });
  const wait = async (count: number) => {
    while ((await countCompleted(hub, projectId)) < count) await new Promise((resolve) => setTimeout(resolve, lookMs));
  };
  const start = async (count: number) => {
    for (let left = count; left > 0; left -= exams) await startOn(hub, workflowId, examIds.slice(0, left));
  };
  const warmUp = Math.min(runs, 50);
  await start(warmUp);
  await wait(warmUp);
  return measured(runs, async () => {
    await start(runs);
    await wait(warmUp + runs);
  });
}
