import { subworkflow } from './child-runs.ts';
import type { StepDefinition } from './definition.ts';
import { leastSteps } from './least-steps.ts';
import type { PermittedItems } from './permitted-items.ts';
import type { WorkflowPorts } from './ports.ts';
import { itemsOf } from './run-items.ts';

/** Of a run, the runs within it and those within these, all together: assets of the project that steps are done for each of, and all steps. */
const most = { items: 10_000, steps: 100_000 };

/**
 * The items, counted for the run and all that it is a part of, or none with the problem that there are too many of them, or of steps. Call it
 * before the run is made, in that transaction, under the lock of the run that it is a step of.
 * @param run `rootId`: the outermost run, which is the run itself where it is no step of another
 */
export async function withinTree(
  ports: Pick<WorkflowPorts, 'children' | 'store'>,
  run: { readonly id: string; readonly rootId: string; readonly projectId: string },
  steps: readonly StepDefinition[],
  items: PermittedItems,
): Promise<PermittedItems> {
  if (items.problem !== null) return items;
  const isRoot = run.id === run.rootId;
  const tooLarge = isRoot ? await treeProblem(ports, run.projectId, steps, items) : null;
  if (tooLarge !== null) return refused(tooLarge);
  const counts = steps
    .filter(({ foreach }) => foreach === 'assets')
    .map(({ id }) => [id, items.found.get(id)?.length ?? 0] as const);
  const own = {
    items: counts.reduce((sum, [, count]) => sum + count, 0),
    steps: steps.reduce((sum, step) => sum + itemsOf(step, items).length, 0),
  };
  // A run alone has nobody to share the room with.
  if (isRoot && own.items === 0 && steps.every(({ uses }) => uses !== subworkflow)) return items;
  const { before, taken } = await ports.children.takeRoom(run.rootId, run.id, own, most);
  if (taken) return items;
  if (before.steps + own.steps > most.steps)
    return refused(tooMany(`${String(before.steps + own.steps)}, with the ${String(own.steps)} of this one`));
  let so = before.items;
  const [step, count] = counts.find(([, one]) => (so += one) > most.items) ?? ['', 0];
  return refused(
    `${step} can't be done for each: ${String(count)} assets are found, which with the ${String(so - count)} of steps before it and of runs that this one is a part of are more than ${String(most.items)}, the most for all of these together`,
  );
}

/** Why a run with those items would have more steps, with all runs within it, than any may; null where that is not known before. */
export async function treeProblem(
  ports: Pick<WorkflowPorts, 'store'>,
  projectId: string,
  steps: readonly StepDefinition[],
  items: PermittedItems,
): Promise<string | null> {
  const byId = new Map(steps.map((step) => [step.id, itemsOf(step, items).length]));
  const least = await leastSteps(ports, projectId, steps, ({ id }) => byId.get(id) ?? 0);
  return least > most.steps ? tooMany(`at least ${String(least)}`) : null;
}

const tooMany = (found: string): string =>
  `steps: expected at most ${String(most.steps)} in a run and all runs within it, each counted for each that it is done for, got ${found}`;

const refused = (problem: string): PermittedItems => ({ series: [], exams: [], found: new Map(), problem });
