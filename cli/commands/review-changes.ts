import type { Command } from 'commander';
import { z } from 'zod';
import { badInput, notFound } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../output.ts';

interface Signing {
  readonly option: readonly [string, string, boolean];
  readonly signatureOf: (options: { readonly passwordStdin: boolean }) => Promise<object | null>;
}

interface RedactOptions {
  readonly region: readonly string[];
  readonly image?: readonly string[];
  readonly series?: string;
  readonly size?: string;
  readonly frame?: readonly string[];
  readonly comment?: string;
  readonly passwordStdin: boolean;
}

const signatures = z.object({
  signatures: z.array(
    z.object({
      decision: z.string(),
      meaning: z.string(),
      signerName: z.string(),
      signedAt: z.string(),
      imageCount: z.number(),
      state: z.string(),
      comment: z.string().nullable(),
    }),
  ),
});

/** The numbers of a text such as `10,20,300,40`. @throws BAD_USER_INPUT */
function numbersOf(text: string, count: number, field: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.length === count && numbers.every(Number.isInteger)) return numbers;
  throw badInput(field, `${String(count)} numbers with commas between`, text);
}

const regionOf = (text: string) => {
  const [x, y, width, height] = numbersOf(text, 4, '--region');
  return { x, y, width, height };
};

/** `pesscara review redact|requeue|signatures`. */
export function addReviewChanges(review: Command, context: CommandContext, { option, signatureOf }: Signing): void {
  review
    .command('redact <exam>')
    .description('black out regions of images that wait, for good; look at them again before you approve')
    .requiredOption('--region <x,y,width,height...>', 'pixels, from 0')
    .option('--image <id...>', 'these images')
    .option('--series <uid>', 'all images of the series')
    .option('--size <columns,rows>', 'all images of this size')
    .option('--frame <number...>', 'these frames, from 1 (default: all)')
    .option('--comment <text>', 'kept with the redaction')
    .option(...option)
    .action((exam: string, options: RedactOptions) =>
      context.run(async (output) => {
        const [columns, rows] = options.size === undefined ? [] : numbersOf(options.size, 2, '--size');
        const input = {
          quarantinedExamId: exam,
          regions: options.region.map(regionOf),
          imageIds: options.image,
          seriesInstanceUID: options.series,
          ...{ rows, columns },
          frames: options.frame?.flatMap((frame) => numbersOf(frame, 1, '--frame')),
          comment: options.comment,
          signature: await signatureOf(options),
        };
        const { redactImages } = await (
          await context.client()
        ).request(
          z.object({ redactImages: z.object({ quarantinedExam: z.object({ viewedImageCount: z.number() }) }) }),
          'mutation ($input: RedactImagesInput!) { redactImages(input: $input) { quarantinedExam { viewedImageCount } } }',
          { input },
        );
        output.result(`redacted: look at ${exam} again, then approve it`, redactImages.quarantinedExam);
      }),
    );
  review
    .command('requeue <exam>')
    .description('send an exam back, to be de-identified anew by another profile')
    .requiredOption(
      '--profile <name>',
      'a built-in profile, or one of the project: name@version, or name for its newest',
    )
    .requiredOption('--comment <text>', 'why')
    .option(...option)
    .action((exam: string, options: { profile: string; comment: string; passwordStdin: boolean }) =>
      context.run(async (output) => {
        const { profile, comment } = options;
        const signature = await signatureOf(options);
        await (
          await context.client()
        ).request(
          z.unknown(),
          'mutation ($input: RequeueExamInput!) { requeueExam(input: $input) { quarantinedExam { id state } } }',
          { input: { quarantinedExamId: exam, profile, comment, signature } },
        );
        output.result(`sent back: what ${profile} makes of it will wait for review`, { requeued: exam });
      }),
    );
  review
    .command('signatures <exam>')
    .description('who signed what about an exam, and whether each signature fits its record')
    .action((exam: string) =>
      context.run(async (output) => {
        const { quarantinedExam } = await (
          await context.client()
        ).request(
          z.object({ quarantinedExam: signatures.nullable() }),
          `query ($id: ID!) { quarantinedExam(id: $id) {
            signatures { decision meaning signerName signedAt imageCount state comment } } }`,
          { id: exam },
        );
        if (!quarantinedExam) throw notFound('quarantined exam');
        const found = quarantinedExam.signatures;
        const rows = found.map((one) => [
          one.signedAt,
          one.signerName,
          one.decision,
          one.meaning,
          one.state,
          one.comment ?? '',
        ]);
        output.result(rows.length === 0 ? 'no signatures' : table(rows), found);
      }),
    );
}
