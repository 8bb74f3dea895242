import type { NewAsset } from '../assets/asset.ts';
import { nameId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { personAgent } from '../provenance/agents.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import type { StepOutputRef, Task, TaskDecision } from './run.ts';
import type { TaskOutcome } from './task-spec.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import type { TaskContext } from './task-context.ts';

const method = 'pesscara/human-review';

/** How a task ended. */
export interface TaskEnd {
  readonly outcome: TaskOutcome;
  readonly comment: string | null;
  readonly answers: JsonObject | null;
  /** What was handed in. */
  readonly outputs: readonly StepOutputRef[];
  /** Of all who decided, the last one last. */
  readonly decisions: readonly TaskDecision[];
  readonly sentBackTo: string | null;
  readonly at: Date;
}

/**
 * The decision as an asset, with what was measured where the task's form says so, and the activity that made them of what was looked at.
 * What was handed in has its own provenance, and is the step's output beside.
 */
export function taskResult(task: Task, { run, exam, seen }: TaskContext, end: TaskEnd): StepResult {
  const { outcome, comment, answers, sentBackTo, at } = end;
  // Who had approved what somebody else then rejects has not decided that.
  const decisions = end.decisions.filter((one) => one.outcome === outcome);
  const createdBy = decisions.at(-1)?.username ?? '';
  const asset = (id: string, kind: string, label: string, properties: JsonObject): NewAsset => ({
    id,
    projectId: run.projectId,
    level: 'DERIVED',
    kind,
    label,
    properties,
    content: null,
    createdBy,
    parentIds: [exam.id],
  });
  const said = outcome.toLowerCase().replace('_', ' ');
  const review = asset(nameId('review', task.id), 'review', `${task.title}: ${said}`, {
    outcome,
    comment,
    ...(sentBackTo === null ? {} : { sentBackTo }),
    reviewedBy: decisions.map(({ username }) => username).join(', '),
    reviewedAt: at.toISOString(),
    ...answers,
  });
  const values = outcome === 'APPROVED' ? measuredValues(task, answers) : [];
  const measurement =
    values.length === 0
      ? []
      : [asset(nameId('review-measurement', task.id), 'measurement', `${task.title}: values`, { method, values })];
  const assets = [review, ...measurement];
  const generated = assets.map(({ id, kind }) => ({ assetId: id, kind: kind ?? '', role: kind ?? '' }));
  const handedIn = outcome === 'APPROVED' ? end.outputs : [];
  const activity: ProvActivity = {
    id: nameId('review-activity', task.id),
    projectId: run.projectId,
    method,
    methodVersion: '1',
    parameters: { title: task.title, outcome, comment, ...(sentBackTo === null ? {} : { sentBackTo }) },
    reuseKey: null,
    startedAt: task.createdAt,
    endedAt: at,
    runId: run.id,
    used: [
      ...seen.map((input) => ({ assetId: input.asset.id, role: 'reviewed' })),
      ...handedIn.map(({ assetId }) => ({ assetId, role: 'handed in' })),
    ],
    generated: generated.map(({ assetId, role }) => ({ assetId, role })),
    agents: decisions.map(({ personId, username }) => ({ agent: personAgent(personId, username), role: 'reviewer' })),
    ...recordedByHub('workflow'),
  };
  return { ...emptyResult, assets, activities: [activity], outputs: [...generated, ...handedIn] };
}

function measuredValues({ spec }: Task, answers: JsonObject | null): JsonObject[] {
  return Object.entries(spec.measurement).flatMap(([name, field]) => {
    const value = answers?.[field];
    const unit = spec.form.find((one) => one.name === field)?.unit;
    return typeof value === 'number' && typeof unit === 'string' ? [{ name, value, unit }] : [];
  });
}
