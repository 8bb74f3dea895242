import { badInput, HubError, notFound } from '../errors.ts';
import { nameId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Actor, Person } from '../policy/policy.ts';
import { resumeAfterDecision } from './ask-reuse.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import type { Run, StepOutputRef, Task, TaskDecision } from './run.ts';
import type { TaskOutcome } from './task-spec.ts';
import { requireFree, requireTask } from './task-access.ts';
import { checkedAnswers } from './task-answers.ts';
import { lookedAt, type TaskContext } from './task-context.ts';
import { endHumanStep } from './task-ends.ts';
import { decisionsOf, refuseMakers, refuseWhoDecided } from './task-eyes.ts';
import { tellTasks } from './task-events.ts';
import { checkedOutputs, type GivenOutput } from './task-outputs.ts';
import { signTask, taskSigner, type TaskSigner } from './task-signature.ts';

export interface CompleteTaskInput {
  readonly taskId: string;
  readonly outcome: TaskOutcome;
  /** Why; an approval may go without. */
  readonly comment: string | null;
  /** What was filled in, by names of the form's fields. @default nothing */
  readonly values?: JsonObject | null | undefined;
  /** The step that is done again, with SENT_BACK. @default the only one that the task may be sent back to */
  readonly sendBackTo?: string | null | undefined;
  /** What was handed in. @default nothing */
  readonly outputs?: readonly GivenOutput[] | null | undefined;
  /** Their own password, where the task asks for a signature. */
  readonly signature?: { readonly password: string } | null | undefined;
}

/** The input, checked as far as it can be without a lock. */
interface Checked {
  readonly outcome: TaskOutcome;
  readonly comment: string | null;
  readonly answers: JsonObject;
  readonly sendBackTo: string | null;
  readonly outputs: readonly GivenOutput[];
}

/**
 * The task after this person's decision. Of a human step, APPROVED lets the run go on (where two people have to, after the second), REJECTED
 * ends it as its definition says, SENT_BACK does an earlier step again with all that depends on it; the decision becomes an asset with
 * its own provenance, and is never reused. Of a question for reuse, APPROVED takes the existing result, REJECTED computes it again. Every
 * decision is audited. The same person's same outcome again is no error.
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT when it was completed otherwise or by others, somebody else has it, or it was sent back too often;
 *   BAD_USER_INPUT, UNAUTHENTICATED for a wrong password
 */
export async function completeTask(ports: WorkflowPorts, actor: Actor, input: CompleteTaskInput): Promise<Task> {
  const { task: found, person } = await requireTask(ports, actor, input.taskId);
  const checked = checkedInput(found, input);
  const said = decidedBefore(await decisionsOf(ports, found), found, person, input.outcome);
  if (said) return said;
  requireFree(found, person.id);
  const signer = await taskSigner(ports, found, person, input.signature?.password ?? null);
  return ports.transactor.transact(async () => {
    await ports.withdrawals.holdOff();
    const run = await ports.store.lockRun(found.runId);
    const task = await ports.store.lockTask(found.id);
    if (!run || !task) throw notFound('task');
    const decided = await decisionsOf(ports, task);
    const saidNow = decidedBefore(decided, task, person, input.outcome);
    if (saidNow) return saidNow;
    requireFree(task, person.id);
    refuseWhoDecided(decided, person);
    await decide(ports, run, task, decided, person, checked, signer);
    return (await ports.store.getTasks([task.id])).get(task.id) ?? task;
  });
}

/**
 * The task as it is, for a person whose same decision is kept already, whatever others said since; null where this one may still be made.
 * @throws CONFLICT when the task has ended, with no such decision
 */
function decidedBefore(
  decisions: readonly TaskDecision[],
  task: Task,
  { id }: Person,
  outcome: TaskOutcome,
): Task | null {
  const mine = decisions.find(({ personId }) => personId === id);
  if (mine?.outcome === outcome) return task;
  if (task.state === 'OPEN') return null;
  const by = task.completedBy === null ? '' : `, by ${task.completedBy}`;
  throw new HubError('CONFLICT', `the task is ${task.state} already${by}`);
}

function checkedInput({ spec }: Task, input: CompleteTaskInput): Checked {
  const { outcome } = input;
  const comment = input.comment?.trim() ?? '';
  if (outcome !== 'APPROVED' && comment === '')
    throw badInput('input.comment', `why it is ${outcome === 'REJECTED' ? 'rejected' : 'sent back'}`, input.comment);
  if (comment.length > 4000 || comment.includes('\u0000') || !comment.isWellFormed())
    throw badInput('input.comment', 'up to 4000 characters', comment);
  const { sendBackTo: steps } = spec;
  let sendBackTo = input.sendBackTo ?? null;
  if (outcome === 'SENT_BACK') {
    sendBackTo ??= steps.length === 1 ? (steps[0] ?? null) : null;
    if (steps.length === 0) throw badInput('input.outcome', 'APPROVED or REJECTED: nothing else is permitted', outcome);
    if (sendBackTo === null || !steps.includes(sendBackTo))
      throw badInput('input.sendBackTo', `one of ${steps.join(', ')}`, sendBackTo);
  } else if (sendBackTo !== null) throw badInput('input.sendBackTo', 'nothing, but with SENT_BACK', sendBackTo);
  return {
    outcome,
    comment: comment === '' ? null : comment,
    // Of two people the second one may leave what the first has filled in: what is required is looked at with that.
    answers: checkedAnswers(spec, input.values ?? {}, false),
    sendBackTo,
    outputs: input.outputs ?? [],
  };
}

async function decide(
  ports: WorkflowPorts,
  run: Run,
  task: Task,
  before: readonly TaskDecision[],
  person: Person,
  { outcome, comment, answers, sendBackTo, outputs: given }: Checked,
  signer: TaskSigner | null,
): Promise<void> {
  const context = await lookedAt(ports, task);
  await refuseMakers(ports, task, person);
  if (outcome === 'SENT_BACK' && (await ports.store.countSentBack(task.stepRunId)) >= task.spec.maxRounds)
    throw new HubError(
      'CONFLICT',
      `the step was sent back ${String(task.spec.maxRounds)} times, which is all it may be`,
    );
  const isApproval = outcome === 'APPROVED';
  const all = checkedAnswers(task.spec, { ...before.at(-1)?.answers, ...answers }, isApproval);
  const outputs = await outputsOf(ports, person, task, context, given, before.at(-1), isApproval);
  const at = new Date();
  const decision = { outcome, comment, answers: task.spec.form.length === 0 ? null : all, outputs, at };
  const kept: TaskDecision = {
    ...decision,
    id: nameId('task-decision', task.id, person.id),
    taskId: task.id,
    personId: person.id,
    username: person.username,
    signature: signer && (await signTask(ports, signer, task, context, decision)),
  };
  await ports.store.putDecision(kept);
  await ports.store.releaseTask(task.id);
  const decisions = [...before, kept];
  const waits = isApproval && decisions.length < task.spec.people;
  if (waits) {
    const message = stepMessage(
      context.stepRun.step,
      `approved by ${person.username}, waits for a second person`,
      null,
    );
    const change = { message, step: context.stepRun.step, state: 'WAITING', runState: null } as const;
    await publishChange(ports.feed, run, change);
  } else {
    const end = { ...decision, decisions, sentBackTo: sendBackTo };
    await ports.store.completeTask(task.id, {
      state: outcome,
      completedBy: person.username,
      comment,
      answers: decision.answers,
    });
    if (context.step !== null) await endHumanStep(ports, task, { ...context, run }, end);
    else {
      const said = isApproval ? 'the existing result serves' : 'is computed again';
      await resumeAfterDecision(ports, run, context.stepRun, `${said}, says ${person.username}`);
    }
  }
  await tellTasks(ports.feed, [task], 'CHANGED');
  await ports.audit.append({
    actor: person.username,
    action: { APPROVED: 'task.approved', REJECTED: 'task.rejected', SENT_BACK: 'task.sent-back' }[outcome],
    target: `task:${task.id}`,
    projectId: task.projectId,
    reason: comment,
    oldValue: { state: 'OPEN' },
    newValue: {
      state: waits ? 'OPEN' : outcome,
      runId: run.id,
      ...(sendBackTo === null ? {} : { sentBackTo: sendBackTo }),
      ...(kept.signature === null ? {} : { signature: kept.signature.document.id }),
    },
  });
}

/** What this person handed in; the second of two may leave it at what the first has. */
async function outputsOf(
  ports: WorkflowPorts,
  person: Person,
  task: Task,
  context: TaskContext,
  given: readonly GivenOutput[],
  before: TaskDecision | undefined,
  isApproval: boolean,
): Promise<readonly StepOutputRef[]> {
  if (given.length === 0 && before && before.outputs.length > 0) return before.outputs;
  return checkedOutputs(ports, person, task, context, given, isApproval);
}
