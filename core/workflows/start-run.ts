import { requireLiving } from '../assets/living.ts';
import { refusalsOf, requirePermitted } from '../assets/require-permitted.ts';
import type { Asset } from '../assets/asset.ts';
import { badInput, HubError, notFound, type ErrorCode } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, may, narrowedTo, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { NewRun, NewStepRun } from '../ports/workflow-store.ts';
import { advance } from './advance.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { requirePromoted, startableWorkflows, whyNotPromoted } from './promoted.ts';
import { publishChange } from './run-events.ts';
import type { ReusePolicy, Run, RunPriority, Workflow } from './run.ts';
import { permittedItems } from './permitted-items.ts';
import { itemsOf } from './run-items.ts';
import { isExamTrigger, type ExamTrigger } from './trigger.ts';
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

/** The run, started and audited now, or the one of that id that was started before. @throws OUTSIDE_CONTEXT, NOT_PROMOTED in a trial */
export async function startAsked(
  ports: WorkflowPorts,
  actor: Actor,
  { run, exam, definition, workflow, reason, oldValue, settings }: PersonalStart,
): Promise<Run> {
  return ports.transactor.transact(async () => {
    const before = (await ports.store.getRuns([run.id])).get(run.id);
    if (before) return before;
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

async function existing(ports: WorkflowPorts, id: string): Promise<Run> {
  const run = (await ports.store.getRuns([id])).get(id);
  if (!run) throw new HubError('INTERNAL_SERVER_ERROR', `run ${id} is gone`);
  return run;
}

/**
 * Starts the runs that an event causes: one for each workflow of the project whose trigger fits. `eventKey` names the event:
 * the same key never starts a second run of the same workflow, also when the workflow has a new version since.
 */
export async function startByEvent(ports: WorkflowPorts, event: JsonObject, eventKey: string): Promise<void> {
  const { event: name, projectId, examId, startedBy, startedById, completion } = event;
  // Whatever becomes of its protocol later, it is the same completion.
  const key = typeof completion === 'string' ? completion : eventKey;
  if (typeof projectId !== 'string' || typeof examId !== 'string')
    throw badInput('payload', 'projectId and examId', JSON.stringify(event));
  const exam = (await ports.graph.getAssets([examId].filter(isId))).get(examId);
  if (exam?.level !== 'EXAM' || exam.projectId !== projectId) throw notFound('exam of that event');
  // Withdrawn between its registration and this.
  if (exam.withdrawn) return;
  for (const workflow of await startableWorkflows(ports, projectId)) {
    const definition = storedDefinition(workflow.document);
    const candidates = definition.triggers.filter(isExamTrigger);
    const fitting = candidates.filter((one) => one.on === name && protocolFits(one, event));
    const trigger = await firstOfModality(ports, fitting, examId);
    if (!trigger) continue;
    const by = typeof startedBy === 'string' ? startedBy : `event:${trigger.on}`;
    const byId = typeof startedById === 'string' && isId(startedById) ? startedById : null;
    await startOnce(ports, exam, workflow, key, by, byId);
  }
}

/**
 * The run of the workflow that an event starts on the exam, or that it started before; why there is none where it is refused, which the audit
 * trail says. The key names the event.
 */
export async function startOnce(
  ports: WorkflowPorts,
  exam: Asset,
  workflow: Workflow,
  key: string,
  startedBy: string,
  startedById: string | null = null,
): Promise<Run | Refusal> {
  const definition = storedDefinition(workflow.document);
  const run: NewRun = {
    id: nameId('run-of-event', workflow.projectId, workflow.name, exam.id, key),
    workflowId: workflow.id,
    projectId: workflow.projectId,
    examId: exam.id,
    reuse: definition.reuse,
    startedBy,
    startedById,
  };
  return ports.transactor.transact(async () => {
    const before = (await ports.store.getRuns([run.id])).get(run.id);
    if (before) return before;
    await ports.promotions.lockConfiguration(run.projectId, 'SHARED');
    const unpromoted = await whyNotPromoted(ports, workflow);
    if (unpromoted !== null) {
      await auditRefusal(ports, `asset:${exam.id}`, workflow, 'NOT_PROMOTED', { why: unpromoted });
      return 'NOT_PROMOTED';
    }
    if (await isRefused(ports, exam, workflow)) return 'OUTSIDE_CONTEXT';
    await begin(ports, run, definition, workflow);
    return existing(ports, run.id);
  });
}

const events: Actor = { kind: 'service', name: 'events' };

/** Why an event starts nothing. */
type Refusal = Extract<ErrorCode, 'OUTSIDE_CONTEXT' | 'NOT_PROMOTED'>;

/** Notes that an event was kept from starting the workflow. */
export async function auditRefusal(
  { audit }: Pick<WorkflowPorts, 'audit'>,
  target: string,
  { id, name, projectId }: Workflow,
  reason: Refusal,
  more: JsonObject,
): Promise<void> {
  await audit.append({
    actor: actorName(events),
    action: 'run.refused',
    target,
    projectId,
    reason,
    oldValue: null,
    newValue: { workflow: name, workflowId: id, ...more },
  });
}

/** Whether the exam's contexts keep an event from starting the workflow, whatever the roles; the audit trail says so. */
export async function isRefused(ports: WorkflowPorts, exam: Asset, workflow: Workflow): Promise<boolean> {
  const refusals = await refusalsOf(ports, events, exam, 'WORKFLOW', workflow.name);
  if (refusals === null) return false;
  const rules = refusals.map((one) => ({ ...one }));
  await auditRefusal(ports, `asset:${exam.id}`, workflow, 'OUTSIDE_CONTEXT', { rules });
  return true;
}

/** An event that tells of the protocol's state alone starts only what waits for a state. */
function protocolFits({ protocol }: ExamTrigger, { protocol: state, isStateAlone }: JsonObject): boolean {
  return protocol === null ? isStateAlone !== true : protocol.some((one) => one === state);
}

/** The first of them whose modality a series of the exam has. */
async function firstOfModality(
  ports: WorkflowPorts,
  triggers: readonly ExamTrigger[],
  examId: string,
): Promise<ExamTrigger | undefined> {
  if (triggers.every(({ modality }) => modality === null)) return triggers[0];
  const series = (await ports.graph.childrenOf([examId], 'SERIES')).get(examId) ?? [];
  const modalities = series.flatMap(({ properties: { modality } }) => (typeof modality === 'string' ? [modality] : []));
  return triggers.find(({ modality }) => modality === null || modalities.some((one) => modality.includes(one)));
}

/** Makes the run with a step for each item, and sets it going; false when it is there already. */
export async function begin(
  ports: WorkflowPorts,
  run: NewRun,
  definition: WorkflowDefinition,
  workflow: Workflow,
  afterMaking: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const items = await permittedItems(ports, workflow.name, run.examId, definition.steps);
  const steps = definition.steps.flatMap((step): NewStepRun[] =>
    itemsOf(step, items).map((itemId) => ({
      id: nameId('step-run', run.id, step.id, itemId ?? ''),
      step: step.id,
      uses: step.uses,
      itemId,
    })),
  );
  if (!(await ports.store.createRun(run, steps))) return false;
  await afterMaking();
  const message = `run: started ${workflow.name} version ${String(workflow.version)} (${String(items.series.length)} series)`;
  await publishChange(ports.feed, run, { message, step: null, state: null, runState: 'RUNNING' });
  await advance(ports, run.id);
  return true;
}
