import { badInput } from '../errors.ts';
import { newId } from '../ids.ts';
import { sha256, type JsonObject } from '../json.ts';
import type { Person } from '../policy/policy.ts';
import { contentHash } from '../provenance/reuse-key.ts';
import { confirmPerson, passwordField, printedName } from '../signatures/confirm-person.ts';
import { hashOf, isSigned, type SignedWith } from '../signatures/signed.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepOutputRef, Task, TaskDecision, TaskOutcome } from './run.ts';
import type { TaskContext } from './task-context.ts';

/** What the signing of a task means (21 CFR 11.50(a)(3)). */
export type SignedMeaning = 'APPROVAL' | 'REVIEW' | 'RESPONSIBILITY' | 'REJECTION';

/** What a signature is bound to: its hash changes with any of it. */
export interface SignedTask extends JsonObject {
  readonly type: 'PESSCARA task signature';
  readonly version: 1;
  readonly id: string;
  readonly task: {
    readonly id: string;
    readonly title: string;
    readonly project: string;
    readonly run: string;
    readonly exam: string;
    readonly step: string;
  };
  /** What was looked at. The digest is the SHA-256 of a line `<asset id> <hash of its content>` each, in order of id. */
  readonly inputs: { readonly count: number; readonly digest: string };
  readonly outcome: TaskOutcome;
  readonly meaning: SignedMeaning;
  readonly comment: string | null;
  readonly values: JsonObject | null;
  /** Ids of the assets that were handed in. */
  readonly outputs: readonly string[];
  readonly signer: { readonly account: string; readonly username: string; readonly name: string };
  /** UTC, ISO 8601. */
  readonly signedAt: string;
  readonly signedWith: SignedWith;
}

/** A signature as it is kept. */
export interface TaskSignature {
  readonly document: SignedTask;
  /** The document, signed by the hub: JWS in compact form (RFC 7515), Ed25519. */
  readonly jws: string;
}

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
