import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { runRole, type AddressOptions } from '../roles/run-role.ts';
import { addAddressOptions } from './address-options.ts';

/** `pesscara receiver`: the doors for images, of a served hub. */
export function addReceiverCommand(program: Command, context: CommandContext): void {
  addAddressOptions(
    program
      .command('receiver')
      .description('take images in for a served hub, beside its gateways: DICOMweb store, files of an ingestion'),
    context,
  )
    .addHelpText(
      'after',
      `
POST /dicom-web/pools/PROJECT/POOL/studies (STOW-RS) and PUT /intake/INGESTION/files, as at the gateway,
with the same tokens. What it acknowledged is in the object store and the database.`,
    )
    .action(async (options: AddressOptions) => {
      const { startReceiver } = await import('../roles/receiver.ts');
      await runRole(context, 'receiver', options, startReceiver);
    });
}
