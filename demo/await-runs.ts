import { z } from 'zod';
import { completeTask, openTasks } from '../cli/commands/task.ts';
import type { HubClient } from '../cli/hub-client.ts';
import { patiently } from '../cli/patiently.ts';

const overview = z.object({
  assets: z.object({ totalCount: z.number() }),
  runs: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        error: z.string().nullable(),
        exam: z.object({ id: z.string(), label: z.string() }),
      }),
    ),
  }),
});
export type RunOverview = z.infer<typeof overview>['runs']['nodes'][number];

/**
 * Waits until every approved exam is an asset and its run has ended, approving the quality-control tasks as the
 * reviewer when they come. Answers the runs.
 * @throws Error when they did not all end within `withinMs`
 */
export async function awaitRuns(
  admin: () => HubClient,
  reviewer: () => Promise<HubClient>,
  projectId: string,
  examCount: number,
  withinMs: number,
): Promise<RunOverview[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const { assets, runs } = await patiently(() =>
      admin().request(
        overview,
        `query ($projectId: ID!) {
          assets(filter: { projectId: $projectId, level: EXAM }, first: 1) { totalCount }
          runs(filter: { projectId: $projectId }, first: 200) { nodes { id state error exam { id label } } }
        }`,
        { projectId },
      ),
    );
    const started = new Set(runs.nodes.map((run) => run.exam.id));
    const ended = runs.nodes.filter((run) => run.state === 'COMPLETED' || run.state === 'FAILED');
    if (assets.totalCount >= examCount && started.size >= examCount && ended.length === runs.nodes.length)
      return runs.nodes;
    if (runs.nodes.some((run) => run.state === 'WAITING')) {
      await patiently(async () => {
        const person = await reviewer();
        for (const { id } of await openTasks(person, projectId))
          await completeTask(person, id, 'APPROVED', 'Volumes look right.');
      });
    }
    if (Date.now() > until) {
      throw new Error(
        `after ${String(withinMs / 1000)} s only ${String(ended.length)} of ${String(examCount)} runs have ended`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
