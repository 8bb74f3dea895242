import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { describeTransfer, passphraseOf } from '../transfer-report.ts';

/** `pesscara export`: the whole hub into a folder. */
export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export <folder>')
    .description('write the whole stopped hub (tables, graph, objects, keys) into an empty folder, to move or keep it')
    .addHelpText(
      'after',
      `
The passphrase (12 characters at least) is PESSCARA_EXPORT_PASSPHRASE, or in the file that
PESSCARA_EXPORT_PASSPHRASE_FILE names; who loses it can't import. Sealed identities and originals are in the folder: keep it as you keep the hub.`,
    )
    .action((folder: string) =>
      context.run(async (output) => {
        const { exportTo } = await import('../wire-transfer.ts');
        const settings = context.settings();
        const manifest = await exportTo(folder, settings, passphraseOf(settings));
        output.result(describeTransfer('exported', manifest), manifest);
      }),
    );
}
