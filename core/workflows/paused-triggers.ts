import { HubError } from '../errors.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { WorkflowPorts } from './ports.ts';
import { isTrial, startableWorkflows, whyNotPromoted } from './promoted.ts';
import { getWorkflows } from './queries.ts';
import type { Workflow } from './run.ts';
import { storedDefinition } from './validate-definition.ts';

type Paused = readonly { readonly workflow: Workflow; readonly why: string }[];

/** Those of the versions that have triggers which start nothing now: in a trial what is not promoted. */
export async function pausedAmong(
  ports: Pick<WorkflowPorts, 'promotions' | 'store' | 'certifier'>,
  projectId: string,
  startable: readonly Workflow[],
): Promise<Paused> {
  if (!(await isTrial(ports, projectId))) return [];
  const paused: { workflow: Workflow; why: string }[] = [];
  for (const workflow of startable.filter(hasTriggers)) {
    const why = await whyNotPromoted(ports, workflow);
    if (why !== null) paused.push({ workflow, why });
  }
  return paused;
}

const hasTriggers = ({ document }: Workflow): boolean => storedDefinition(document).triggers.length > 0;

/** Tells the audit trail of those that it was not told of since they were paused: once, however much happens meanwhile. */
export async function tellPaused(ports: Pick<WorkflowPorts, 'triggers' | 'audit'>, paused: Paused): Promise<void> {
  const fresh: { workflow: Workflow; why: string }[] = [];
  for (const one of paused) if (await ports.triggers.notePaused(one.workflow)) fresh.push(one);
  for (const { workflow, why } of fresh)
    await ports.audit.append({
      actor: actorName({ kind: 'service', name: 'events' }),
      action: 'triggers.paused',
      target: `workflow:${workflow.id}`,
      projectId: workflow.projectId,
      reason: 'NOT_PROMOTED',
      oldValue: null,
      newValue: { workflow: workflow.name, version: workflow.version, why },
    });
}

/**
 * Whether an event or a time may start the version. Where it may not, and nobody was told yet (its signature broke since), it is told now.
 * @throws UNAVAILABLE where another version is the one to start meanwhile: to be asked again with that
 */
export async function startsByItself(ports: WorkflowPorts, workflow: Workflow): Promise<boolean> {
  const { projectId } = workflow;
  if ((await pausedAmong(ports, projectId, [workflow])).length === 0) return true;
  // Asked again with nothing changing: the pause may be lifted, or another version promoted, at this moment.
  return ports.transactor.transact(async () => {
    await ports.promotions.lockConfiguration(projectId, 'SHARED');
    const paused = await pausedAmong(ports, projectId, [workflow]);
    if (paused.length === 0) return true;
    if (!(await startableWorkflows(ports, projectId)).some(({ id }) => id === workflow.id))
      throw new HubError('UNAVAILABLE', 'the workflow has another version to start now');
    await tellPaused(ports, paused);
    return false;
  });
}

/** Why the triggers of each version start nothing now; absent: they do, or there are none, or it is not there for the actor. @throws UNAUTHENTICATED */
export async function whyPaused(
  ports: WorkflowPorts,
  actor: Actor,
  workflowIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const seen = [...(await getWorkflows(ports, actor, workflowIds)).values()].filter(hasTriggers);
  const whys = new Map<string, string>();
  for (const [projectId, own] of Map.groupBy(seen, (workflow) => workflow.projectId)) {
    const startable = new Map((await startableWorkflows(ports, projectId)).map((one) => [one.name, one]));
    const current = own.filter(({ id, name }) => startable.get(name)?.id === id);
    for (const { workflow, why } of await pausedAmong(ports, projectId, current)) whys.set(workflow.id, why);
    for (const { id, name } of own) {
      const instead = startable.get(name);
      if (instead && instead.id !== id) whys.set(id, `events start version ${String(instead.version)} of it`);
    }
  }
  return whys;
}
