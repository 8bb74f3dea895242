import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** The options of a command that listens: data folder, address and port. */
export function addAddressOptions(command: Command, context: CommandContext): Command {
  return command
    .option('--home <folder>', 'data folder (default PESSCARA_HOME, ./.pesscara)')
    .option('--host <address>', 'address to listen on (default PESSCARA_HOST, 127.0.0.1)')
    .option('--port <n>', 'port to listen on; 0 lets the system choose (default PESSCARA_PORT, 4000)', (text) =>
      context.integer(text, 0, 65535),
    );
}
