import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { badInput, HubError } from '../../core/errors.ts';
import { volumeFormats, type VolumeFormat } from '../../core/ports/image-formats.ts';
import type { CommandContext } from '../command-context.ts';
import { convertFiles } from '../convert-files.ts';
import { filesBelow } from '../ingest-folder.ts';
import { counted } from '../output.ts';

/** `pesscara convert FILE...`: needs no hub. */
export function addConvertCommand(program: Command, context: CommandContext): void {
  program
    .command('convert <path...>')
    .description('convert DICOM series, segmentations, structure sets and volumes, without a hub')
    .addOption(new Option('--to <format>', 'what to write').choices(volumeFormats).default('nifti'))
    .requiredOption('-o, --out <folder>', 'where to; files that are there stay')
    .addHelpText(
      'after',
      `
Paths are files or folders: DICOM (also SEG and RTSTRUCT, with the images that they mark), NIfTI, NRRD,
MetaImage (.mha), Analyze (.hdr with .img). docs/conversion.md says what becomes of them.

Example: pesscara convert scans --to nrrd -o volumes`,
    )
    .action((paths: string[], options: { readonly to: VolumeFormat; readonly out: string }) =>
      context.run(async (output) => {
        const files: string[] = [];
        for (const path of paths) {
          files.push(
            ...(await filesBelow(path).catch(() => {
              throw badInput('PATH', 'a file or folder that can be read', path);
            })),
          );
        }
        const workFolder = await mkdtemp(join(tmpdir(), 'pesscara-convert-'));
        // Loaded here alone: the other commands start without it.
        const { wireConversion } = await import('../wire-conversion.ts');
        const conversion = wireConversion(workFolder);
        try {
          const done = await convertFiles(conversion, files, options.to, options.out);
          const lines = done.map(({ source, files: made, reason }) => `${source}: ${reason ?? made.join(', ')}`);
          const failed = done.filter(({ reason }) => reason !== null).length;
          output.result(
            [...lines, `${counted(done.length - failed, 'conversion')}, ${String(failed)} failed`].join('\n'),
            done,
          );
          if (failed > 0 || done.length === 0)
            throw new HubError(
              'STEP_FAILED',
              done.length === 0 ? 'nothing here can be converted' : `${String(failed)} failed`,
            );
        } finally {
          await conversion.close();
          await rm(workFolder, { recursive: true, force: true });
        }
      }),
    );
}
