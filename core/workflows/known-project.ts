import { notFound } from '../errors.ts';
import type { WorkflowPorts } from './ports.ts';

/** For administrators, who may read of any id: a project has members, or workflows. @throws NOT_FOUND */
export async function requireKnownProject(
  { members, store }: Pick<WorkflowPorts, 'members' | 'store'>,
  projectId: string,
): Promise<void> {
  if ((await members(projectId)).length === 0 && (await store.newestWorkflows([projectId])).length === 0)
    throw notFound('project');
}
