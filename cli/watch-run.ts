import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import { runEnded, type RunState } from '../core/workflows/run.ts';
import { exitCodes } from './exit.ts';
import type { HubClient } from './hub-client.ts';
import type { Output } from './output.ts';
import { patiently } from './patiently.ts';

const watched = z.object({
  id: z.string(),
  state: z.string().transform((state) => state as RunState),
  percent: z.number(),
  error: z.string().nullable(),
});
const event = z.object({
  runProgress: z.object({
    cursor: z.string(),
    at: z.string(),
    message: z.string(),
    run: z.object({ percent: z.number(), secondsLeft: z.number().nullable() }),
  }),
});

/**
 * Tells what happens to a run, from its beginning, until it ends; then how it ended. Where the connection is lost (the hub restarts) it goes on
 * from the last event: none is missed, none told twice. A run that ended otherwise than COMPLETED makes the exit code 1.
 * @throws NOT_FOUND, HubUnreachable when the hub is away for five minutes
 */
export async function watchRun(client: HubClient, id: string, output: Output): Promise<void> {
  let after = '0';
  for (;;) {
    // Asked first each time: over HTTP a refusal says what it is, where a socket only closes.
    const before = await patiently(() => look(client, id));
    try {
      for await (const { runProgress } of client.subscribe(event, subscription, { id, after })) {
        after = runProgress.cursor;
        output.note(lineOf(runProgress));
      }
    } catch (caught) {
      // Anything else is a connection that was lost.
      if (caught instanceof HubError && !caught.retryable) throw caught;
    }
    const run = runEnded(before.state) ? before : await patiently(() => look(client, id));
    // A hub that stops ends its subscriptions as if they were through.
    if (!runEnded(run.state)) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    output.result(`${run.state}${run.error === null ? '' : `: ${run.error}`}`, run);
    if (run.state !== 'COMPLETED') process.exitCode = exitCodes.failed;
    return;
  }
}

const subscription = `subscription ($id: ID!, $after: String) {
  runProgress(id: $id, after: $after) {
    cursor at message run { percent secondsLeft }
  }
}`;

async function look(client: HubClient, id: string): Promise<z.infer<typeof watched>> {
  const { run } = await client.request(
    z.object({ run: watched.nullable() }),
    'query ($id: ID!) { run(id: $id) { id state percent error } }',
    { id },
  );
  if (!run) throw new HubError('NOT_FOUND', `no run ${id} that you may see`);
  return run;
}

function lineOf({ at, message, run }: z.infer<typeof event>['runProgress']): string {
  const time = new Date(at).toTimeString().slice(0, 8);
  const left = run.secondsLeft === null ? '' : `  (about ${String(run.secondsLeft)} s left)`;
  return `${time}  ${String(run.percent).padStart(3)} %  ${message}${left}`;
}
