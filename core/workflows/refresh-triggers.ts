import { pausedAmong, tellPaused } from './paused-triggers.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Workflow } from './run.ts';
import { nextTimes } from './schedule-triggers.ts';
import { isAssetTrigger } from './trigger.ts';
import { storedDefinition } from './validate-definition.ts';

/**
 * Has what starts workflows of the project by itself looked at from now on: changes of assets where any version that may start asks for
 * them, and the next times of the schedules of those that are new. What starts nothing in a trial is paused, which the audit trail is told once.
 * Last but for what the caller itself has to tell that.
 */
export async function refreshTriggers(
  ports: WorkflowPorts,
  projectId: string,
  added: readonly Workflow[],
): Promise<void> {
  // Two who write workflows of the project at once would each not see what the other asks for, and stop the watching under it.
  await ports.triggers.hold(projectId);
  const all = await startableWorkflows(ports, projectId);
  const watches = all.some(({ document }) => storedDefinition(document).triggers.some(isAssetTrigger));
  if (watches) await ports.triggers.watchAssets(projectId);
  else await ports.triggers.forgetAssets(projectId);
  const paused = await pausedAmong(ports, projectId, all);
  await ports.triggers.keepPaused(
    projectId,
    paused.map(({ workflow }) => workflow.id),
  );
  const now = new Date();
  const times = added.flatMap((workflow) => nextTimes(ports, workflow, storedDefinition(workflow.document), now));
  if (times.length > 0) await ports.queue.enqueue(times);
  await tellPaused(ports, paused);
}
