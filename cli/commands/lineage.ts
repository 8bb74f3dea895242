import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { readLineage } from '../read-lineage.ts';

/** `pesscara lineage ID`: how an asset came to be, as a tree. */
export function addLineageCommand(program: Command, context: CommandContext): void {
  program
    .command('lineage <assetId>')
    .description('how an asset came to be, from the value down to the pixels')
    .option('--depth <n>', 'steps to walk', (text) => context.integer(text, 1, 100), 20)
    .action((assetId: string, options: { depth: number }) =>
      context.run(async (output) => {
        const { tree, lineage } = await readLineage(await context.client(), assetId, options.depth);
        output.result(tree, lineage);
      }),
    );
}
