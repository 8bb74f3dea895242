import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { expectReadableFolder } from '../folders.ts';
import { explainListening } from '../listen-failure.ts';
import { untilStopped } from '../until-stopped.ts';

interface Options {
  readonly host?: string;
  readonly port: number;
  readonly token?: string;
  readonly index?: string;
}

/** What is indexed by then is answered at once; the rest while the site answers. */
const waitMs = 3000;

/** `pesscara site DIR`: a folder of DICOM as a DICOMweb archive. */
export function addSiteCommand(program: Command, context: CommandContext): void {
  program
    .command('site <dir>')
    .description('expose a folder of DICOM as a DICOMweb archive: search, retrieve, rendered, store (PS3.18)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option(
      '--port <n>',
      'port to listen on; 0 lets the system choose',
      (text) => context.integer(text, 0, 65535),
      4101,
    )
    .option(
      '--token <token>',
      'bearer token that callers must send (or PESSCARA_SITE_TOKEN); required unless the host is loopback',
    )
    .option(
      '--index <dir>',
      'where the index is kept, outside of DIR (default: a folder of its own in $XDG_DATA_HOME/pesscara/sites, or ~/.local/share/pesscara/sites)',
    )
    .addHelpText(
      'after',
      `
The files are read where they are and never altered; what is stored over DICOMweb goes to
DIR/stow/. The service is at http://HOST:PORT/dicom-web. A file that is not DICOM is left out, and
counted at /health. The index outlives the process: the next start looks only for what has changed.

Example: pesscara site ./archive --port 4101`,
    )
    .action((dir: string, options: Options) =>
      context.run(async (output) => {
        const settings = context.settings();
        const { startSite } = await import('../wire-site.ts');
        await expectReadableFolder('DIR', dir);
        const address = { host: options.host ?? '127.0.0.1', port: options.port };
        const site = await startSite({
          folder: dir,
          ...address,
          index: options.index ?? (await defaultIndex(dir)),
          waitMs,
          token: options.token ?? settings.siteToken,
          log: (message) => process.stderr.write(`${message}\n`),
        }).catch((error: unknown) => {
          throw explainListening(error, address);
        });
        output.result(`site ${dir} at ${site.url}`, { url: site.url, pid: process.pid });
        await untilStopped();
        await site.close(5_000);
      }),
    );
}

async function defaultIndex(dir: string): Promise<string> {
  const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
  const name = createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
    .slice(0, 16);
  return join(data, 'pesscara', 'sites', name);
}
