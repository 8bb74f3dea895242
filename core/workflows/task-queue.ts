import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { TaskFilter } from '../ports/task-store.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Task, TaskDecision, TaskState } from './run.ts';
import { taskAccess } from './task-access.ts';
import { readTaskCursor, type TaskPlace } from './task-cursor.ts';
import { shownSignature, type ShownTaskSignature } from './task-signature.ts';

export interface TaskQuery {
  /** Null: of all projects that the actor may see. */
  readonly projectId: string | null;
  /** Null: in whatever state. */
  readonly state: TaskState | null;
  /** Only those that the actor may do now: nobody else has them, and they have not decided them. */
  readonly mine: boolean;
  /** Only those that the actor has. */
  readonly held: boolean;
  /** Only those whose time is over. */
  readonly overdue: boolean;
}

export interface TaskPage {
  readonly items: readonly Task[];
  readonly hasNextPage: boolean;
}

const maxFirst = 1000;
/** Who may do a task is worked out here, so that there is one truth of it; so many are looked at in a go. */
const batch = 500;

/** Tasks in order of urgency; cursors are those of `taskCursor`. @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT */
export async function taskQueue(
  ports: Pick<WorkflowPorts, 'store' | 'people'>,
  actor: Actor,
  query: TaskQuery,
  page: { readonly first: number; readonly after: string | null },
): Promise<TaskPage> {
  requireSignedIn(actor);
  const { first } = page;
  if (!Number.isInteger(first) || first < 1 || first > maxFirst)
    throw badInput('first', `an integer from 1 to ${String(maxFirst)}`, first);
  let place = page.after === null ? null : readTaskCursor(page.after);
  if (query.projectId !== null) authorize(actor, 'workflow.read', query.projectId);
  if (query.held && actor.kind !== 'user') return { items: [], hasNextPage: false };
  const filter: TaskFilter = {
    projectIds: query.projectId === null ? permittedProjects(actor, 'workflow.read') : [query.projectId].filter(isId),
    state: query.state,
    ...(query.overdue ? { dueBefore: new Date() } : {}),
    ...(query.held && actor.kind === 'user' ? { heldById: actor.id } : {}),
  };
  const mayDo = query.mine ? await taskAccess(ports, actor) : null;
  const items: Task[] = [];
  for (;;) {
    const limit = mayDo ? batch : first + 1;
    const found = await ports.store.queueTasks(filter, place, limit);
    items.push(...(mayDo ? await minePart(ports, actor, found, mayDo) : found));
    if (items.length > first || found.length < limit) break;
    const last = found.at(-1);
    place = last ? placeOf(last) : place;
  }
  return { items: items.slice(0, first), hasNextPage: items.length > first };
}

function placeOf({ spec: { priority }, dueAt, createdAt, id }: Task): TaskPlace {
  return { priority, dueAt, createdAt, id };
}

async function minePart(
  { store }: Pick<WorkflowPorts, 'store'>,
  actor: Actor,
  found: readonly Task[],
  mayDo: (task: Task) => boolean,
): Promise<readonly Task[]> {
  const me = actor.kind === 'user' ? actor.id : '';
  const free = found.filter((task) => mayDo(task) && (task.hold === null || task.hold.personId === me));
  const twice = free.filter(({ state, spec }) => state === 'OPEN' && spec.people === 2);
  if (twice.length === 0) return free;
  const decisions = await store.decisionsOf(twice.map(({ id }) => id));
  return free.filter(
    ({ id, state }) => state !== 'OPEN' || !(decisions.get(id) ?? []).some(({ personId }) => personId === me),
  );
}

/** A decision as people see it. */
export interface ShownDecision extends Omit<TaskDecision, 'signature'> {
  readonly signature: ShownTaskSignature | null;
}

/** What was decided of each task that the actor may see, in its order. @throws UNAUTHENTICATED */
export async function decisionsOfTasks(
  ports: Pick<WorkflowPorts, 'store' | 'certifier'>,
  actor: Actor,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ShownDecision[]>> {
  requireSignedIn(actor);
  const tasks = await ports.store.getTasks(taskIds.filter(isId));
  const visible = [...tasks.values()].filter(({ projectId }) => may(actor, 'workflow.read', projectId));
  const found = await ports.store.decisionsOf(visible.map(({ id }) => id));
  const shown = [...found].map(async ([id, decisions]) => {
    const each = decisions.map(async (one) => ({ ...one, signature: await shownSignature(ports, one) }));
    return [id, await Promise.all(each)] as const;
  });
  return new Map(await Promise.all(shown));
}
