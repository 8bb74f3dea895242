import type { Command } from 'commander';
import { badInput, HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { explainListening } from '../listen-failure.ts';
import { runRole, stopInOrder, type AddressOptions } from '../roles/run-role.ts';
import { addAddressOptions } from './address-options.ts';

interface Options extends AddressOptions {
  readonly supergraph?: string;
  readonly open: boolean;
}

/** `pesscara gateway`: the public door of a served hub; with `--supergraph FILE --open`, of a supergraph that is not ours. */
export function addGatewayCommand(program: Command, context: CommandContext): void {
  addAddressOptions(
    program
      .command('gateway')
      .description('serve the public door of a served hub, without workers; any number of them'),
    context,
  )
    .option(
      '--supergraph <file>',
      'instead of the hub: any Federation 2 supergraph whose subgraphs are URLs, subscriptions too; for tests and measurements',
    )
    .option(
      '--open',
      "with --supergraph: no sign-in; whoever reaches the port may ask, and the caller's authorization header is passed on",
      false,
    )
    .action(async ({ supergraph, open, ...address }: Options) => {
      if (supergraph === undefined && !open) {
        const { startGateway } = await import('../roles/gateway.ts');
        await runRole(context, 'gateway', address, startGateway);
        return;
      }
      await context.run(async (output) => {
        if (supergraph === undefined || !open) {
          throw new HubError(
            'BAD_USER_INPUT',
            '--supergraph and --open go together: a foreign supergraph has no accounts of ours, so say that you want it open to whoever reaches the port',
          );
        }
        const { runOpenGateway } = await import('../../gateway/open-gateway.ts');
        const settings = { ...context.settings(), ...address };
        const { wireTelemetry } = await import('../wire-telemetry.ts');
        const { metricsOf } = await import('../roles/metrics-of.ts');
        const telemetry = await wireTelemetry(settings, 'gateway');
        const gateway = await runOpenGateway({
          supergraphPath: supergraph,
          host: settings.host,
          port: settings.port,
          logger: telemetry.logger,
          observation: telemetry,
          routes: [metricsOf(settings, telemetry)],
        }).catch((error: unknown) => {
          throw explainSupergraph(explainListening(error, settings), supergraph);
        });
        output.result(`gateway at ${gateway.url}`, { url: gateway.url, pid: process.pid });
        await stopInOrder(settings, gateway);
        await telemetry.close();
      });
    });
}

function explainSupergraph(error: unknown, path: string): unknown {
  if (error instanceof HubError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new HubError(
    'BAD_USER_INPUT',
    `${badInput('--supergraph', 'a file with the SDL of a Federation 2 supergraph', path).message}: ${why}`,
    {},
    { cause: error },
  );
}
