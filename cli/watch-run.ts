import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import { runEnded, type RunState } from '../core/workflows/run.ts';
import { exitCodes } from './exit.ts';
import type { HubClient } from './hub-client.ts';
import type { Output } from './output.ts';
import { patiently } from './patiently.ts';

type Asked = Pick<HubClient, 'request' | 'subscribe'>;

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
 * @throws NOT_FOUND; HubUnreachable when there is no hub at first, or it is away for five minutes later
 */
export async function watchRun(client: Asked, id: string, output: Output): Promise<void> {
  let after = '0';
  // Over HTTP a refusal says what it is, where a socket only closes.
  let before = await look(client, id);
  for (;;) {
    const pass = await tell(client, id, after, output);
    after = pass.after;
    if (pass.isLost) output.note('the connection is lost: it goes on when the hub is there again');
    const run = await patiently(() => look(client, id));
    // Nothing came after the end, and it has not gone on: that was all. A hub that stops ends its subscriptions as if they were through.
    if (pass.told === 0 && !pass.isLost && runEnded(before.state) && runEnded(run.state)) {
      output.result(`${run.state}${run.error === null ? '' : `: ${run.error}`}`, run);
      if (run.state !== 'COMPLETED') process.exitCode = exitCodes.failed;
      return;
    }
    before = run;
    if (pass.told === 0) await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Tells each change after that cursor until the subscription ends, or is lost. @throws HubError of a refusal */
async function tell(client: Asked, id: string, from: string, output: Output) {
  let [after, told] = [from, 0];
  try {
    for await (const { runProgress } of client.subscribe(event, subscription, { id, after })) {
      [after, told] = [runProgress.cursor, told + 1];
      output.note(lineOf(runProgress));
    }
    return { after, told, isLost: false };
  } catch (caught) {
    // An answer of another shape than this version knows is no lost connection, nor is what the hub refuses.
    if (caught instanceof z.ZodError || (caught instanceof HubError && !caught.retryable)) throw caught;
    return { after, told, isLost: true };
  }
}

const subscription = `subscription ($id: ID!, $after: String) {
  runProgress(id: $id, after: $after) {
    cursor at message run { percent secondsLeft }
  }
}`;

async function look(client: Asked, id: string): Promise<z.infer<typeof watched>> {
  const { run } = await client.request(
    z.object({ run: watched.nullable() }),
    'query ($id: ID!) { run(id: $id) { id state percent error } }',
    { id },
  );
  if (!run) throw noRun(id);
  return run;
}

function lineOf({ at, message, run }: z.infer<typeof event>['runProgress']): string {
  const time = new Date(at).toTimeString().slice(0, 8);
  const left = run.secondsLeft === null ? '' : `  (about ${String(run.secondsLeft)} s left)`;
  return `${time}  ${String(run.percent).padStart(3)} %  ${message}${left}`;
}

/** What a command says of a run that is not there, or not for its caller. */
export const noRun = (id: string): HubError => new HubError('NOT_FOUND', `no run ${id} that you may see`);
