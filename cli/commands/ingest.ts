import { resolve } from 'node:path';
import type { Command } from 'commander';
import { HubError } from '../../core/errors.ts';
import { exitCodes } from '../exit.ts';
import { filesBelow, ingestFiles, refusedFiles, waitUntilSettled } from '../ingest-folder.ts';
import { counted, table } from '../output.ts';
import { ensurePlace } from '../places.ts';
import type { CommandContext } from '../command-context.ts';

interface Options {
  readonly project: string;
  readonly pool: string;
  readonly wait: boolean;
  readonly create: boolean;
  readonly concurrency: number;
}

/** `pesscara ingest DIR`: sends a folder to a pool of the running hub. */
export function addIngestCommand(program: Command, context: CommandContext): void {
  program
    .command('ingest <dir>')
    .description(
      'send every file of a folder (or one file), and of ZIPs, to a pool: de-identified, then in quarantine until a reviewer approves',
    )
    .requiredOption('--project <name>', 'the project; made if it is missing and you are an administrator')
    .requiredOption('--pool <name>', 'the pool; made if it is missing and you may')
    .option('--wait', 'wait until every file is de-identified (in quarantine) or refused', false)
    .option('--no-create', 'fail rather than make a missing project or pool')
    .option('--concurrency <n>', 'files sent at a time', (text) => context.integer(text, 1, 32), 4)
    .addHelpText(
      'after',
      `
What cannot be taken is reported file by file with the reason; the rest goes through. Links are not
followed. Sending a folder again is safe: the hub knows the bytes that it has.
Exit code: 0 when at least one file went in or was there already, 1 when none did.

Example: pesscara ingest ./scans --project GLIOMA --pool hospital-b --wait`,
    )
    .action((dir: string, options: Options) => context.run((output) => ingest(dir, options, output, context)));
}

async function ingest(
  dir: string,
  options: Options,
  output: Parameters<Parameters<CommandContext['run']>[0]>[0],
  context: CommandContext,
): Promise<void> {
  const client = await context.client();
  const root = resolve(dir);
  const paths = await filesBelow(root).catch((error: unknown) => {
    throw new HubError(
      'BAD_USER_INPUT',
      `DIR: expected a folder or a file that can be read, got ${JSON.stringify(dir)}`,
      {},
      { cause: error },
    );
  });
  if (paths.length === 0)
    throw new HubError('BAD_USER_INPUT', `DIR: expected a folder with files, ${JSON.stringify(dir)} has none`);
  const projectId = await ensurePlace(client, options, options.create, (what) => {
    output.note(`made ${what}`);
  });
  const report = await ingestFiles(
    client,
    { projectId, pool: options.pool },
    root,
    paths,
    progress((text) => {
      output.note(text);
    }),
    options.concurrency,
  );
  const count = (outcome: string) => report.files.filter((file) => file.outcome === outcome).length;
  const counts = options.wait ? await waitUntilSettled(client, report.ingestionId, () => undefined) : null;
  const refused = options.wait
    ? await refusedFiles(client, report.ingestionId)
    : report.files.flatMap(({ file, outcome, reason }) =>
        outcome === 'REFUSED' ? [{ file, reason: reason ?? '' }] : [],
      );
  const lines = [
    `${counted(report.files.length, 'file')} sent: ${String(count('RECEIVED'))} received, ${String(count('DUPLICATE'))} known already, ${String(refused.length)} refused`,
    ...(counts
      ? [
          `${counted(counts.quarantined, 'file')} de-identified and waiting for review${
            counts.quarantined > 0 ? `: pesscara review list --project ${options.project}` : ''
          }`,
        ]
      : []),
    ...(refused.length > 0 ? [`refused:\n${table(refused.map(({ file, reason }) => [`  ${file}`, reason]))}`] : []),
  ];
  output.result(lines.join('\n'), {
    ingestionId: report.ingestionId,
    sent: report.files.length,
    received: count('RECEIVED'),
    duplicate: count('DUPLICATE'),
    refused,
    ...(counts ? { counts } : {}),
  });
  if (refused.length >= report.files.length) process.exitCode = exitCodes.failed;
}

/** Says how far it is, at most every half second. */
function progress(note: (text: string) => void): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    const now = Date.now();
    if (now - last < 500 && done < total) return;
    last = now;
    note(`sent ${String(done)} of ${String(total)}`);
  };
}
