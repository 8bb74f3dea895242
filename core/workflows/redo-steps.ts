import { HubError, notFound } from '../errors.ts';
import { advance, definitionOf } from './advance.ts';
import { cancelChildrenJobs } from './child-runs.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import { runEnded, type Run, type StepRun } from './run.ts';
import { isNeededBy } from './schedule.ts';
import { stopAttempts } from './stop-attempts.ts';
import { tellTasks } from './task-events.ts';

/**
 * Sets a step and all steps that depend on it back to PENDING within a run that has not ended, and sets the run going. What they had come to is
 * kept (`WorkflowStore.roundsOf`), their results and provenance stay, and what they make now has ids of its own. Attempts in
 * progress lose their hold and are stopped; open tasks of these steps are closed. Call it in a transaction that holds the run's lock.
 * @param itemIds the series for which the step is done again; null: all of them
 * @param why for those who read the run's history: 'sent back by ann: too coarse'
 * @returns the ids of the step runs that are done again
 * @throws CONFLICT when the run has ended; NOT_FOUND when it has no such step on these items
 */
export async function redoFrom(
  ports: WorkflowPorts,
  run: Run,
  stepId: string,
  itemIds: readonly string[] | null,
  why: string,
): Promise<readonly string[]> {
  const steps = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
  const seeds = steps.filter(
    ({ step, itemId }) => step === stepId && (itemIds === null || (itemId !== null && itemIds.includes(itemId))),
  );
  if (seeds.length === 0) throw notFound('step of that run on these items');
  return redoSteps(ports, run, seeds, why);
}

/** The same for any steps of the run. @throws CONFLICT */
export async function redoSteps(
  ports: WorkflowPorts,
  run: Run,
  seeds: readonly StepRun[],
  why: string,
): Promise<readonly string[]> {
  if (runEnded(run.state)) throw new HubError('CONFLICT', `the run has ended as ${run.state}`);
  const definition = await definitionOf(ports, run);
  const steps = (await ports.store.stepRunsOf([run.id])).get(run.id) ?? [];
  const again = dependents(definition.steps, steps, seeds);
  const ids = again.map(({ id }) => id);
  const closed = await ports.store.closeTasksOfSteps(ids, 'its step is done again');
  // Runs that do these steps end: others do them now.
  await ports.queue.enqueue(cancelChildrenJobs(again));
  await ports.store.redoSteps(ids, why);
  for (const step of new Set(again.map((one) => one.step))) {
    const message = stepMessage(step, `is done again (${why})`, null);
    await publishChange(ports.feed, run, { message, step, state: 'PENDING', runState: null });
  }
  await tellTasks(ports.feed, closed, 'CHANGED');
  await stopAttempts(ports.feed, run.id);
  await advance(ports, run.id);
  return ids;
}

/** These step runs, and all that depend on them, in the order of `all`; a pure function. */
export function dependents<T extends Pick<StepRun, 'id' | 'step' | 'itemId'>>(
  definition: readonly Pick<StepDefinition, 'id' | 'needs'>[],
  all: readonly T[],
  seeds: readonly Pick<StepRun, 'id'>[],
): readonly T[] {
  const found = new Set(seeds.map(({ id }) => id));
  const needsOf = new Map(definition.map(({ id, needs }) => [id, needs]));
  const byStep = Map.groupBy(all, ({ step }) => step);
  const depends = (view: T): boolean =>
    (needsOf.get(view.step) ?? []).some((need) =>
      (byStep.get(need) ?? []).some((one) => found.has(one.id) && isNeededBy(one, view)),
    );
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const view of all) if (!found.has(view.id) && depends(view)) found.add(view.id);
  }
  return all.filter(({ id }) => found.has(id));
}
