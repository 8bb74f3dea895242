import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { runRole, type AddressOptions } from '../roles/run-role.ts';
import { addAddressOptions } from './address-options.ts';

/** `pesscara worker [QUEUE...]`: takes jobs of a served hub. */
export function addWorkerCommand(program: Command, context: CommandContext): void {
  addAddressOptions(
    program
      .command('worker [queue...]')
      .description(
        'take the jobs of a served hub: of all queues, or deidentify, register, archive, advance, step, uploads, purge, notify',
      ),
    context,
  )
    .addHelpText(
      'after',
      `
Any number of workers share a queue. SIGTERM lets jobs under way finish for 10 seconds; what has not
ended then goes back to the queue. The port serves /healthz and /readyz.`,
    )
    .action(async (names: string[], options: AddressOptions) => {
      const { queuesNamed, startWorker } = await import('../roles/worker.ts');
      await runRole(context, `worker ${names.join(' ')}`.trim(), options, (settings, hub) =>
        startWorker(settings, hub, queuesNamed(names)),
      );
    });
}
