import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../cli/commands/review.ts';
import { ensurePlace } from '../../cli/places.ts';
import { sendExam } from './exam-traffic.ts';
import type { HubProcess } from './pesscara-process.ts';
import { until } from './project-with-run.ts';

const ids = z.object({ assets: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });

/** The first asset of that level in the project, as soon as there is one. */
async function firstAsset({ operator }: HubProcess, projectId: string, level: string): Promise<string> {
  return until(async () => {
    const { assets } = await operator.request(
      ids,
      'query ($projectId: ID!, $level: AssetLevel!) { assets(filter: { projectId: $projectId, level: $level }) { nodes { id } } }',
      { projectId, level },
    );
    return assets.nodes[0]?.id;
  });
}

/** A project with one exam of one MR series, received, approved and registered, as the operator. */
export async function projectWithExam(hub: HubProcess, project: string) {
  const { operator } = hub;
  const projectId = await ensurePlace(operator, { project, pool: 'scanner' }, true, () => undefined);
  await sendExam(operator, operator, projectId, 1, (work) => work());
  for (const { id } of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', id, null);
  const examId = await firstAsset(hub, projectId, 'EXAM');
  return { projectId, examId, seriesId: await firstAsset(hub, projectId, 'SERIES') };
}
