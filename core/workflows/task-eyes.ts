import { HubError } from '../errors.ts';
import type { Person } from '../policy/policy.ts';
import { personAgent } from '../provenance/agents.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Task, TaskDecision } from './run.ts';
import { lookedAt } from './task-context.ts';

/** Roles in which a person bears responsibility for an activity without having made what it generated. */
const notMaking: ReadonlySet<string> = new Set(['starter', 'approver']);

/**
 * Refuses who made what is looked at, where the task is for others: a person of the activities that generated its inputs.
 * @throws FORBIDDEN
 */
export async function refuseMakers(ports: WorkflowPorts, task: Task, person: Person): Promise<void> {
  if (!task.spec.independent) return;
  const { seen } = await lookedAt(ports, task);
  const generations = await ports.graph.generationOf(seen.map(({ asset }) => asset.id));
  const { id } = personAgent(person.id, person.username);
  const made = [...generations.values()]
    .flatMap(({ agents }) => agents)
    .some(({ agent, role }) => agent.id === id && !notMaking.has(role));
  if (made) throw new HubError('FORBIDDEN', 'this task needs another person: you made something of what is looked at');
}

/** What was decided of the task, in its order. */
export async function decisionsOf(
  { store }: Pick<WorkflowPorts, 'store'>,
  task: Pick<Task, 'id'>,
): Promise<readonly TaskDecision[]> {
  return (await store.decisionsOf([task.id])).get(task.id) ?? [];
}

/** @throws CONFLICT when the person has decided, and another one has to */
export function refuseWhoDecided(decided: readonly TaskDecision[], person: Person): void {
  if (decided.some(({ personId }) => personId === person.id))
    throw new HubError('CONFLICT', 'you have decided this task: it waits for a second person');
}
