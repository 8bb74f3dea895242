import { HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor, type Person } from '../policy/policy.ts';
import type { ProjectMember, WorkflowPorts } from './ports.ts';
import type { Task } from './run.ts';

type Candidate = Pick<ProjectMember, 'roles' | 'username' | 'site'>;

/** True when who has these roles may do the task: by one of its roles at one of its sites as one of its persons, or by its escalation. */
function suits({ roles, username, site }: Candidate, isAdministrator: boolean, task: Task): boolean {
  const { sites, persons, escalate } = task.spec;
  const has = (wanted: readonly string[]): boolean => isAdministrator || roles.some((role) => wanted.includes(role));
  if (task.escalatedAt !== null && escalate && has(escalate.to)) return true;
  const name = username?.toLowerCase();
  const isNamed = persons.length === 0 || persons.some((person) => person.toLowerCase() === name);
  const isThere = sites.length === 0 || (typeof site === 'string' && sites.includes(site));
  return has(task.roles) && isNamed && isThere;
}

/** Whether the actor may do a task: by the policy, and by what the task asks. Whose person they are, it leaves to the decision. */
export async function taskAccess(
  { people }: Pick<WorkflowPorts, 'people'>,
  actor: Actor,
): Promise<(task: Task) => boolean> {
  if (actor.kind !== 'user') return () => false;
  const sites = await people.sitesOf(actor.id);
  return (task) => {
    if (!may(actor, 'task.complete', task.projectId)) return false;
    const roles = [...(actor.memberships.get(task.projectId) ?? [])];
    const { username, isAdministrator } = actor;
    return suits({ roles, username, site: sites.get(task.projectId) ?? null }, isAdministrator, task);
  };
}

/** Of the members, those who may do the task. */
export function whoMay(members: readonly ProjectMember[], task: Task): readonly string[] {
  return members.filter((member) => suits(member, false, task)).map(({ userId }) => userId);
}

/**
 * The task, for a person who may do it.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function requireTask(
  ports: Pick<WorkflowPorts, 'store' | 'people'>,
  actor: Actor,
  taskId: string,
): Promise<{ readonly task: Task; readonly person: Person }> {
  requireSignedIn(actor);
  const task = (await ports.store.getTasks([taskId].filter(isId))).get(taskId);
  if (!task || !may(actor, 'workflow.read', task.projectId)) throw notFound('task');
  authorize(actor, 'task.complete', task.projectId);
  const mayDo = await taskAccess(ports, actor);
  if (actor.kind === 'user' && mayDo(task)) return { task, person: actor };
  const { sites, persons } = task.spec;
  const asked = [
    `one of the roles ${task.roles.join(', ')} in the project`,
    ...(sites.length > 0 ? [`at ${sites.join(' or ')}`] : []),
    ...(persons.length > 0 ? [`and is for ${persons.join(', ')}`] : []),
  ];
  throw new HubError('FORBIDDEN', `this task needs ${asked.join(' ')}`);
}

/** @throws CONFLICT when somebody else has the task */
export function requireFree({ hold }: Task, personId: string): void {
  if (!hold || hold.personId === personId) return;
  const until = hold.until.toISOString();
  throw new HubError('CONFLICT', `${hold.username} has this task until ${until}`, { heldBy: hold.username, until });
}
