import type { Asset } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, narrowedTo, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page, PageRequest } from '../ports/asset-graph.ts';
import type { PromotionStore } from '../ports/promotion-store.ts';
import type { ProjectScope, WorkflowStore } from '../ports/workflow-store.ts';
import type { WorkflowPorts } from './ports.ts';
import type { RunMessage } from '../ports/run-messages.ts';
import type { Notification, Run, RunState, StepRound, StepRun, Task, TaskState, Workflow } from './run.ts';
import { taskAccess } from './task-access.ts';
import { hasRole } from './start-run.ts';
import { storedDefinition } from './validate-definition.ts';

type Reads = Pick<WorkflowPorts, 'store'>;

function requirePage(first: number): void {
  if (!Number.isInteger(first) || first < 1 || first > 1000)
    throw badInput('first', 'an integer from 1 to 1000', first);
}

/** One project if it is named (the actor must be able to see it), else all that the actor may read. */
function scopeOf(actor: Actor, projectId: string | null): ProjectScope {
  if (projectId === null) return permittedProjects(actor, 'workflow.read');
  authorize(actor, 'workflow.read', projectId);
  return [projectId].filter(isId);
}

/** Those of the found objects that the actor may see. */
function visible<T>(
  actor: Actor,
  found: ReadonlyMap<string, T>,
  projectOf: (one: T) => string,
): ReadonlyMap<string, T> {
  return new Map([...found].filter(([, one]) => may(actor, 'workflow.read', projectOf(one))));
}

export async function getWorkflows(
  { store }: Reads,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Workflow>> {
  requireSignedIn(actor);
  return visible(actor, await store.getWorkflows(ids.filter(isId)), (one) => one.projectId);
}

/**
 * Names of the workflows of each project that the actor may start by the workflow's own roles (in a trial: of those that are promoted), in
 * order, for use cases that have asked the policy.
 */
export function workflowNamesOf(ports: {
  readonly store: Pick<WorkflowStore, 'newestWorkflows'>;
  readonly promotions: Pick<PromotionStore, 'configurationsOf' | 'promotedVersions'>;
}) {
  return async (projectIds: readonly string[], actor: Actor): Promise<ReadonlyMap<string, readonly string[]>> => {
    const names = new Map<string, string[]>(projectIds.map((id) => [id, []]));
    for (const workflow of await startableOf(ports, projectIds)) {
      if (hasRole(actor, workflow, storedDefinition(workflow.document)))
        names.get(workflow.projectId)?.push(workflow.name);
    }
    return new Map([...names].map(([id, all]) => [id, all.toSorted()]));
  };
}

/** The newest version of each workflow that may start in its project. */
async function startableOf(
  { store, promotions }: Parameters<typeof workflowNamesOf>[0],
  projectIds: readonly string[],
): Promise<readonly Workflow[]> {
  const configurations = await promotions.configurationsOf(projectIds);
  const trials = projectIds.filter((id) => configurations.get(id) === 'TRIAL');
  const others = projectIds.filter((id) => configurations.get(id) !== 'TRIAL');
  const promoted = await Promise.all(trials.map((id) => promotions.promotedVersions(id)));
  return [...(others.length === 0 ? [] : await store.newestWorkflows(others)), ...promoted.flat()];
}

export async function listWorkflows(
  { store }: Reads,
  actor: Actor,
  projectId: string | null,
): Promise<readonly Workflow[]> {
  return store.newestWorkflows(scopeOf(actor, projectId));
}

export async function getRuns(
  { store }: Reads,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Run>> {
  requireSignedIn(actor);
  return visible(actor, await store.getRuns(ids.filter(isId)), (one) => one.projectId);
}

export interface RunQuery {
  readonly projectId: string | null;
  readonly examId: string | null;
  readonly state: RunState | null;
}

/** Newest first; cursors are those of `runCursor`. */
export async function listRuns({ store }: Reads, actor: Actor, query: RunQuery, page: PageRequest): Promise<Page<Run>> {
  const projectIds = scopeOf(actor, query.projectId);
  requirePage(page.first);
  if (query.examId !== null && !isId(query.examId)) return { items: [], hasNextPage: false, totalCount: 0 };
  return store.findRuns(
    {
      projectIds,
      ...(query.examId === null ? {} : { examId: query.examId }),
      ...(query.state === null ? {} : { state: query.state }),
    },
    page,
  );
}

/** Those of the exams that the actor may see. */
export async function visibleExams(
  { graph }: Pick<WorkflowPorts, 'graph'>,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Asset, 'id'>>> {
  requireSignedIn(actor);
  const found = await graph.getAssets(ids.filter(isId));
  return new Map(
    [...found].filter(([, { level, projectId }]) => level === 'EXAM' && may(actor, 'asset.read', projectId)),
  );
}

/** Runs on each exam that the actor may see, newest first. */
export async function runsOfExams(
  { store }: Reads,
  actor: Actor,
  examIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Run[]>> {
  return store.runsOfExams(examIds.filter(isId), permittedProjects(actor, 'workflow.read'));
}

/** Steps of runs that the actor may see; those of others are absent. */
export async function stepsOfRuns(
  ports: Reads,
  actor: Actor,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StepRun[]>> {
  const found = await ports.store.stepRunsOf([...(await getRuns(ports, actor, runIds)).keys()]);
  return new Map([...found].map(([id, steps]) => [id, steps.map((step) => withVisibleReuse(actor, step))]));
}

/** That an existing result served stays; whose it was only those hear who may see the project it came from. */
function withVisibleReuse(actor: Actor, step: StepRun): StepRun {
  const { reused } = step;
  if (!reused || reused.projectId === null || may(actor, 'asset.read', reused.projectId)) return step;
  return { ...step, reused: { ...reused, activityId: '', projectId: null, runId: null, by: 'another project' } };
}

/** What the steps had come to before they were set back, of runs that the actor may see. */
export async function roundsOfSteps(
  ports: Reads,
  actor: Actor,
  stepRunIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StepRound[]>> {
  return ports.store.roundsOf(await visibleSteps(ports, actor, stepRunIds));
}

/** What the steps send out of the hub, of runs that the actor may see. */
export async function messagesOfSteps(
  ports: Reads & Pick<WorkflowPorts, 'messages'>,
  actor: Actor,
  stepRunIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RunMessage[]>> {
  return ports.messages.messagesOfSteps(await visibleSteps(ports, actor, stepRunIds));
}

async function visibleSteps(ports: Reads, actor: Actor, stepRunIds: readonly string[]): Promise<readonly string[]> {
  const steps = await ports.store.getStepRuns(stepRunIds.filter(isId));
  const runs = await getRuns(ports, actor, [...new Set([...steps.values()].map(({ runId }) => runId))]);
  return [...steps.values()].filter(({ runId }) => runs.has(runId)).map(({ id }) => id);
}

/** The task of each step, of projects that the actor may see. */
export async function tasksOfSteps(
  { store }: Reads,
  actor: Actor,
  stepRunIds: readonly string[],
): Promise<ReadonlyMap<string, Task>> {
  requireSignedIn(actor);
  return visible(actor, await store.tasksOfSteps(stepRunIds.filter(isId)), (one) => one.projectId);
}

export async function getTasks(
  { store }: Reads,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Task>> {
  requireSignedIn(actor);
  return visible(actor, await store.getTasks(ids.filter(isId)), (one) => one.projectId);
}

/** Tasks that the actor may complete (or could have), oldest first. */
export async function listTasks(
  { store, people }: Pick<WorkflowPorts, 'store' | 'people'>,
  actor: Actor,
  projectId: string | null,
  state: TaskState | null,
  first: number,
): Promise<readonly Task[]> {
  const scope = scopeOf(actor, projectId);
  requirePage(first);
  return (await store.findTasks(scope, state)).filter(await taskAccess({ people }, actor)).slice(0, first);
}

/**
 * Those of them that the actor may see: one's own. A token narrowed to some projects sees what runs of these told, and nothing of the hub as
 * a whole.
 */
export async function ownNotifications(
  { store }: Reads,
  actor: Actor,
  found: ReadonlyMap<string, Notification>,
): Promise<ReadonlyMap<string, Notification>> {
  const own = [...found].filter(([, one]) => actor.kind === 'user' && one.userId === actor.id);
  if (narrowedTo(actor) === null) return new Map(own);
  const runs = await store.getRuns(own.flatMap(([, { runId }]) => runId ?? []));
  return new Map(
    own.filter(([, { runId }]) => {
      const run = runId === null ? undefined : runs.get(runId);
      return run !== undefined && may(actor, 'workflow.read', run.projectId);
    }),
  );
}

/** The actor's own notifications among these, see `ownNotifications`. */
export async function getNotifications(
  reads: Reads,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Notification>> {
  requireSignedIn(actor);
  return ownNotifications(reads, actor, await reads.store.getNotifications(ids.filter(isId)));
}

/** The actor's own, newest first, see `ownNotifications`. */
export async function listNotifications(
  { store }: Reads,
  actor: Actor,
  first: number,
): Promise<readonly Notification[]> {
  requireSignedIn(actor);
  requirePage(first);
  if (actor.kind !== 'user') return [];
  if (narrowedTo(actor) === null) return store.notificationsOf(actor.id, first);
  const scope = permittedProjects(actor, 'workflow.read');
  return store.notificationsOf(actor.id, first, scope === 'ALL' ? [] : scope);
}
