import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { z } from 'zod';
import { chosenProject, eachId } from '../chosen-ids.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import type { Output } from '../output.ts';
import { counted, table } from '../output.ts';
import { projectIdOf } from '../places.ts';
import { addReviewChanges } from './review-changes.ts';

const quarantined = z.object({
  id: z.string(),
  researchId: z.string(),
  studyDate: z.string().nullable(),
  modalities: z.array(z.string()),
  imageCount: z.number(),
  findings: z.array(z.object({ kind: z.string(), detail: z.string(), imageCount: z.number() })),
});
export type QuarantinedExam = z.infer<typeof quarantined>;

const page = z.object({
  quarantine: z.object({
    nodes: z.array(quarantined),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** All exams of the project that wait for a reviewer, or for this one, oldest first. */
export async function examsInQuarantine(
  client: HubClient,
  projectId: string,
  mine = false,
): Promise<QuarantinedExam[]> {
  const exams: QuarantinedExam[] = [];
  let after: string | null = null;
  for (;;) {
    const { quarantine }: z.infer<typeof page> = await client.request(
      page,
      `query ($projectId: ID!, $after: String, $mine: Boolean!) {
        quarantine(projectId: $projectId, first: 100, after: $after, mine: $mine) {
          nodes { id researchId studyDate modalities imageCount findings { kind detail imageCount } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { projectId, after, mine },
    );
    exams.push(...quarantine.nodes);
    if (!quarantine.pageInfo.hasNextPage) return exams;
    after = quarantine.pageInfo.endCursor;
  }
}

/** Approves or rejects one exam. */
export async function reviewExam(
  client: HubClient,
  verdict: 'approveExam' | 'rejectExam',
  id: string,
  comment: string | null,
  signature: object | null = null,
): Promise<void> {
  await client.request(
    z.unknown(),
    `mutation ($input: ReviewExamInput!) { ${verdict}(input: $input) { quarantinedExam { id state } } }`,
    {
      input: { quarantinedExamId: id, ...(comment === null ? {} : { comment }), signature },
    },
  );
}

interface VerdictOptions {
  readonly project?: string;
  readonly all?: boolean;
  readonly comment?: string;
  readonly passwordStdin: boolean;
}

/** How a decision is signed: with the password from stdin, where that is wanted. */
async function signatureOf({ passwordStdin }: { readonly passwordStdin: boolean }): Promise<object | null> {
  return passwordStdin ? { password: (await text(process.stdin)).replace(/\r?\n$/, '') } : null;
}

const passwordOption = ['--password-stdin', 'sign with your password, read from stdin', false] as const;

/** `pesscara review list|approve|reject|redact|requeue|signatures`. */
export function addReviewCommand(program: Command, context: CommandContext): void {
  const review = program
    .command('review')
    .description('look at de-identified exams in quarantine, and approve or reject them');
  review
    .command('list')
    .description('exams that wait for a reviewer')
    .requiredOption('--project <name>', 'the project')
    .option('--mine', 'only what waits for your decision', false)
    .action((options: { project: string; mine: boolean }) =>
      context.run(async (output) => {
        const client = await context.client();
        const exams = await examsInQuarantine(client, await projectIdOf(client, options.project), options.mine);
        output.result(exams.length === 0 ? 'nothing waits for review' : table(exams.map(examRow)), exams);
      }),
    );
  review
    .command('approve [ids...]')
    .description('release exams: they become assets of the project, signed with your name')
    .option('--project <name>', 'the project, with --all')
    .option('--all', 'every exam of the project that waits for your decision, with or without findings')
    .option('--comment <text>', 'kept with the approval')
    .option(...passwordOption)
    .action((ids: string[], options: VerdictOptions) =>
      context.run((output) => decide('approveExam', ids, options, output, context)),
    );
  review
    .command('reject <ids...>')
    .description('keep exams out for good')
    .option('--project <name>', 'not needed: an id says the project')
    .requiredOption('--comment <text>', 'why')
    .option(...passwordOption)
    .action((ids: string[], options: VerdictOptions) =>
      context.run((output) => decide('rejectExam', ids, options, output, context)),
    );
  addReviewChanges(review, context, { option: passwordOption, signatureOf });
}

async function decide(
  verdict: 'approveExam' | 'rejectExam',
  ids: readonly string[],
  options: VerdictOptions,
  output: Output,
  context: CommandContext,
): Promise<void> {
  const project = chosenProject(ids, options);
  const client = await context.client();
  const signature = await signatureOf(options);
  if (project !== null) {
    await approveAll(
      client,
      { projectId: await projectIdOf(client, project), comment: options.comment, signature },
      output,
    );
    return;
  }
  await eachId(ids, (id) => reviewExam(client, verdict, id, options.comment ?? null, signature));
  const verb = verdict === 'approveExam' ? 'approved' : 'rejected';
  output.result(`${counted(ids.length, 'exam')} ${verb}`, { [verb]: ids });
}

const ids = z.array(z.object({ id: z.string() }));
const approvedAll = z.object({ approveAllExams: z.object({ approved: ids, awaitingSecond: ids }) });

/** Exams of one call. */
const mostAtOnce = 1000;

/** All that waits for this person now; what comes meanwhile they have not seen listed, and it waits on. */
async function approveAll(client: HubClient, input: object, output: Output): Promise<void> {
  const approved: string[] = [];
  const awaitingSecond: string[] = [];
  for (;;) {
    const { approveAllExams: done } = await client.request(
      approvedAll,
      'mutation ($input: ApproveAllExamsInput!) { approveAllExams(input: $input) { approved { id } awaitingSecond { id } } }',
      { input },
    );
    approved.push(...done.approved.map(({ id }) => id));
    awaitingSecond.push(...done.awaitingSecond.map(({ id }) => id));
    if (done.approved.length + done.awaitingSecond.length < mostAtOnce) break;
  }
  const second =
    awaitingSecond.length === 0
      ? ''
      : `, ${counted(awaitingSecond.length, 'exam')} signed: another person's approval is needed`;
  output.result(`${counted(approved.length, 'exam')} approved${second}`, { approved, awaitingSecond });
}

/** One exam as a row of a table: id, subject, date, modalities, images, findings. */
function examRow(exam: QuarantinedExam): string[] {
  return [
    exam.id,
    exam.researchId,
    exam.studyDate ?? '-',
    exam.modalities.join('/') || '-',
    counted(exam.imageCount, 'image'),
    exam.findings.map((finding) => `${finding.kind} (${String(finding.imageCount)}): ${finding.detail}`).join('; ') ||
      'no findings',
  ];
}
