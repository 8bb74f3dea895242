import type { ProtocolReport } from '../ports/protocol-store.ts';
import type { MatchedSeries, RuleFinding } from './report.ts';

/** What a message may say of an exam: its research identifier and its date as de-identification left it. */
export interface NamedExam {
  readonly researchId: string;
  /** YYYY-MM-DD; null: not kept. */
  readonly studyDate: string | null;
  readonly project: string;
  readonly pool: string;
}

/** Subject and text of the message that tells a centre of an exam's state. Rules and limits are the project's words; nothing is of the images' texts. */
export function messageText(
  exam: NamedExam,
  report: ProtocolReport,
): { readonly subject: string; readonly text: string } {
  const accepted = new Set(report.accepted.map(({ rule }) => rule));
  const faults = report.rules.filter(({ rule }) => !accepted.has(rule));
  const missing = faults.filter(({ outcome }) => outcome === 'MISSING');
  const deviating = faults.filter(({ outcome }) => outcome === 'DEVIATES');
  const date = exam.studyDate ?? 'no date kept';
  const timePoint = report.timePoint === null ? '' : `, ${report.timePoint}`;
  const lines = [
    `Project ${exam.project}, received by ${exam.pool}`,
    `Exam of ${exam.researchId}, ${date}${timePoint}`,
    '',
    ...(report.state === 'COMPLETE'
      ? ['The exam is complete now, or was accepted as it is. Nothing more is needed.']
      : []),
    ...section('Missing series:', missing.map(missingText)),
    ...section('Series that are not as the protocol says:', deviating.flatMap(deviationLines)),
    ...(missing.length > 0 ? ['Please send what is missing. If it was never acquired, tell the project.'] : []),
  ];
  const state = { COMPLETE: 'complete', INCOMPLETE: 'series are missing', DEVIATES: 'deviates from the protocol' };
  return {
    subject: `${exam.project}: ${exam.researchId}, ${date}: ${state[report.state]}`,
    text: `${lines.join('\n')}\n`,
  };
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`), ''];
}

const missingText = ({ rule, expected, series }: RuleFinding): string =>
  series.length === 0 ? rule : `${rule} (expected ${expected}, found ${String(series.length)})`;

function deviationLines({ rule, series, tooMany }: RuleFinding): readonly string[] {
  const of = ({ deviations }: MatchedSeries) =>
    deviations.map(({ property, expected, found }) => `${rule}: ${property} ${expected}, found ${found}`);
  return [...series.flatMap(of), ...(tooMany > 0 ? [`${rule}: ${String(tooMany)} more than expected`] : [])];
}
