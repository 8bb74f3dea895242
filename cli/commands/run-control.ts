import type { Command } from 'commander';
import { z } from 'zod';
import { eachId } from '../chosen-ids.ts';
import type { CommandContext } from '../command-context.ts';
import { counted } from '../output.ts';

const done = z.record(z.string(), z.object({ run: z.object({ id: z.string(), state: z.string() }) }));

interface Control {
  readonly name: string;
  readonly mutation: string;
  readonly input: string;
  readonly description: string;
  readonly past: string;
}
const controls: readonly Control[] = [
  {
    name: 'pause',
    mutation: 'pauseRun',
    input: 'ControlRunInput',
    description: 'let nothing more begin; what has begun ends',
    past: 'paused',
  },
  {
    name: 'resume',
    mutation: 'resumeRun',
    input: 'ControlRunInput',
    description: 'let paused runs go on',
    past: 'resumed',
  },
  {
    name: 'cancel',
    mutation: 'cancelRun',
    input: 'CancelRunInput',
    description: 'end runs: steps at work are stopped; results that are there stay',
    past: 'cancelled',
  },
  {
    name: 'retry',
    mutation: 'retryRun',
    input: 'RetryRunInput',
    description: 'do failed steps again, with all that depends on them, in the same run',
    past: 'retried',
  },
];

/** `pesscara run pause|resume|cancel|retry`. */
export function addRunControlCommands(command: Command, context: CommandContext): void {
  for (const { name, mutation, input, description, past } of controls) {
    const control = command.command(`${name} <runIds...>`).description(description);
    const reason = ['--reason <text>', "why; kept in the audit trail and the run's history"] as const;
    if (name === 'cancel') control.requiredOption(...reason);
    else control.option(...reason);
    if (name === 'retry') control.option('--from <step>', 'also this step and all that depends on it, for all series');
    control.action((runIds: string[], options: { reason?: string; from?: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const runs: unknown[] = [];
        await eachId(runIds, async (runId) => {
          const answer = await client.request(
            done,
            `mutation ($input: ${input}!) { ${mutation}(input: $input) { run { id state } } }`,
            {
              input: {
                runId,
                ...(options.reason === undefined ? {} : { reason: options.reason }),
                ...(options.from === undefined ? {} : { fromStep: options.from }),
              },
            },
          );
          runs.push(answer[mutation]?.run);
        });
        output.result(`${counted(runs.length, 'run')} ${past}`, runs);
      }),
    );
  }
}
