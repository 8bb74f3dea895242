import { isId } from '../ids.ts';
import type { Job } from '../ports/job-queue.ts';
import type { WorkflowPorts } from './ports.ts';
import { turnOf } from './round.ts';
import { runEnded } from './run.ts';

/**
 * Why doing this job would change nothing any more: what it works on has ended. Null when it may still have an effect, and
 * for a job that is none of the workflows'.
 */
export async function whyWithoutEffect(
  { store }: Pick<WorkflowPorts, 'store'>,
  { queue, payload }: Pick<Job, 'queue' | 'payload'>,
): Promise<string | null> {
  const { taskId, runId, retryOf } = payload;
  const stepRunId =
    queue === 'step' || queue === 'notify' ? payload['stepRunId'] : queue === 'advance' ? retryOf : null;
  if (typeof stepRunId === 'string') {
    const step = (await store.getStepRuns([stepRunId].filter(isId))).get(stepRunId);
    if (!step) return 'its step is gone';
    if (step.state !== 'PENDING' && step.state !== 'RUNNING') {
      return `its step has ended as ${step.state}; a new run does it again`;
    }
    if (step.turn !== turnOf(payload)) return 'its step has a newer job';
    return whyRunIsOver(store, step.runId);
  }
  if (queue === 'notify' && typeof taskId === 'string') {
    const task = (await store.getTasks([taskId].filter(isId))).get(taskId);
    return task?.state === 'OPEN' ? null : 'its task is no longer open';
  }
  return queue === 'advance' && typeof runId === 'string' ? whyRunIsOver(store, runId) : null;
}

async function whyRunIsOver(store: WorkflowPorts['store'], id: string): Promise<string | null> {
  const run = (await store.getRuns([id].filter(isId))).get(id);
  if (!run) return 'its run is gone';
  return runEnded(run.state) ? `its run has ended as ${run.state}; a new run does it again` : null;
}
