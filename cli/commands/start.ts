import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { untilStopped } from '../until-stopped.ts';

interface Options {
  readonly home?: string;
  readonly host?: string;
  readonly port?: number;
}

/** `pesscara start`: the whole hub in one process. */
export function addStartCommand(program: Command, context: CommandContext): void {
  program
    .command('start')
    .description('start the hub: gateway, subgraphs and workers in one process, all data under one folder')
    .option('--home <folder>', 'data folder (default PESSCARA_HOME, ./.pesscara)')
    .option('--host <address>', 'address to listen on (default PESSCARA_HOST, 127.0.0.1)')
    .option('--port <n>', 'port to listen on; 0 lets the system choose (default PESSCARA_PORT, 4000)', (text) =>
      context.integer(text, 0, 65535),
    )
    .addHelpText(
      'after',
      `
The first start makes the administrator 'admin', with PESSCARA_ADMIN_PASSWORD or a password that is
printed once. SIGTERM or Ctrl-C ends it in order; a crash or kill -9 loses nothing acknowledged.`,
    )
    .action((options: Options) =>
      context.run(async (output) => {
        // Loaded here alone: the other commands start several times faster without the hub's modules.
        const { startHub } = await import('../hub.ts');
        const settings = context.settings();
        const hub = await startHub({ ...settings, ...options });
        const lines = [
          `hub      ${hub.url}/          (page), ${hub.url}/graphql (HTTP and WebSocket)`,
          `data     ${options.home ?? settings.home}`,
          ...(hub.newAdminPassword === null || settings.adminPassword !== null
            ? []
            : [`login    admin / ${hub.newAdminPassword}   (shown once)`]),
        ];
        output.result(lines.join('\n'), {
          url: hub.url,
          pid: process.pid,
          ...(hub.newAdminPassword === null || settings.adminPassword !== null
            ? {}
            : { adminPassword: hub.newAdminPassword }),
        });
        await untilStopped();
        await hub.close(10_000);
      }),
    );
}
