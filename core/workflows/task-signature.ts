import { badInput } from '../errors.ts';
import { newId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { Person } from '../policy/policy.ts';
import { contentHash } from '../provenance/reuse-key.ts';
import { confirmPerson, passwordField, printedName } from '../signatures/confirm-person.ts';
import { hashOf, isSigned } from '../signatures/signed.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepOutputRef, Task, TaskDecision } from './run.ts';
import type { TaskOutcome } from './task-spec.ts';
import type { SignedMeaning, SignedTask, TaskSignature } from './signed-task.ts';
import type { TaskContext } from './task-context.ts';

/** What is decided, before it is signed. */
export type Undersigned = Pick<TaskDecision, 'outcome' | 'comment' | 'answers' | 'at'> & {
  readonly outputs: readonly StepOutputRef[];
};

/** One who may sign now. */
export interface TaskSigner {
  readonly person: Person;
  readonly name: string;
}

/**
 * Makes sure of the person, outside of the transaction of the decision: a wrong password counts, whatever becomes of that. Null
 * where the task asks for no signature.
 * @throws BAD_USER_INPUT (a password is needed, or none is asked for), UNAUTHENTICATED (a wrong one, or too many)
 */
export async function taskSigner(
  ports: Pick<WorkflowPorts, 'people' | 'audit'>,
  task: Task,
  person: Person,
  password: string | null,
): Promise<TaskSigner | null> {
  if (task.spec.signature === null) {
    if (password !== null) throw badInput('input.signature', 'nothing, since the task asks for no signature', '...');
    return null;
  }
  if (password === null) throw badInput(passwordField, 'your password: the task asks for a signature', null);
  await confirmPerson(ports, person, `task:${task.id}`, task.projectId, password);
  return { person, name: await printedName(ports.people, person) };
}

function meaningOf({ spec }: Task, outcome: TaskOutcome): SignedMeaning {
  if (outcome === 'REJECTED') return 'REJECTION';
  if (outcome === 'SENT_BACK') return 'RESPONSIBILITY';
  return ({ approval: 'APPROVAL', review: 'REVIEW', responsibility: 'RESPONSIBILITY' } as const)[
    spec.signature?.meaning ?? 'approval'
  ];
}

/** Signs in the transaction of the decision. */
export async function signTask(
  { certifier }: Pick<WorkflowPorts, 'certifier'>,
  { person, name }: TaskSigner,
  task: Task,
  { run, stepRun, seen }: TaskContext,
  { outcome, comment, answers, outputs, at }: Undersigned,
): Promise<TaskSignature> {
  const lines = seen.map(({ asset }) => `${asset.id} ${contentHash(asset)}\n`).toSorted();
  const document: SignedTask = {
    type: 'PESSCARA task signature',
    version: 1,
    id: newId(),
    task: {
      id: task.id,
      title: task.title,
      project: task.projectId,
      run: run.id,
      exam: run.examId,
      step: stepRun.step,
    },
    inputs: { count: lines.length, digest: sha256(lines.join('')) },
    outcome,
    meaning: meaningOf(task, outcome),
    comment,
    values: answers,
    outputs: outputs.map(({ assetId }) => assetId),
    signer: { account: person.id, username: person.username, name },
    signedAt: at.toISOString(),
    signedWith: 'PASSWORD',
  };
  return { document, jws: await certifier.sign(document) };
}

/** A signature with whether it fits the decision that it is of: VALID, or BROKEN (changed since, or of another one). */
export interface ShownTaskSignature extends TaskSignature {
  readonly hash: string;
  readonly state: 'VALID' | 'BROKEN';
}

export async function shownSignature(
  { certifier }: Pick<WorkflowPorts, 'certifier'>,
  decision: TaskDecision,
): Promise<ShownTaskSignature | null> {
  const { signature } = decision;
  if (signature === null) return null;
  const { document, jws } = signature;
  const hash = hashOf(document);
  const fits = (await isSigned(certifier, document, jws)) && agrees(document, decision);
  return { document, jws, hash, state: fits ? 'VALID' : 'BROKEN' };
}

function agrees(document: SignedTask, decision: TaskDecision): boolean {
  const said = hashOf({
    task: document.task.id,
    person: document.signer.account,
    username: document.signer.username,
    outcome: document.outcome,
    comment: document.comment,
    values: document.values,
    outputs: document.outputs,
    at: document.signedAt,
  });
  const kept = hashOf({
    task: decision.taskId,
    person: decision.personId,
    username: decision.username,
    outcome: decision.outcome,
    comment: decision.comment,
    values: decision.answers,
    outputs: decision.outputs.map(({ assetId }) => assetId),
    at: decision.at.toISOString(),
  });
  return said === kept;
}
