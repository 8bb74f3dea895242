import { badInput } from '../errors.ts';
import { actorName, authorize, authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { QuotaUse, RunQuota } from '../ports/run-quotas.ts';
import { requireKnownProject } from './known-project.ts';
import type { WorkflowPorts } from './ports.ts';
import { callWaiting } from './run-room.ts';

/** How many runs a project may have, and has. */
export interface ProjectQuota extends Omit<QuotaUse, 'now'> {
  readonly projectId: string;
}

export interface SetQuotaInput extends RunQuota {
  readonly projectId: string;
}

/** @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function projectQuota(ports: WorkflowPorts, actor: Actor, projectId: string): Promise<ProjectQuota> {
  authorize(actor, 'workflow.read', projectId);
  return read(ports, projectId);
}

/**
 * The project's quota in place of the one before. What is under way goes on, whatever it says. For administrators.
 * @throws UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function setProjectQuota(
  ports: WorkflowPorts,
  actor: Actor,
  { projectId, maxRuns, maxRunsADay }: SetQuotaInput,
): Promise<ProjectQuota> {
  authorizeOnHub(actor, 'jobs.manage');
  authorize(actor, 'workflow.read', projectId);
  for (const [name, max] of Object.entries({ maxRuns, maxRunsADay }))
    if (max !== null && (!Number.isInteger(max) || max < 1 || max > 1_000_000))
      throw badInput(`input.${name}`, 'from 1 to 1000000', max);
  await requireKnownProject(ports, projectId);
  return ports.transactor.transact(async () => {
    const before = await read(ports, projectId);
    await ports.quotas.set(projectId, { maxRuns, maxRunsADay }, actorName(actor));
    await callWaiting(ports, projectId);
    await ports.audit.append({
      actor: actorName(actor),
      action: 'project.quota',
      target: `project:${projectId}`,
      projectId,
      reason: null,
      oldValue: { maxRuns: before.maxRuns, maxRunsADay: before.maxRunsADay },
      newValue: { maxRuns, maxRunsADay },
    });
    return read(ports, projectId);
  });
}

async function read({ quotas }: WorkflowPorts, projectId: string): Promise<ProjectQuota> {
  const { maxRuns, maxRunsADay, runs, runsToday, waiting } = await quotas.use(projectId);
  return { projectId, maxRuns, maxRunsADay, runs, runsToday, waiting };
}
