import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { watchRun } from '../watch-run.ts';

/** `pesscara run watch`. */
export function addRunWatchCommand(command: Command, context: CommandContext): void {
  command
    .command('watch <runId>')
    .description('tell what happens to a run, from its beginning until it ends; goes on after a lost connection')
    .addHelpText(
      'after',
      '\nThe events go to stderr, how it ended to stdout. Exit code 1: it ended otherwise than COMPLETED. Ctrl-C leaves the run alone.',
    )
    .action((runId: string) =>
      context.run(async (output) => {
        await watchRun(await context.client(), runId, output);
      }),
    );
}
