import { checkStepTags } from './check-step-tags.ts';
import { checkTaskPeople } from './check-task-people.ts';
import type { WorkflowDefinition } from './definition.ts';
import { checkQueries } from './found-items.ts';
import { requireOffered } from './offered-kinds.ts';
import type { WorkflowPorts } from './ports.ts';
import { isRefusal, problemsIn, type FieldPlace, type Problem } from './problems.ts';
import { requireNoCycle } from './start-child.ts';

type Check = (ports: WorkflowPorts, projectId: string, definition: WorkflowDefinition) => Promise<void>;

/** What this hub and the project must have for a definition; each throws BAD_USER_INPUT. */
const checks: readonly Check[] = [
  (ports, _, definition) => {
    requireOffered(ports, definition);
    return Promise.resolve();
  },
  checkTaskPeople,
  checkStepTags,
  checkQueries,
];

/** @throws BAD_USER_INPUT naming what this hub or the project does not have, by the first check that finds anything */
export async function requireInProject(
  ports: WorkflowPorts,
  projectId: string,
  definition: WorkflowDefinition,
): Promise<void> {
  for (const check of checks) await check(ports, projectId, definition);
}

/**
 * All that `putWorkflow` would refuse a definition for that is sound in itself.
 * @param knowsMembers false: who asks may not learn who is a member, so nothing is said of people and sites
 */
export async function problemsInProject(
  ports: WorkflowPorts,
  projectId: string,
  definition: WorkflowDefinition,
  { placeOf, knowsMembers }: { readonly placeOf: FieldPlace; readonly knowsMembers: boolean },
): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  for (const check of [...checks, requireNoCycle]) {
    if (check === checkTaskPeople && !knowsMembers) continue;
    try {
      await check(ports, projectId, definition);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      found.push(...problemsIn(error));
    }
  }
  return found.map((problem) => {
    const place = placeOf(problem.field);
    return { ...problem, ...(typeof place === 'number' ? { line: place } : place) };
  });
}
