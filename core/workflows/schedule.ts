import type { StepDefinition } from './definition.ts';
import { runEnded, stepEnded, type RunState, type StepRun } from './run.ts';
import { unmetBy, wholeExam, type ItemFacts } from './step-condition.ts';
import { inOrder } from './step-order.ts';

export type StepView = Pick<StepRun, 'id' | 'step' | 'itemId' | 'state' | 'queued' | 'reason'>;

/** `cutShort`: because the run ends, not by the step's condition or what it needs. */
export interface StepSkip {
  readonly id: string;
  readonly reason: string;
  readonly cutShort: boolean;
}

/** What is to change in a run. Applying it and asking again gives no further change. */
export interface Plan {
  /** Steps whose needs are met: to be queued, or given to a person. */
  readonly start: readonly string[];
  readonly skip: readonly StepSkip[];
  readonly run: { readonly state: RunState; readonly percent: number; readonly error: string | null };
}

/**
 * The plan that follows from the definition and the states of the steps; a pure function of them. A paused run begins nothing.
 * @param facts by series, and of the exam as `wholeExam`
 */
export function schedule(
  steps: readonly StepDefinition[],
  views: readonly StepView[],
  facts: ReadonlyMap<string, ItemFacts>,
  paused = false,
): Plan {
  const current = new Map(views.map((view) => [view.id, view]));
  const byStep = Map.groupBy(views, (view) => view.step);
  const stateOf = (view: StepView): StepView => current.get(view.id) ?? view;
  const start: string[] = [];
  const skip: StepSkip[] = [];
  const skipIt = (view: StepView, reason: string, cutShort = false): void => {
    skip.push({ id: view.id, reason, cutShort });
    current.set(view.id, { ...view, state: 'SKIPPED', reason });
  };

  const fatal = steps.flatMap((step) =>
    step.onError === 'fail' ? (byStep.get(step.id) ?? []).filter((view) => view.state === 'FAILED') : [],
  )[0];
  if (fatal) {
    for (const view of views) if (!stepEnded(view.state)) skipIt(view, `the run ended when ${fatal.step} failed`, true);
    return {
      start,
      skip,
      run: { state: 'FAILED', percent: 100, error: `${fatal.step} failed: ${fatal.reason ?? 'no reason given'}` },
    };
  }

  for (const step of inOrder(steps)) {
    for (const view of byStep.get(step.id) ?? []) {
      if (view.state !== 'PENDING' || view.queued) continue;
      const verdict = judge(step, view, byStep, stateOf, facts);
      if (verdict === 'wait') continue;
      if (verdict !== 'start') skipIt(view, verdict.skip);
      else if (!paused) start.push(view.id);
    }
  }
  return { start, skip, run: overall(steps, views.map(stateOf), new Set(start), paused) };
}

function judge(
  step: StepDefinition,
  view: StepView,
  byStep: ReadonlyMap<string, readonly StepView[]>,
  stateOf: (view: StepView) => StepView,
  facts: ReadonlyMap<string, ItemFacts>,
): 'start' | 'wait' | { readonly skip: string } {
  let skip: string | null = null;
  for (const need of step.needs) {
    const all = (byStep.get(need) ?? []).map(stateOf);
    const needed = all.filter((one) => isNeededBy(one, view));
    if (needed.some((one) => !stepEnded(one.state))) return 'wait';
    if (needed.some((one) => one.state === 'COMPLETED')) continue;
    skip ??= needed.some((one) => one.state === 'FAILED') ? `${need} failed` : `${need} gave nothing to work on`;
  }
  if (skip !== null) return { skip };
  const unmet = step.if && unmetBy(step.if, facts.get(view.itemId ?? wholeExam));
  return unmet === null ? 'start' : { skip: unmet };
}

/**
 * Of a step over the series, a step on a series needs that series alone; a step of the exam needs whatever succeeded. `needed` is of a step that
 * the other's needs.
 */
export function isNeededBy(needed: Pick<StepView, 'itemId'>, view: Pick<StepView, 'itemId'>): boolean {
  return view.itemId === null || needed.itemId === null || needed.itemId === view.itemId;
}

function overall(
  steps: readonly StepDefinition[],
  views: readonly StepView[],
  starting: ReadonlySet<string>,
  paused: boolean,
): Plan['run'] {
  const open = views.filter((view) => !stepEnded(view.state));
  const summaries: string[] = [];
  let lost = false;
  for (const step of steps) {
    const own = views.filter((view) => view.step === step.id);
    const failed = own.filter((view) => view.state === 'FAILED');
    if (failed.length === 0) continue;
    const succeeded = own.filter((view) => view.state === 'COMPLETED').length;
    lost ||= succeeded === 0;
    const reasons = [...new Set(failed.map((view) => view.reason ?? 'no reason given'))];
    const some =
      reasons.slice(0, 3).join('; ') + (reasons.length > 3 ? `; and ${String(reasons.length - 3)} more reasons` : '');
    const of = step.foreach
      ? ` for ${String(failed.length)} of ${String(failed.length + succeeded)} ${step.foreach}`
      : '';
    summaries.push(`${step.id} failed${of}: ${some}`);
  }
  const error = summaries.length > 0 ? summaries.join('. ') : null;
  if (open.length === 0) return { state: lost ? 'FAILED' : 'COMPLETED', percent: 100, error };
  // A step that is a run of its own waits for no person, as far as this run knows.
  const ofRuns = new Set(steps.filter(({ uses }) => uses === 'subworkflow').map(({ id }) => id));
  const isWaiting = ({ state }: StepView): boolean => state === 'WAITING';
  const busy = open.some(
    (view) =>
      starting.has(view.id) || view.queued || view.state === 'RUNNING' || (isWaiting(view) && ofRuns.has(view.step)),
  );
  const waiting = !busy && open.some(isWaiting);
  const percent = Math.floor((100 * (views.length - open.length)) / views.length);
  if (paused) return { state: 'PAUSED', percent, error };
  return { state: waiting ? 'WAITING' : 'RUNNING', percent, error };
}

/** True when the plan changes nothing of a run in that state. */
export function isSettled(plan: Plan, state: RunState): boolean {
  return plan.start.length === 0 && plan.skip.length === 0 && (runEnded(state) || plan.run.state === state);
}
