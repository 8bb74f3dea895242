import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { readLookups } from '../../core/deidentification/lookup-file.ts';
import { previewDeidentification, type Preview } from '../../core/deidentification/preview.ts';
import { readProfile } from '../../core/deidentification/profile-input.ts';
import { builtInProfile, builtInProfiles, type DeidentificationProfile } from '../../core/deidentification/profile.ts';
import { createPseudonyms } from '../../core/deidentification/pseudonyms.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { badInput } from '../../core/errors.ts';
import { lookAtPixels } from '../../core/intake/native-pixels.ts';
import type { CommandContext } from '../command-context.ts';
import { counted, table } from '../output.ts';

interface Options {
  readonly profile: string;
  readonly lookups?: string;
  readonly all: boolean;
}

const text = z.string();
const maybe = text.nullish();
const number = z.number();
/** A file as `putDeidentificationProfile` takes it, without project and name. */
const profileFile = z.strictObject({
  base: text,
  options: z.array(text).nullish(),
  overrides: z.array(z.strictObject({ tag: text, action: text, value: maybe })).nullish(),
  lookups: z.array(z.strictObject({ tag: text, type: text, missing: maybe, value: maybe })).nullish(),
  researchIds: maybe,
  safePrivate: z.array(z.strictObject({ group: text, creator: text, element: text, vr: text })).nullish(),
  regions: z
    .array(
      z.strictObject({
        manufacturer: maybe,
        model: maybe,
        modality: maybe,
        imageType: maybe,
        rows: number.nullish(),
        columns: number.nullish(),
        rectangles: z.array(z.strictObject({ x: number, y: number, width: number, height: number })),
      }),
    )
    .nullish(),
  findText: maybe,
  blackOutText: z.boolean().nullish(),
});

/** `pesscara deidentify --dry-run FILE`: needs no hub. */
export function addDeidentifyCommand(program: Command, context: CommandContext): void {
  program
    .command('deidentify <file>')
    .description('show what a de-identification profile does to a DICOM file, attribute by attribute')
    .requiredOption('--dry-run', 'the only way: nothing is written')
    .requiredOption('--profile <file>', `a JSON file, or one of ${builtInProfiles.join(', ')}`)
    .option('--lookups <file>', 'lookup tables: lines type/key = value')
    .option('--all', 'also what stays as it is', false)
    .addHelpText(
      'after',
      `
The values before are the patient's: they go to your terminal and nowhere else. Research identifiers,
UIDs and dates are made by a key that is thrown away: a hub's are others.

Example: pesscara deidentify --dry-run scan.dcm --profile research/1`,
    )
    .action((file: string, options: Options) =>
      context.run(async (output) => {
        const preview = await previewOf(file, options);
        const shown = preview.attributes.filter(({ action }) => options.all || action !== 'kept');
        const rows = shown.map(({ path, keyword, vr, action, rule, before, after }) => [
          path,
          keyword ?? '-',
          vr,
          action,
          rule,
          quoted(before),
          quoted(after),
        ]);
        const findings = preview.result.findings.map(({ kind, detail }) => `${kind}: ${detail}`);
        const head = ['PATH', 'ATTRIBUTE', 'VR', 'ACTION', 'RULE', 'BEFORE', 'AFTER'];
        const lines = [
          table([head, ...rows]),
          '',
          ...findings,
          `${counted(shown.length, 'attribute')} of ${String(preview.attributes.length)} shown`,
        ];
        output.result(lines.join('\n'), { findings: preview.result.findings, attributes: shown });
      }),
    );
}

async function previewOf(path: string, options: Options): Promise<Preview> {
  const bytes = await bytesOf('FILE', path);
  const profile = await profileOf(options.profile);
  const entries =
    options.lookups === undefined
      ? []
      : readLookups((await bytesOf('--lookups', options.lookups)).toString('utf8'), '--lookups');
  const values = new Map(entries.map(({ type, key, value }) => [`${type}/${key}`, value]));
  // Loaded here alone: the other commands start without it.
  const eyes = (await import('../wire-decoder.ts')).openEyes();
  try {
    const { file, texts } = await lookAtPixels(eyes, readDicom(bytes), bytes, profile);
    return previewDeidentification(file, {
      pseudonyms: createPseudonyms(randomBytes(32)),
      profile,
      texts,
      lookup: (type, key) => values.get(`${type}/${key.trim()}`) ?? null,
    });
  } finally {
    await eyes.close();
  }
}

async function profileOf(named: string): Promise<DeidentificationProfile> {
  const builtIn = builtInProfile(named);
  if (builtIn !== null) return builtIn;
  const bytes = await bytesOf('--profile', named);
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badInput('--profile', 'a JSON file', named);
  }
  const read = profileFile.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw badInput(
      `--profile: ${issue?.path.join('.') ?? ''}`,
      'what putDeidentificationProfile takes',
      issue?.message,
    );
  }
  return readProfile('draft', read.data, '--profile');
}

async function bytesOf(what: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw badInput(what, 'a file that can be read', path);
  }
}

const quoted = (value: string | null): string => (value === null ? '-' : JSON.stringify(value));
