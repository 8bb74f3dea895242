import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { stopInOrder, type AddressOptions } from '../roles/run-role.ts';
import { addAddressOptions } from './address-options.ts';

/** `pesscara start`: the whole hub in one process. */
export function addStartCommand(program: Command, context: CommandContext): void {
  addAddressOptions(
    program
      .command('start')
      .description('start the hub: gateway, subgraphs and workers in one process, all data under one folder'),
    context,
  )
    .addHelpText(
      'after',
      `
The first start makes the administrator 'admin', with PESSCARA_ADMIN_PASSWORD or a password that is
printed once. SIGTERM or Ctrl-C ends it in order; a crash or kill -9 loses nothing acknowledged.`,
    )
    .action((options: AddressOptions) =>
      context.run(async (output) => {
        // Loaded here alone, see run-role.ts.
        const { startHub } = await import('../hub.ts');
        const settings = { ...context.settings(), ...options };
        const hub = await startHub(settings);
        const lines = [
          `hub      ${hub.url}/          (page), ${hub.url}/graphql (HTTP and WebSocket)`,
          ...(hub.dimseAddress === null ? [] : [`dimse    ${hub.dimseAddress}   (C-STORE, C-ECHO)`]),
          `data     ${settings.home}${settings.served ? ' (work and objects), and the servers of the settings' : ''}`,
          ...(hub.newAdminPassword === null || settings.adminPassword !== null
            ? []
            : [`login    admin / ${hub.newAdminPassword}   (shown once)`]),
        ];
        output.result(lines.join('\n'), {
          url: hub.url,
          pid: process.pid,
          ...(hub.dimseAddress !== null && { dimse: hub.dimseAddress }),
          ...(hub.newAdminPassword === null || settings.adminPassword !== null
            ? {}
            : { adminPassword: hub.newAdminPassword }),
        });
        await stopInOrder(settings, hub);
      }),
    );
}
