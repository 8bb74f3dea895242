import type { LentInput } from '../../core/call-backs/call-back.ts';
import type { CallBackDesk } from '../../core/call-backs/call-backs.ts';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { StepProgress, StepTask } from '../../core/ports/step-executor.ts';
import { describeInput, describeTask, inputName } from '../../core/programs/program-folder.ts';
import { tell } from './words.ts';

/** How applications call back. */
export interface CallBackOptions {
  readonly desk: CallBackDesk;
  /** The hub's door as applications see it: `https://hub.example.org`. */
  readonly baseUrl: string;
}

/** One piece of work that an application calls back for. */
export interface AskedWork {
  readonly id: string;
  /** Where it is asked. */
  readonly url: string;
  /** Unix time in ms. */
  readonly until: number;
}

/**
 * What the application is sent: the task with addresses of its inputs' bytes, and where its words and files go.
 * @throws STEP_FAILED for a task that is no step's of a run
 */
export async function askingBody(
  { desk, baseUrl }: CallBackOptions,
  { id, url, until }: AskedWork,
  task: StepTask,
): Promise<JsonObject> {
  if (task.stepRunId === undefined) throw new HubError('STEP_FAILED', 'only steps of runs are called back for');
  const named = task.inputs.map((input, index) => ({ input, name: inputName(input, index) }));
  const inputs = named.flatMap(({ input: { asset }, name }): LentInput[] => {
    if (name === null || !asset.content) return [];
    const { sha256, sizeBytes, mediaType } = asset.content;
    return [{ name, assetId: asset.id, sha256, sizeBytes, mediaType }];
  });
  const expiresAt = new Date(until);
  const lent = await desk.open(
    { id, stepRunId: task.stepRunId, projectId: task.item.projectId, inputs, expiresAt },
    { runId: task.runId, to: new URL(url).origin },
  );
  const address = (path: string): string => `${baseUrl}${path}`;
  return {
    ...describeTask(task),
    inputs: named.map(({ input, name }) => {
      const path = name === null ? undefined : lent.inputs.get(name);
      return { ...describeInput(input, name), url: path === undefined ? null : address(path) };
    }),
    callBack: address(lent.callBack),
    outputs: address(lent.outputs),
    until: expiresAt.toISOString(),
  };
}

/** The result that the application called back with, once it has. @throws STEP_FAILED with its reason, the signal's reason */
export async function resultCalledBack(
  desk: CallBackDesk,
  id: string,
  progress: StepProgress,
  log: string[],
  signal: AbortSignal,
): Promise<JsonObject> {
  const outcome = await desk.outcome(
    id,
    (words) => {
      tell(words, progress, log);
    },
    signal,
  );
  if ('result' in outcome) return outcome.result;
  throw new HubError('STEP_FAILED', `the application failed: ${outcome.failed.slice(0, 500)}`);
}
