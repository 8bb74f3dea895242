import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { describeTransfer, passphraseOf } from '../transfer-report.ts';

/** `pesscara import`: an exported hub into an empty one. */
export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import <folder>')
    .description('fill a hub that was never started from an export; every count and hash is compared first')
    .addHelpText(
      'after',
      `
The passphrase is PESSCARA_EXPORT_PASSPHRASE, or in the file that PESSCARA_EXPORT_PASSPHRASE_FILE names. An import that fails or is cut
off leaves an empty hub: mend the cause and import again.`,
    )
    .action((folder: string) =>
      context.run(async (output) => {
        const { importFrom } = await import('../wire-transfer.ts');
        const settings = context.settings();
        const manifest = await importFrom(folder, settings, passphraseOf(settings));
        output.result(describeTransfer('imported', manifest), manifest);
      }),
    );
}
