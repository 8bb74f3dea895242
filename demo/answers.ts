import { z } from 'zod';
import { counted, table } from '../cli/output.ts';
import type { HubClient } from '../cli/hub-client.ts';

/** One question over all five subgraphs: graph, archives, clinical facts, biomarkers and runs. */
export const federatedQuestion = `query FederatedAnswer($projectId: ID!) {
  subjects(projectId: $projectId, first: 100) {
    totalCount
    nodes {
      label
      diagnoses { name grade }
      variants { gene status }
      survivalDays
      exams {
        studyDate
        archives { site { name } instanceCount status { reachable } }
        series { seriesType modality imageCount biomarkers { id name value unit } }
        runs { state percent reusedCount }
      }
    }
  }
}`;

const archivedCopy = z.object({
  site: z.object({ name: z.string() }),
  instanceCount: z.number().nullable(),
  status: z.object({ reachable: z.boolean() }),
});
const biomarker = z.object({ id: z.string(), name: z.string(), value: z.number(), unit: z.string() });
const federatedAnswer = z.object({
  subjects: z.object({
    totalCount: z.number(),
    nodes: z.array(
      z.object({
        label: z.string(),
        diagnoses: z.array(z.object({ name: z.string(), grade: z.number().nullable() })),
        variants: z.array(z.object({ gene: z.string(), status: z.string() })),
        survivalDays: z.number().nullable(),
        exams: z.array(
          z.object({
            studyDate: z.string().nullable(),
            archives: z.array(archivedCopy),
            series: z.array(
              z.object({
                seriesType: z.string().nullable(),
                modality: z.string().nullable(),
                imageCount: z.number(),
                biomarkers: z.array(biomarker),
              }),
            ),
            runs: z.array(z.object({ state: z.string(), percent: z.number(), reusedCount: z.number() })),
          }),
        ),
      }),
    ),
  }),
});
export type FederatedAnswer = z.infer<typeof federatedAnswer>['subjects'];

/** The federated answer. @throws HubError when any part of it has an error */
export async function askFederated(client: HubClient, projectId: string): Promise<FederatedAnswer> {
  return (await client.request(federatedAnswer, federatedQuestion, { projectId })).subjects;
}

const maxSubjects = 8;

/** The answer in text: each subject with its facts, its exams with where their pixels are, and its series' biomarkers. */
export function formatAnswer(answer: FederatedAnswer): string {
  const shown = answer.nodes.slice(0, maxSubjects);
  const more = answer.totalCount - shown.length;
  return [...shown.map(formatSubject), ...(more > 0 ? [`... and ${counted(more, 'more subject')}`] : [])].join('\n');
}

/** The biomarker whose lineage teaches most: a volume that is not empty, else any; null when there is none. */
export function biomarkerToExplain(answer: FederatedAnswer): { readonly id: string } | null {
  const all = answer.nodes.flatMap(({ exams }) => exams.flatMap(({ series }) => series.flatMap((s) => s.biomarkers)));
  return all.find((b) => b.name === 'volumeAboveThreshold' && b.value > 0) ?? all[0] ?? null;
}

type Subject = FederatedAnswer['nodes'][number];
type Exam = Subject['exams'][number];

function formatSubject(subject: Subject): string {
  const facts = [
    ...subject.diagnoses.map(({ name, grade }) => (grade === null ? name : `${name}, grade ${String(grade)}`)),
    ...subject.variants.filter((v) => v.gene === 'IDH1').map((v) => `IDH1 ${v.status.toLowerCase()}`),
    ...(subject.survivalDays === null ? [] : [`survival ${String(subject.survivalDays)} days`]),
  ];
  return [
    `${subject.label}  ${facts.join('; ') || 'no clinical facts'}`,
    ...subject.exams.flatMap((exam) => [`  ${formatExam(exam)}`, ...formatSeries(exam)]),
  ].join('\n');
}

function formatExam({ studyDate, archives, runs }: Exam): string {
  const copies = archives.flatMap(({ site, instanceCount, status }) =>
    status.reachable
      ? (instanceCount ?? 0) > 0
        ? [`${counted(instanceCount ?? 0, 'image')} at ${site.name}`]
        : []
      : [`${site.name} does not answer`],
  );
  const states = runs.map((run) => `run ${run.state.toLowerCase()}`);
  return `${studyDate ?? 'no date   '}  ${[...copies, ...states].join(', ')}`;
}

function formatSeries({ series }: Exam): string[] {
  if (series.length === 0) return [];
  const rows = series.map(({ seriesType, modality, biomarkers }) => {
    const byName = Map.groupBy(biomarkers, ({ name }) => name);
    const cells = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, all]) => `${name} ${valuesOf(all)}`);
    return [`    ${seriesType ?? modality ?? 'unknown'}`, ...(cells.length > 0 ? cells : ['-'])];
  });
  return table(rows).split('\n');
}

/** `646.7, 670.7 HU`: as many values as volumes came of the series. */
function valuesOf(all: readonly z.infer<typeof biomarker>[]): string {
  const unit = all[0]?.unit ?? '1';
  const values = all
    .map((b) => b.value)
    .toSorted((a, b) => a - b)
    .map((value) => String(Math.round(value * 10) / 10));
  return `${values.join(', ')}${unit === '1' ? '' : ` ${unit === "[hnsf'U]" ? 'HU' : unit}`}`;
}
