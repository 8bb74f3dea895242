import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { Problems } from './problems.ts';
import { taskSpecOf } from './task-spec.ts';

/**
 * Checks that the sites and persons whom human steps (and messages) name belong to the project: a task for others would wait for ever.
 * @throws BAD_USER_INPUT naming each
 */
export async function checkTaskPeople(
  ports: Pick<WorkflowPorts, 'members' | 'people'>,
  projectId: string,
  { steps }: WorkflowDefinition,
): Promise<void> {
  const specs = steps
    .filter(({ uses }) => uses === 'human' || uses === 'notify')
    .map((step) => ({ path: `document.steps.${step.id}.with`, ...taskSpecOf(step.with) }))
    .filter(({ sites, persons }) => sites.length > 0 || persons.length > 0);
  if (specs.length === 0) return;
  const known = await ports.people.sitesOfProject(projectId);
  const members = new Set((await ports.members(projectId)).map(({ username }) => username?.toLowerCase()));
  const problems = new Problems();
  for (const { path, sites, persons } of specs) {
    for (const site of sites) {
      if (!known.includes(site)) problems.add(`${path}.sites`, `sites of the project (${known.join(', ')})`, site);
    }
    for (const person of persons) {
      if (!members.has(person.toLowerCase())) problems.add(`${path}.persons`, 'usernames of its members', person);
    }
  }
  problems.throwIfAny();
}
