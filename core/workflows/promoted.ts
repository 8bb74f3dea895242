import { HubError } from '../errors.ts';
import { workflowOf } from './advance.ts';
import type { WorkflowPorts } from './ports.ts';
import { promotionStates } from './promotion-state.ts';
import type { RunParameters } from './run-parameters.ts';
import type { ReusePolicy, Run, Workflow } from './run.ts';
import { storedDefinition } from './validate-definition.ts';

type Reads = Pick<WorkflowPorts, 'promotions' | 'store' | 'certifier'>;

/** How a version is about to run. */
export interface Beginning {
  /** The workflow of the run that it is a step of; absent or null for a run for itself. */
  readonly within?: string | null;
  /** Settings of the run's own: in a trial nobody has any. */
  readonly parameters?: RunParameters | null;
  /** Whether results serve again: in a trial as the document says, or never. Absent for a step, which does as its run. */
  readonly reuse?: ReusePolicy;
}

/** True for a project in which only promoted versions run. */
export async function isTrial({ promotions }: Pick<WorkflowPorts, 'promotions'>, projectId: string): Promise<boolean> {
  return (await promotions.configurationsOf([projectId])).get(projectId) === 'TRIAL';
}

/**
 * Why the version does not run in its project; null when it may: the project is no trial, or the version was promoted, that was not
 * withdrawn, and its signature is valid now. What is a step of a run that has begun goes on when its bundle is withdrawn.
 */
export async function whyNotPromoted(
  ports: Reads,
  { id, name, version, projectId, document }: Workflow,
  { within = null, parameters = null, reuse = 'NEVER' }: Beginning = {},
): Promise<string | null> {
  if (!(await isTrial(ports, projectId))) return null;
  const called = `the workflow ${name} version ${String(version)}`;
  if (parameters !== null || (reuse !== 'NEVER' && reuse !== storedDefinition(document).reuse))
    return `the project is a trial: ${called} runs with the settings that were promoted alone`;
  const all = (await ports.promotions.promotionsWith(id)).filter((one) => one.projectId === projectId);
  const usable = all.filter(({ workflowId, partIds, withdrawn }) =>
    within === null ? workflowId === id && !withdrawn : !withdrawn || partIds.includes(within),
  );
  if (usable.length === 0) {
    const isGone = all.some(({ workflowId, withdrawn }) => workflowId === id && withdrawn);
    return `the project is a trial: ${called} ${isGone ? 'was withdrawn' : 'was not promoted to it'}`;
  }
  const states = await promotionStates(ports, usable);
  return [...states.values()].includes('VALID') ? null : `the signature of ${called} is broken`;
}

/** @throws NOT_PROMOTED, see `whyNotPromoted` */
export async function requirePromoted(ports: Reads, workflow: Workflow, beginning: Beginning = {}): Promise<void> {
  const why = await whyNotPromoted(ports, workflow, beginning);
  if (why !== null) throw new HubError('NOT_PROMOTED', why);
}

/** For a run that has ended and shall go on, in the transaction in which it does. @throws NOT_PROMOTED */
export async function requirePromotedAgain(
  ports: Reads & Pick<WorkflowPorts, 'children'>,
  { id, projectId, parameters, reuse }: Pick<Run, 'id' | 'projectId' | 'parameters' | 'reuse'>,
  workflow: Workflow,
): Promise<void> {
  await ports.promotions.lockConfiguration(projectId, 'SHARED');
  const parent = (await ports.children.parentsOf([id])).get(id);
  const above = parent && (await ports.store.getRuns([parent.parentRunId])).get(parent.parentRunId);
  const within = above ? (await workflowOf(ports, above)).id : null;
  await requirePromoted(ports, workflow, { within, parameters, ...(within === null ? { reuse } : {}) });
}

/**
 * The version of each workflow of the project that events start, in order of name. In a trial that is the newest one that is promoted; of a
 * name without any it is the newest one, whose triggers are paused (`paused-triggers.ts`).
 */
export async function startableWorkflows(
  { promotions, store }: Pick<WorkflowPorts, 'promotions' | 'store'>,
  projectId: string,
): Promise<readonly Workflow[]> {
  const newest = await store.newestWorkflows([projectId]);
  if (!(await isTrial({ promotions }, projectId))) return newest;
  const promoted = new Map((await promotions.promotedVersions(projectId)).map((one) => [one.name, one]));
  return newest.map((one) => promoted.get(one.name) ?? one);
}

/** @throws NOT_PROMOTED in a trial; until the ambient transaction ends, the project does not become one */
export async function requireDevelopment(ports: Pick<WorkflowPorts, 'promotions'>, projectId: string): Promise<void> {
  await ports.promotions.lockConfiguration(projectId, 'SHARED');
  if (await isTrial(ports, projectId))
    throw new HubError('NOT_PROMOTED', 'the project is a trial: workflows come into it by promotion alone', {
      field: 'input.projectId',
    });
}
