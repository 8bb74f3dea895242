import { requireLiving } from '../assets/living.ts';
import { requirePermitted } from '../assets/require-permitted.ts';
import type { Asset } from '../assets/asset.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, may, narrowedTo, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { NewRun, NewStepRun } from '../ports/workflow-store.ts';
import { advance } from './advance.ts';
import { cancelRun } from './cancel-run.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { requirePromoted, startableWorkflows } from './promoted.ts';
import { gathering } from './gathered-changes.ts';
import { publishChange } from './run-events.ts';
import type { ReusePolicy, Run, RunPriority, Workflow } from './run.ts';
import { permittedItems } from './permitted-items.ts';
import { itemsOf } from './run-items.ts';
import { refuseFull } from './run-room.ts';
import { withinTree } from './run-tree.ts';
import { storedDefinition } from './validate-definition.ts';

export interface StartRunInput {
  readonly workflowId: string;
  readonly examId: string;
  /** Null: as the workflow says. */
  readonly reuse: ReusePolicy | null;
  readonly clientKey: string | null;
  /** @default NORMAL */
  readonly priority?: RunPriority | undefined;
}

/**
 * The run that was started, or, for a client key used before, the one it started then.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN, NOT_PROMOTED in a trial, OUTSIDE_CONTEXT where the exam's contexts do not permit the workflow
 */
export async function startRun(ports: WorkflowPorts, actor: Actor, input: StartRunInput): Promise<Run> {
  requireSignedIn(actor);
  const workflow = (await ports.store.getWorkflows([input.workflowId].filter(isId))).get(input.workflowId);
  if (!workflow || !may(actor, 'workflow.read', workflow.projectId)) throw notFound('workflow');
  authorize(actor, 'workflow.run', workflow.projectId);
  const definition = storedDefinition(workflow.document);
  await requireStarter(ports, actor, workflow);
  if (input.clientKey !== null && (input.clientKey.length < 1 || input.clientKey.length > 200)) {
    throw badInput('input.clientKey', '1 to 200 characters', input.clientKey);
  }
  const exam = (await ports.graph.getAssets([input.examId].filter(isId))).get(input.examId);
  if (exam?.level !== 'EXAM' || exam.projectId !== workflow.projectId) throw notFound("exam of the workflow's project");
  requireLiving('input.examId', exam);
  const by = actor.kind === 'user' ? actor.id : actor.name;
  const id = input.clientKey === null ? newId() : nameId('run', workflow.id, exam.id, by, input.clientKey);
  const run: NewRun = {
    id,
    workflowId: workflow.id,
    projectId: workflow.projectId,
    examId: exam.id,
    reuse: input.reuse ?? definition.reuse,
    priority: input.priority ?? 'NORMAL',
    ...startedAs(actor),
  };
  return startAsked(ports, actor, { run, exam, definition, workflow, reason: null, oldValue: null, settings: {} });
}

/** As whom the run works: what it finds of other projects is what they may see, at most what their token leaves of that. */
export function startedAs(actor: Actor): Pick<Run, 'startedBy' | 'startedById' | 'startedWithin'> {
  const within = narrowedTo(actor);
  return {
    startedBy: actorName(actor),
    startedById: actor.kind === 'user' ? actor.id : null,
    startedWithin: within && [...within].toSorted(),
  };
}

/** A run that a person or a token starts. */
export interface PersonalStart {
  readonly run: NewRun;
  readonly exam: Asset;
  readonly definition: WorkflowDefinition;
  readonly workflow: Workflow;
  /** For the audit trail, as are what it follows on and what it changes. */
  readonly reason: string | null;
  readonly oldValue: JsonObject | null;
  readonly settings: JsonObject;
}

/** The run, started and audited now, or the one of that id that was started before. @throws QUOTA_EXCEEDED, OUTSIDE_CONTEXT, NOT_PROMOTED in a trial */
export async function startAsked(
  ports: WorkflowPorts,
  actor: Actor,
  { run, exam, definition, workflow, reason, oldValue, settings }: PersonalStart,
): Promise<Run> {
  return ports.transactor.transact(async () => {
    // First, so that of two equal requests the later one sees the run, however full the project is then.
    const quota = await ports.quotas.hold(workflow.projectId);
    const before = (await ports.store.getRuns([run.id])).get(run.id);
    if (before) return before;
    refuseFull(quota);
    // Until it has begun, the project becomes no trial, and nothing is withdrawn.
    await ports.promotions.lockConfiguration(run.projectId, 'SHARED');
    await requirePromoted(ports, workflow, { parameters: run.parameters ?? null, reuse: run.reuse });
    await requirePermitted(ports, actor, exam, 'WORKFLOW', workflow.name);
    if (await begin(ports, run, definition, workflow)) {
      const { name, version } = workflow;
      await ports.audit.append({
        actor: run.startedBy,
        action: 'run.started',
        target: `run:${run.id}`,
        projectId: run.projectId,
        reason,
        oldValue,
        newValue: { workflow: name, version, examId: exam.id, reuse: run.reuse, ...settings },
      });
    }
    return existing(ports, run.id);
  });
}

/**
 * Passes for who may start the workflow by the roles that its newest version (in a trial: the newest promoted one) names, whichever is meant.
 * @throws FORBIDDEN
 */
export async function requireStarter(
  ports: Pick<WorkflowPorts, 'store' | 'promotions'>,
  actor: Actor,
  { projectId, name }: Pick<Workflow, 'projectId' | 'name'>,
): Promise<void> {
  const newest = (await startableWorkflows(ports, projectId)).find((one) => one.name === name);
  if (!newest) return;
  const definition = storedDefinition(newest.document);
  if (hasRole(actor, newest, definition)) return;
  throw new HubError('FORBIDDEN', `this workflow is started by ${definition.roles?.join(', ') ?? ''} alone`);
}

/** Whether the actor has one of the roles that the workflow names, where it names some. */
export function hasRole(actor: Actor, { projectId }: Workflow, { roles }: WorkflowDefinition): boolean {
  if (roles === null || actor.kind !== 'user' || actor.isAdministrator) return true;
  const held = actor.memberships.get(projectId);
  return roles.some((role) => held?.has(role) === true);
}

/** The run that was just made. @throws INTERNAL_SERVER_ERROR */
export async function existing(ports: WorkflowPorts, id: string): Promise<Run> {
  const run = (await ports.store.getRuns([id])).get(id);
  if (!run) throw new HubError('INTERNAL_SERVER_ERROR', `run ${id} is gone`);
  return run;
}

/**
 * Makes the run with a step for each item, and sets it going; false when it is there already.
 * @param rootId the outermost of the runs that it is a part of
 */
export async function begin(
  given: WorkflowPorts,
  run: NewRun,
  definition: WorkflowDefinition,
  workflow: Workflow,
  afterMaking: () => Promise<void> = () => Promise.resolve(),
  rootId: string = run.id,
): Promise<boolean> {
  if ((await given.store.getRuns([run.id])).has(run.id)) return false;
  const ports = gathering(given);
  const { id: runId, examId: id, projectId } = run;
  const found = await permittedItems(ports, workflow.name, { id, projectId }, definition.steps);
  const items = await withinTree(ports, { id: runId, rootId }, definition.steps, found);
  const steps = definition.steps.flatMap((step): NewStepRun[] =>
    itemsOf(step, items).map((itemId) => ({
      id: nameId('step-run', runId, step.id, itemId ?? ''),
      step: step.id,
      uses: step.uses,
      itemId,
    })),
  );
  if (!(await ports.store.createRun(run, steps))) return false;
  await afterMaking();
  const message = `run: started ${workflow.name} version ${String(workflow.version)} (${String(items.series.length)} series)`;
  await publishChange(ports.feed, run, { message, step: null, state: null, runState: 'RUNNING' });
  if (items.problem === null) await advance(ports, run.id);
  else {
    await ports.feed.tell();
    await cancelRun(given, run.id, items.problem);
  }
  return true;
}
