import type { Actor } from '../policy/policy.ts';
import { definitionOf } from './advance.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { getRuns } from './queries.ts';
import { runEnded, stepEnded, type StepRun } from './run.ts';
import { isNeededBy } from './schedule.ts';
import { inOrder } from './step-order.ts';

/** Seconds; null where there is nothing to tell from. */
export interface TimeLeft {
  readonly run: number | null;
  readonly steps: ReadonlyMap<string, number | null>;
}

type Told = Pick<StepRun, 'id' | 'step' | 'uses' | 'itemId' | 'state' | 'progress' | 'startedAt'>;

/** Below that, progress says too little to reckon with. */
const leastProgress = 0.02;

/** How long each run that the actor may see, and each of its steps, takes until its end. */
export async function timeLeftOf(
  ports: Pick<WorkflowPorts, 'store'>,
  actor: Actor,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, TimeLeft>> {
  const runs = [...(await getRuns(ports, actor, runIds)).values()];
  const live = runs.filter(({ state }) => !runEnded(state)).map(({ id }) => id);
  const [steps, typical] = await Promise.all([
    ports.store.stepRunsOf(live),
    live.length === 0 ? new Map<string, ReadonlyMap<string, number>>() : ports.store.typicalSeconds(live),
  ]);
  const answer = new Map<string, TimeLeft>();
  for (const run of runs) {
    const own = steps.get(run.id);
    if (!own) answer.set(run.id, { run: null, steps: new Map() });
    else
      answer.set(
        run.id,
        reckon(
          (await definitionOf(ports, run)).steps,
          own,
          typical.get(run.id) ?? new Map<string, number>(),
          new Date(),
        ),
      );
  }
  return answer;
}

/** From the states of the steps and how long such steps took before, in seconds; a pure function. */
export function reckon(
  definition: readonly Pick<StepDefinition, 'id' | 'needs'>[],
  steps: readonly Told[],
  typical: ReadonlyMap<string, number>,
  now: Date,
): TimeLeft {
  const left = new Map(steps.map((step) => [step.id, ofStep(step, typical.get(step.step) ?? null, now)]));
  const byStep = Map.groupBy(steps, ({ step }) => step);
  /** Until each step's end, what it waits for included. */
  const until = new Map<string, number | null>();
  for (const { id, needs } of inOrder(definition)) {
    for (const view of byStep.get(id) ?? []) {
      let before: number | null = 0;
      for (const need of needs) {
        for (const one of byStep.get(need) ?? []) {
          if (isNeededBy(one, view)) before = combine(before, until.get(one.id) ?? null, Math.max);
        }
      }
      until.set(view.id, stepEnded(view.state) ? 0 : combine(before, left.get(view.id) ?? null, (a, b) => a + b));
    }
  }
  const run = [...until.values()].reduce((all, one) => combine(all, one, Math.max), 0);
  const shown = (seconds: number | null): number | null => (seconds === null ? null : Math.ceil(seconds));
  return {
    run: shown(run),
    steps: new Map(steps.map(({ id, state }) => [id, stepEnded(state) ? null : shown(left.get(id) ?? null)])),
  };
}

function combine(a: number | null, b: number | null, how: (a: number, b: number) => number): number | null {
  return a === null || b === null ? null : how(a, b);
}

function ofStep({ state, uses, progress, startedAt }: Told, typical: number | null, now: Date): number | null {
  if (stepEnded(state)) return 0;
  if (state === 'WAITING' || uses === 'human') return null;
  // The clock may have been set back since.
  const elapsed = startedAt === null ? 0 : Math.max((now.getTime() - startedAt.getTime()) / 1000, 0);
  if (state === 'RUNNING' && progress !== null && progress >= leastProgress)
    return (elapsed * (1 - progress)) / progress;
  return typical === null ? null : Math.max(typical - elapsed, 0);
}
