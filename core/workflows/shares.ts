import { badInput } from '../errors.ts';
import { actorName, authorize, authorizeOnHub, type Actor } from '../policy/policy.ts';
import { callNext } from './fair-share.ts';
import { requireKnownProject } from './known-project.ts';
import type { WorkflowPorts } from './ports.ts';

/** What a project has of the hub's workers. */
export interface ProjectShare {
  readonly projectId: string;
  /** Steps given out at a time; null: any number. */
  readonly maxActiveSteps: number | null;
  /** The limit is the hub's, none of the project's own. */
  readonly isDefault: boolean;
  readonly activeSteps: number;
  readonly waitingSteps: number;
}

/** @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function projectShare(ports: WorkflowPorts, actor: Actor, projectId: string): Promise<ProjectShare> {
  authorize(actor, 'workflow.read', projectId);
  return read(ports, projectId);
}

/**
 * The project's share with a limit of its own, null for the hub's. For administrators.
 * @throws UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function setProjectShare(
  ports: WorkflowPorts,
  actor: Actor,
  { projectId, maxActiveSteps }: { readonly projectId: string; readonly maxActiveSteps: number | null },
): Promise<ProjectShare> {
  authorizeOnHub(actor, 'jobs.manage');
  authorize(actor, 'workflow.read', projectId);
  if (maxActiveSteps !== null && (!Number.isInteger(maxActiveSteps) || maxActiveSteps < 1 || maxActiveSteps > 100_000))
    throw badInput('input.maxActiveSteps', 'from 1 to 100000', maxActiveSteps);
  await requireKnownProject(ports, projectId);
  return ports.transactor.transact(async () => {
    const before = await read(ports, projectId);
    await ports.store.setMaxActiveSteps(projectId, maxActiveSteps, actorName(actor));
    await callNext(ports, projectId, null);
    await ports.audit.append({
      actor: actorName(actor),
      action: 'project.share',
      target: `project:${projectId}`,
      projectId,
      reason: null,
      oldValue: { maxActiveSteps: before.isDefault ? null : before.maxActiveSteps },
      newValue: { maxActiveSteps },
    });
    return read(ports, projectId);
  });
}

async function read({ store, stepsPerProject }: WorkflowPorts, projectId: string): Promise<ProjectShare> {
  const { limit, isOwnLimit, active, waiting } = await store.lineOf(projectId, stepsPerProject ?? null);
  return { projectId, maxActiveSteps: limit, isDefault: !isOwnLimit, activeSteps: active, waitingSteps: waiting };
}
