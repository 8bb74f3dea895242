import { z } from 'zod';
import { table } from '../cli/output.ts';
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

/** The answer as a table: a row for each series with its biomarkers. */
export function formatAnswer(answer: FederatedAnswer): string {
  const rows = answer.nodes.flatMap((subject) =>
    subject.exams.flatMap((exam) =>
      exam.series.map((series) => [
        subject.label,
        subject.diagnoses.map((d) => d.name).join(', ') || '-',
        subject.variants
          .filter((v) => v.gene === 'IDH1')
          .map((v) => `IDH1 ${v.status.toLowerCase()}`)
          .join() || '-',
        subject.survivalDays === null ? '-' : `${String(subject.survivalDays)} d`,
        exam.studyDate ?? '-',
        exam.archives.map((copy) => `${copy.site.name}:${String(copy.instanceCount ?? '?')}`).join(' '),
        exam.runs.map((run) => run.state.toLowerCase()).join(' ') || '-',
        series.seriesType ?? series.modality ?? '-',
        series.biomarkers.map((b) => `${b.name} ${String(Math.round(b.value * 10) / 10)}${b.unit === '1' ? '' : ` ${b.unit}`}`).join(', ') || '-',
      ]),
    ),
  );
  return table([
    ['subject', 'diagnosis', 'marker', 'survival', 'exam', 'pixels at', 'run', 'series', 'biomarkers'],
    ...rows,
  ]);
}
