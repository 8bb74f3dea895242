import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { personAgent } from '../provenance/agents.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { advance, definitionOf } from './advance.ts';
import { resumeAfterDecision } from './ask-reuse.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { endFailed, writeResult } from './run-step.ts';
import type { Run, StepRun, Task } from './run.ts';
import { inputsOf } from './step-inputs.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import { tellTasks } from './task-events.ts';

type Person = Extract<Actor, { kind: 'user' }>;

export interface CompleteTaskInput {
  readonly taskId: string;
  readonly outcome: 'APPROVED' | 'REJECTED';
  readonly comment: string | null;
}

/** True when the person may complete the task: by the policy, and by one of the task's roles. */
export function mayComplete(actor: Actor, task: Task): boolean {
  if (actor.kind !== 'user' || !may(actor, 'task.complete', task.projectId)) return false;
  return actor.isAdministrator || task.roles.some((role) => actor.memberships.get(task.projectId)?.has(role) === true);
}

/**
 * The task as completed by this person. Of a human step, APPROVED lets the run go on, REJECTED ends it as its definition says; the
 * decision becomes an asset with its own provenance, and is never reused. Of a question for reuse, APPROVED takes the existing
 * result, REJECTED computes it again. Every decision is audited. The same outcome again is no error.
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT when it was completed otherwise, BAD_USER_INPUT for a rejection without a comment
 */
export async function completeTask(ports: WorkflowPorts, actor: Actor, input: CompleteTaskInput): Promise<Task> {
  requireSignedIn(actor);
  const found = (await ports.store.getTasks([input.taskId].filter(isId))).get(input.taskId);
  if (!found || !may(actor, 'workflow.read', found.projectId)) throw notFound('task');
  authorize(actor, 'task.complete', found.projectId);
  if (actor.kind !== 'user' || !mayComplete(actor, found)) {
    throw new HubError('FORBIDDEN', `this task needs one of the roles ${found.roles.join(', ')} in the project`);
  }
  const comment = input.comment?.trim() ?? '';
  if (input.outcome === 'REJECTED' && comment === '')
    throw badInput('input.comment', 'why it is rejected', input.comment);
  if (comment.length > 4000 || comment.includes('\u0000'))
    throw badInput('input.comment', 'up to 4000 characters', comment);
  return ports.transactor.transact(async () => {
    const run = await ports.store.lockRun(found.runId);
    const task = (await ports.store.getTasks([found.id])).get(found.id);
    if (!run || !task) throw notFound('task');
    if (task.state === input.outcome && task.completedBy !== null) return task;
    if (task.state !== 'OPEN') throw new HubError('CONFLICT', `the task is ${task.state} already`);
    await complete(ports, actor, run, task, input.outcome, comment === '' ? null : comment);
    return (await ports.store.getTasks([task.id])).get(task.id) ?? task;
  });
}

async function complete(
  ports: WorkflowPorts,
  person: Person,
  run: Run,
  task: Task,
  outcome: CompleteTaskInput['outcome'],
  comment: string | null,
): Promise<void> {
  const stepRun = (await ports.store.getStepRuns([task.stepRunId])).get(task.stepRunId);
  if (!stepRun) throw new HubError('INTERNAL_SERVER_ERROR', `task ${task.id} has lost its step`);
  await ports.store.completeTask(task.id, { state: outcome, completedBy: person.username, comment });
  if (stepRun.uses === 'human') await endHumanStep(ports, person, run, task, stepRun, outcome, comment);
  else {
    const decided = outcome === 'APPROVED' ? 'the existing result serves' : 'is computed again';
    await resumeAfterDecision(ports, run, stepRun, `${decided}, says ${person.username}`);
  }
  await tellTasks(ports.feed, [task], 'CHANGED');
  await ports.audit.append({
    actor: person.username,
    action: outcome === 'APPROVED' ? 'task.approved' : 'task.rejected',
    target: `task:${task.id}`,
    projectId: task.projectId,
    reason: comment,
    oldValue: { state: 'OPEN' },
    newValue: { state: outcome, runId: run.id },
  });
}

async function endHumanStep(
  ports: WorkflowPorts,
  person: Person,
  run: Run,
  task: Task,
  stepRun: StepRun,
  outcome: CompleteTaskInput['outcome'],
  comment: string | null,
): Promise<void> {
  const result = await decision(ports, person, run, task, outcome, comment);
  const audited = await writeResult(ports, stepRun.id, result);
  if (outcome === 'REJECTED') {
    await endFailed(
      ports,
      run,
      stepRun.id,
      null,
      stepRun.step,
      null,
      `rejected by ${person.username}: ${comment ?? ''}`,
    );
  } else {
    await ports.store.endStep(stepRun.id, null, {
      state: 'COMPLETED',
      reason: null,
      log: null,
      outputs: result.outputs,
      reused: null,
    });
    const message = stepMessage(stepRun.step, `approved by ${person.username}`, null);
    await publishChange(ports.feed, run, {
      message,
      step: stepRun.step,
      stepRunId: stepRun.id,
      state: 'COMPLETED',
      runState: null,
    });
    await advance(ports, run.id);
  }
  if (audited) await ports.audit.append(audited);
}

/** The person's decision as an asset, with the activity that made it and what was looked at. */
async function decision(
  ports: WorkflowPorts,
  person: Person,
  run: Run,
  task: Task,
  outcome: string,
  comment: string | null,
): Promise<StepResult> {
  const definition = await definitionOf(ports, run);
  const runSteps = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
  const stepRun = runSteps.find((one) => one.id === task.stepRunId);
  const step = definition.steps.find((one) => one.id === stepRun?.step);
  const exam = (await ports.graph.getAssets([run.examId])).get(run.examId);
  if (!stepRun || !step || !exam)
    throw new HubError('INTERNAL_SERVER_ERROR', `task ${task.id} has lost its step or exam`);
  const seen = await inputsOf(ports, definition, step, stepRun, runSteps, exam);
  const assetId = nameId('review', task.id);
  const at = new Date();
  const activity: ProvActivity = {
    id: nameId('review-activity', task.id),
    projectId: run.projectId,
    method: 'pesscara/human-review',
    methodVersion: '1',
    parameters: { title: task.title, outcome, comment },
    reuseKey: null,
    startedAt: task.createdAt,
    endedAt: at,
    runId: run.id,
    used: seen.map(({ asset }) => ({ assetId: asset.id, role: 'reviewed' })),
    generated: [{ assetId, role: 'review' }],
    agents: [{ agent: personAgent(person.id, person.username), role: 'reviewer' }],
    ...recordedByHub('workflow'),
  };
  return {
    ...emptyResult,
    assets: [
      {
        id: assetId,
        projectId: run.projectId,
        level: 'DERIVED',
        kind: 'review',
        label: `${task.title}: ${outcome.toLowerCase()}`,
        properties: { outcome, comment, reviewedBy: person.username, reviewedAt: at.toISOString() },
        content: null,
        createdBy: person.username,
        parentIds: [exam.id],
      },
    ],
    activities: [activity],
    outputs: [{ assetId, kind: 'review', role: 'review' }],
  };
}
