import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { checkAuditExport } from '../../core/audit/check-export.ts';
import { badInput, HubError } from '../../core/errors.ts';
import type { AuditCheckpoint } from '../../core/ports/audit-trail.ts';
import type { CommandContext } from '../command-context.ts';
import { hubErrorOf } from '../hub-client.ts';
import { counted } from '../output.ts';

/** `pesscara audit export|verify`: the audit trail as a file to keep elsewhere, and its check without a hub. */
export function addAuditCommand(program: Command, context: CommandContext): void {
  const command = program.command('audit').description('the audit trail as a file, and the check of such a file');
  command
    .command('export <file>')
    .description('write the audit trail, an entry a line, and check it (administrators only)')
    .option('--after <n>', 'only entries after that number', (text) => context.integer(text, 0, 2 ** 48), 0)
    .action((file: string, { after }: { after: number }) =>
      context.run(async (output) => {
        const client = await context.client();
        const reply = await client.fetch(`/audit.ndjson?after=${String(after)}`);
        if (!reply.ok || reply.body === null) {
          const { code, message } = (await client.json(reply)) as { code?: unknown; message?: string };
          throw hubErrorOf(code, message ?? `HTTP ${String(reply.status)}`);
        }
        // What stands under that name is whole, or is what stood there before.
        const temporary = `${file}.part`;
        try {
          await pipeline(Readable.fromWeb(reply.body), createWriteStream(temporary, { mode: 0o600 })).catch(
            (cause: unknown) => {
              throw new HubError('UNAVAILABLE', 'the audit trail was not written to its end', {}, { cause });
            },
          );
          const found = await check(temporary, []);
          if (found.firstBroken !== null) throw broken(found.firstBroken, found.why);
          await rename(temporary, file);
          output.result(`${described(found.after, found.last)} written to ${file}`, { file, ...found });
        } finally {
          await rm(temporary, { force: true });
        }
      }),
    );
  command
    .command('verify <file>')
    .description('follow the chain of an exported audit trail, without a hub, and name the first broken link')
    .option(
      '--expect <number:hash>',
      'an entry whose hash was noted earlier; may be given again',
      (text, earlier: readonly AuditCheckpoint[]) => [...earlier, checkpoint(text)],
      [] as readonly AuditCheckpoint[],
    )
    .action((file: string, { expect }: { expect: readonly AuditCheckpoint[] }) =>
      context.run(async (output) => {
        const found = await check(file, expect);
        if (found.firstBroken !== null) {
          output.result(`broken at entry ${String(found.firstBroken)}: ${found.why ?? ''}`, found);
          process.exitCode = 1;
          return;
        }
        output.result(`${described(found.after, found.last)}, whole; the last hash is ${found.last.hash}`, found);
      }),
    );
}

async function check(file: string, known: readonly AuditCheckpoint[]) {
  const input = createReadStream(file, 'utf8');
  try {
    return await checkAuditExport(createInterface({ input, crlfDelay: Infinity }), known);
  } catch (error) {
    const { syscall, code = '' } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw badInput('FILE', 'an exported audit trail that can be read', `${file} (${code})`);
  } finally {
    input.destroy();
  }
}

const broken = (entry: number, why: string | null): HubError =>
  new HubError('CONFLICT', `the audit trail is broken at entry ${String(entry)}: ${why ?? ''}`);

function described(after: number, last: AuditCheckpoint): string {
  const entries = counted(last.sequence - after, 'entry', 'entries');
  return after === 0 ? entries : `${entries} after number ${String(after)}`;
}

function checkpoint(text: string): AuditCheckpoint {
  const [, sequence, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new InvalidArgumentError('Expected the number of an entry, a colon and its hash (64 hexadecimal digits).');
  return { sequence: Number(sequence), hash };
}
