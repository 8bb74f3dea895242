import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { runRole, type AddressOptions } from '../roles/run-role.ts';
import { addAddressOptions } from './address-options.ts';

/** `pesscara subgraph NAME`: one subgraph of a served hub. */
export function addSubgraphCommand(program: Command, context: CommandContext): void {
  addAddressOptions(
    program
      .command('subgraph <name>')
      .description(
        'serve one subgraph (assets, imaging, clinical, workflows, projects) to the gateways of a served hub',
      ),
    context,
  )
    .addHelpText(
      'after',
      `
It answers gateways alone, which know the hub's master key; name it to them by PESSCARA_SUBGRAPH_URLS:
  PESSCARA_SUBGRAPH_URLS='assets=http://10.0.0.5:4001/graphql' pesscara gateway`,
    )
    .action(async (name: string, options: AddressOptions) => {
      const { startSubgraph } = await import('../roles/subgraph.ts');
      await runRole(context, `subgraph ${name}`, options, (settings, hub) => startSubgraph(settings, hub, name));
    });
}
