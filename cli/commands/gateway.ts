import type { Command } from 'commander';
import { badInput, HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { explainListening } from '../listen-failure.ts';
import { untilStopped } from '../until-stopped.ts';

interface Options {
  readonly supergraph: string;
  readonly open: boolean;
  readonly host?: string;
  readonly port?: number;
}

/** `pesscara gateway --supergraph FILE --open`: our gateway over a supergraph that is not ours. */
export function addGatewayCommand(program: Command, context: CommandContext): void {
  program
    .command('gateway')
    .description(
      'serve any Federation 2 supergraph whose subgraphs are URLs, subscriptions too; for tests and measurements',
    )
    .requiredOption('--supergraph <file>', 'supergraph SDL')
    .option(
      '--open',
      "no sign-in: whoever reaches the port may ask; the caller's authorization header is passed on",
      false,
    )
    .option('--host <address>', 'address to listen on (default PESSCARA_HOST)')
    .option('--port <n>', 'port to listen on (default PESSCARA_PORT)', (text) => context.integer(text, 0, 65535))
    .action((options: Options) =>
      context.run(async (output) => {
        if (!options.open) {
          throw new HubError(
            'BAD_USER_INPUT',
            '--open: a foreign supergraph has no accounts of ours, so say that you want it open to whoever reaches the port',
          );
        }
        const { runOpenGateway } = await import('../../gateway/open-gateway.ts');
        const settings = context.settings();
        const address = { host: options.host ?? settings.host, port: options.port ?? settings.port };
        const { metricsRoute } = await import('../../gateway/door/metrics-route.ts');
        const { wireTelemetry } = await import('../wire-telemetry.ts');
        const telemetry = wireTelemetry(settings, 'gateway');
        const gateway = await runOpenGateway({
          supergraphPath: options.supergraph,
          ...address,
          logger: telemetry.logger,
          observation: telemetry,
          routes: [metricsRoute({ exposition: () => telemetry.metrics.exposition(), token: settings.metricsToken })],
        }).catch((error: unknown) => {
          throw explainSupergraph(explainListening(error, address), options.supergraph);
        });
        output.result(`gateway at ${gateway.url}`, { url: gateway.url, pid: process.pid });
        await untilStopped();
        await gateway.close(10_000);
        await telemetry.close();
      }),
    );
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
