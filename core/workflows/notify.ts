import { nameId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Role } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import type { ProjectMember, WorkflowPorts } from './ports.ts';
import { writeOutgoing } from './outgoing.ts';
import type { Run, StepRun } from './run.ts';

/** Members who have one of the roles, at one of the sites where these are said: there all of them, if no roles are. */
function addressees(
  members: readonly ProjectMember[],
  wanted: readonly Role[],
  sites: Json | undefined,
): readonly string[] {
  const named = Array.isArray(sites) ? (sites as readonly Json[]) : null;
  return members
    .filter(({ roles, site }) => {
      const isThere = named === null || (typeof site === 'string' && named.includes(site));
      return isThere && (roles.some((role) => wanted.includes(role)) || (named !== null && wanted.length === 0));
    })
    .map((member) => member.userId);
}

/**
 * Writes a message to each person, once however often it is called for the same `about`, and publishes it on
 * `notifications:<userId>` in the same transaction.
 */
export async function sendMessage(
  ports: Pick<WorkflowPorts, 'store' | 'feed' | 'transactor'>,
  about: string,
  userIds: readonly string[],
  text: string,
  runId: string | null,
): Promise<void> {
  // In order, so that two transactions that write to the same people wait for each other instead of blocking each other.
  const people = [...new Set(userIds)].toSorted();
  if (people.length === 0) return;
  await ports.transactor.transact(async () => {
    const sent = await ports.store.putNotifications(
      people.map((userId) => ({ id: nameId('notification', about, userId), userId, text, runId })),
    );
    for (const { id, userId } of sent.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))) {
      await ports.feed.publish(`notifications:${userId}`, { notificationId: id });
    }
  });
}

/** The effect of a `notify` step: to be called in the transaction that ends it. */
export async function sendStepMessage(
  ports: WorkflowPorts,
  run: Run,
  step: StepDefinition,
  stepRun: Pick<StepRun, 'id' | 'round'>,
): Promise<void> {
  const { round } = stepRun;
  const members = await ports.members(run.projectId);
  const people = addressees(members, step.with['roles'] as readonly Role[], step.with['sites']);
  const text = step.with['text'];
  const starter = run.startedById === null ? [] : [run.startedById];
  await sendMessage(
    ports,
    round === 0 ? `${run.id} ${step.id}` : `${run.id} ${step.id} round ${String(round)}`,
    [...people, ...starter],
    typeof text === 'string' ? text : '',
    run.id,
  );
  await writeOutgoing(ports, step, stepRun);
}

/** Tells who started a run that it has failed. */
export async function sendFailure(ports: WorkflowPorts, runId: string): Promise<void> {
  const run = (await ports.store.getRuns([runId])).get(runId);
  if (run?.state !== 'FAILED' || run.startedById === null) return;
  await sendMessage(
    ports,
    run.reopened === 0 ? `${run.id} failed` : `${run.id} failed ${String(run.reopened)}`,
    [run.startedById],
    `A run has failed: ${run.error ?? 'no reason given'}`,
    run.id,
  );
}
