import { z } from 'zod';
import { examsInQuarantine, reviewExam, type QuarantinedExam } from '../cli/commands/review.ts';
import type { HubClient } from '../cli/hub-client.ts';
import { counted } from '../cli/output.ts';
import { patiently } from '../cli/patiently.ts';
import { say } from './report.ts';

/**
 * Approves, as the reviewer, what has no finding that a person must look at, and tells what is held back and why. Answers
 * how many exams of the project are approved by now, those of an earlier demo on the same folder among them.
 */
export async function reviewAll(
  admin: () => HubClient,
  reviewer: () => Promise<HubClient>,
  projectId: string,
): Promise<number> {
  const waiting = await patiently(() => examsInQuarantine(admin(), projectId));
  const suspect = waiting.filter((exam) => exam.findings.some((finding) => finding.kind !== 'OVERLAY_REMOVED'));
  const clean = waiting.filter((exam) => !suspect.includes(exam));
  for (const exam of clean)
    await patiently(async () => reviewExam(await reviewer(), 'approveExam', exam.id, 'Looked at.'));
  if (suspect.length > 0) {
    say(`${counted(suspect.length, 'exam')} held back, since text may be in the pixels or the report:`);
    for (const exam of suspect) say(describe(exam));
  }
  const approved = await patiently(() => approvedExams(admin(), projectId));
  const before = approved - clean.length;
  say(`the reviewer approved ${counted(clean.length, 'exam')}${before > 0 ? `; ${String(before)} were before` : ''}`);
  return approved;
}

function describe({ researchId, studyDate, modalities, imageCount, findings }: QuarantinedExam): string {
  const exam = [researchId, studyDate ?? 'no date', modalities.join('/'), counted(imageCount, 'image')]
    .filter((part) => part !== '')
    .join('  ');
  return [`  ${exam}`, ...findings.map((f) => `    ${f.kind} (${counted(f.imageCount, 'image')}): ${f.detail}`)].join(
    '\n',
  );
}

const countAnswer = z.object({ quarantine: z.object({ totalCount: z.number() }) });

async function approvedExams(client: HubClient, projectId: string): Promise<number> {
  const { quarantine } = await client.request(
    countAnswer,
    'query ($projectId: ID!) { quarantine(projectId: $projectId, state: APPROVED, first: 1) { totalCount } }',
    { projectId },
  );
  return quarantine.totalCount;
}
