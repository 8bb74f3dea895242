import { maxDepth, subworkflow } from './child-runs.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Workflow } from './run.ts';
import { inOrder } from './step-order.ts';
import { storedDefinition } from './validate-definition.ts';

type Steps = readonly Pick<StepDefinition, 'id' | 'uses' | 'needs' | 'if' | 'foreach' | 'with'>[];

/**
 * How many steps a run and the runs within it have at the least, as the project's workflows are now: without what conditions may leave out, and
 * without what runs within it are done for each of, which is known when they begin.
 * @param countOf how many items a step of the run itself has
 */
export async function leastSteps(
  { store }: Pick<WorkflowPorts, 'store'>,
  projectId: string,
  steps: Steps,
  countOf: (step: Steps[number]) => number,
): Promise<number> {
  const newest = steps.some(({ uses }) => uses === subworkflow) ? await store.newestWorkflows([projectId]) : [];
  const counted = new Map<string, number>();

  const within = async (step: Steps[number], depth: number): Promise<number> => {
    const { workflow: name, version } = step.with;
    if (typeof name !== 'string' || depth >= maxDepth) return 0;
    const key = `${name}@${typeof version === 'number' ? String(version) : 'newest'} ${String(depth)}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const found: Workflow | null | undefined =
      typeof version === 'number'
        ? await store.workflowVersion(projectId, name, version)
        : newest.find((one) => one.name === name);
    const count = found
      ? await all(storedDefinition(found.document).steps, ({ foreach }) => (foreach === null ? 1 : 0), depth)
      : 0;
    counted.set(key, count);
    return count;
  };
  const all = async (of: Steps, itemsOf: (step: Steps[number]) => number, depth: number): Promise<number> => {
    const certain = new Set<string>();
    let sum = 0;
    for (const step of inOrder(of)) {
      const count = itemsOf(step);
      sum += count;
      if (count === 0 || step.if !== null || !step.needs.every((need) => certain.has(need))) continue;
      certain.add(step.id);
      if (step.uses === subworkflow) sum += count * (await within(step, depth + 1));
    }
    return sum;
  };
  return all(steps, countOf, 0);
}
