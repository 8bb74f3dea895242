import type { StepDefinition } from './definition.ts';
import type { PermittedItems } from './permitted-items.ts';
import type { WorkflowPorts } from './ports.ts';

/** Assets of the project that a run, the runs within it and those within these are done for each of, all together. */
const mostInTree = 10_000;

type Step = Pick<StepDefinition, 'id' | 'foreach'>;

/**
 * The items, counted for the run and all that it is a part of, or none with the problem that there are too many of them. Call it before the run
 * is made, in that transaction, under the lock of the run that it is a step of.
 * @param run `rootId`: the outermost run, which is the run itself where it is no step of another
 */
export async function withinTree(
  { children }: Pick<WorkflowPorts, 'children'>,
  run: { readonly id: string; readonly rootId: string },
  steps: readonly Step[],
  items: PermittedItems,
): Promise<PermittedItems> {
  const counts = steps
    .filter(({ foreach }) => foreach === 'assets')
    .map(({ id }) => [id, items.found.get(id)?.length ?? 0] as const);
  const own = counts.reduce((sum, [, count]) => sum + count, 0);
  if (own === 0 || items.problem !== null) return items;
  const { before, taken } = await children.takeItems(run.rootId, run.id, own, mostInTree);
  if (taken) return items;
  let so = before;
  const tooMany = counts.find(([, count]) => (so += count) > mostInTree) ?? ['', 0];
  const [step, count] = tooMany;
  const problem = `${step} can't be done for each: ${String(count)} assets are found, which with the ${String(so - count)} of steps before it and of runs that this one is a part of are more than ${String(mostInTree)}, the most for all of these together`;
  return { ...items, found: new Map(), problem };
}
