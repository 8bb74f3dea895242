import type { Asset } from '../assets/asset.ts';
import { refusalsOf } from '../assets/require-permitted.ts';
import { badInput, notFound, type ErrorCode } from '../errors.ts';
import { isId, nameId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { NewRun } from '../ports/workflow-store.ts';
import { startsByItself } from './paused-triggers.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows, whyNotPromoted } from './promoted.ts';
import { callWaiting, hasRoom } from './run-room.ts';
import type { Run, Workflow } from './run.ts';
import { begin, existing } from './start-run.ts';
import { isExamTrigger, type ExamTrigger, type Trigger } from './trigger.ts';
import { storedDefinition } from './validate-definition.ts';

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
    if (!trigger || !(await startsByItself(ports, workflow))) continue;
    await startOnce(ports, exam, workflow, {
      key,
      on: trigger.on,
      startedBy: typeof startedBy === 'string' ? startedBy : `event:${trigger.on}`,
      startedById: typeof startedById === 'string' && isId(startedById) ? startedById : null,
    });
  }
}

/** What starts runs by itself. */
export interface StartingEvent {
  /** Names the event. */
  readonly key: string;
  /** What happened; null where that is not known any more. */
  readonly on: Trigger['on'] | null;
  readonly startedBy: string;
  readonly startedById?: string | null;
  /** The run whose change it is; absent: none. */
  readonly causeRunId?: string | undefined;
  /** Whether it waits where the project has no room, or nothing becomes of it now. @default 'WAIT' */
  readonly ifFull?: 'WAIT' | 'STOP';
}

/**
 * The run of the workflow that an event starts on the exam, or that it started before; why there is none where it is refused, which the audit
 * trail says. Where the project has no room it waits, and starts by itself later (`waiting-starts.ts`).
 */
export async function startOnce(
  ports: WorkflowPorts,
  exam: Asset,
  workflow: Workflow,
  { key, on, startedBy, startedById = null, causeRunId, ifFull = 'WAIT' }: StartingEvent,
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
    const against = await rulesAgainst(ports, exam, workflow);
    if (against) {
      await auditRefusal(ports, `asset:${exam.id}`, workflow, 'OUTSIDE_CONTEXT', against);
      return 'OUTSIDE_CONTEXT';
    }
    if (!(await hasRoom(ports, run.projectId, ifFull === 'STOP'))) {
      if (ifFull === 'WAIT') {
        const { id: runId, projectId, examId } = run;
        const waiting = { runId, projectId, examId, workflow: workflow.name, key, on, startedBy, startedById };
        await ports.quotas.wait({ ...waiting, causeRunId: causeRunId ?? null });
        await callWaiting(ports, projectId);
      }
      return 'QUOTA_EXCEEDED';
    }
    await begin(ports, run, definition, workflow, async () => {
      if (causeRunId !== undefined) await ports.triggers.noteCause(run.id, causeRunId);
    });
    return existing(ports, run.id);
  });
}

const events: Actor = { kind: 'service', name: 'events' };

/** Why an event starts nothing. */
type Refusal = Extract<ErrorCode, 'OUTSIDE_CONTEXT' | 'NOT_PROMOTED' | 'QUOTA_EXCEEDED'>;

/** Notes that an event was kept from starting the workflow; `id` null: it is not known which version that would have been. */
export async function auditRefusal(
  { audit }: Pick<WorkflowPorts, 'audit'>,
  target: string,
  { id, name, projectId }: Pick<Workflow, 'name' | 'projectId'> & { readonly id: string | null },
  reason: ErrorCode | 'NO_END' | 'NO_TRIGGER',
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

/** The rules of the exam's contexts that keep an event from starting the workflow, whatever the roles; null: none do. */
export async function rulesAgainst(
  ports: WorkflowPorts,
  exam: Asset,
  workflow: Workflow,
): Promise<{ readonly rules: readonly JsonObject[] } | null> {
  const refusals = await refusalsOf(ports, events, exam, 'WORKFLOW', workflow.name);
  return refusals && { rules: refusals.map((one) => ({ ...one })) };
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
