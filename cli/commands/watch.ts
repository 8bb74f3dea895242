import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { openIngestion, sendFile } from '../ingest-folder.ts';
import { patiently } from '../patiently.ts';
import { ensurePlace } from '../places.ts';
import { untilStopped } from '../until-stopped.ts';
import { WatchedFolder } from '../watch-folder.ts';

interface Options {
  readonly project: string;
  readonly pool: string;
  readonly create: boolean;
  readonly interval: number;
  readonly settle: number;
  readonly giveUp: number;
}

/** Failures in a row after which it is told; and again when they are twice as many. */
const firstTold = 10;

/** `pesscara watch DIR`: sends what comes into a folder. */
export function addWatchCommand(program: Command, context: CommandContext): void {
  program
    .command('watch <dir>')
    .description('send each file that comes into a folder to a pool, and put it aside; until it is stopped')
    .requiredOption('--project <name>', 'the project; made if it is missing and you are an administrator')
    .requiredOption('--pool <name>', 'the pool; made if it is missing and you may')
    .option('--no-create', 'fail rather than make a missing project or pool')
    .option('--interval <seconds>', 'how often the folder is looked at', (text) => context.integer(text, 1, 3600), 2)
    .option(
      '--settle <seconds>',
      'how long a file must have stayed as it is before it is taken',
      (text) => context.integer(text, 0, 3600),
      5,
    )
    .option(
      '--give-up <tries>',
      'end with an error once a file could not be sent so many times in a row; 0: never',
      (text) => context.integer(text, 0, 1_000_000),
      0,
    )
    .addHelpText(
      'after',
      `
Once the hub has it on disk, a file moves to DIR/.pesscara/sent; one that the hub refuses moves to
DIR/.pesscara/refused, with the reason beside it. Names that end in .part, .partial or .tmp are left alone.
While the hub is away, or answers that it can't, the files stay where they are; after 10 tries in a row it is told.

Example: pesscara watch /data/export --project GLIOMA --pool hospital-b`,
    )
    .action((dir: string, options: Options) =>
      context.run(async (output) => {
        const folder = resolve(dir);
        const isFolder = await stat(folder).then(
          (found) => found.isDirectory(),
          () => false,
        );
        if (!isFolder) throw new HubError('BAD_USER_INPUT', `DIR: expected a folder, got ${JSON.stringify(dir)}`);
        const projectId = await ensurePlace(await context.client(), options, options.create, (what) => {
          output.note(`made ${what}`);
        });
        const { uploadPath, ingestionId } = await openIngestion(await context.client(), {
          projectId,
          pool: options.pool,
        });
        const stopped = new AbortController();
        const watched = new WatchedFolder({
          folder,
          settleMs: options.settle * 1000,
          // Each time anew: a hub that was started again may have another address.
          send: (path) =>
            patiently(
              async () => {
                stopped.signal.throwIfAborted();
                return sendFile(await context.client(), uploadPath, folder, path);
              },
              Infinity,
              (error, times) => {
                const doublings = Math.log2(times / firstTold);
                if (doublings >= 0 && Number.isInteger(doublings))
                  output.note(
                    `the hub has not taken a file ${String(times)} times in a row, trying again: ${error.message}`,
                  );
                return options.giveUp > 0 && times >= options.giveUp;
              },
            ),
          onTaken: (file, state) => {
            output.note(`${state}: ${file}`);
          },
          onTrouble: (what) => {
            output.note(what);
          },
        });
        output.result(`watching ${folder}`, { folder, ingestionId, pid: process.pid });
        const watching = (async () => {
          while (!stopped.signal.aborted) {
            await watched.look(stopped.signal).catch((error: unknown) => {
              // A file that waits for a hub that is away stays where it is.
              if (!stopped.signal.aborted) throw error;
            });
            await wait(options.interval * 1000, undefined, { signal: stopped.signal }).catch(() => undefined);
          }
        })();
        await Promise.race([untilStopped(), watching]);
        stopped.abort();
        await watching;
      }),
    );
}
