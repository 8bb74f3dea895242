import { z } from 'zod';
import type { HubClient } from '../../cli/hub-client.ts';
import { createProject } from '../served/start-served.ts';

const idOf = (field: string, inner: string) =>
  z.object({ [field]: z.object({ [inner]: z.object({ id: z.string() }) }) });

/** What each of the steps does. */
export type TrivialKind = 'notify' | 'classify';

/** A workflow of steps that wait for one another, in a project with exams to run it on. */
interface BenchProject {
  readonly projectId: string;
  readonly workflowId: string;
  readonly examIds: readonly string[];
}

/** A document of `steps` steps, each of which needs the one before it. */
export function chain(steps: number, kind: TrivialKind) {
  const doing = kind === 'notify' ? { uses: kind, with: { text: 'Done.' } } : { uses: kind, foreach: 'series' };
  return {
    name: 'chain',
    reuse: 'NEVER',
    steps: Array.from({ length: steps }, (_, n) => ({
      id: `step-${String(n + 1)}`,
      ...doing,
      ...(n === 0 ? {} : { needs: [`step-${String(n)}`] }),
    })),
  };
}

/** Makes all of it at the public door; each exam has one series. */
export async function benchProject(
  hub: HubClient,
  { exams, document }: { readonly exams: number; readonly document: object },
): Promise<BenchProject> {
  const make = async (mutation: string, type: string, payload: string, input: Readonly<Record<string, unknown>>) => {
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${payload} { id } } }`;
    const answer = await hub.request(idOf(mutation, payload), text, { input });
    return answer[mutation]?.[payload]?.id ?? '';
  };
  const projectId = await createProject(hub, 'BENCH');
  const workflowId = await make('putWorkflow', 'PutWorkflowInput', 'workflow', { projectId, document });
  const subjectId = await make('createSubject', 'CreateSubjectInput', 'subject', { projectId, researchId: 'S-1' });
  const examIds: string[] = [];
  for (let n = 0; n < exams; n++) {
    const examId = await make('createExam', 'CreateExamInput', 'exam', { subjectIds: [subjectId] });
    await make('createSeries', 'CreateSeriesInput', 'series', { examId, modality: 'MR' });
    examIds.push(examId);
  }
  return { projectId, workflowId, examIds };
}

const started = z.object({
  startRuns: z.object({
    results: z.array(z.object({ run: z.object({ id: z.string() }).nullable(), message: z.string().nullable() })),
  }),
});

/** Starts a run on each of the exams; the runs' ids. @throws Error when one did not start */
export async function startOn(hub: HubClient, workflowId: string, examIds: readonly string[]): Promise<string[]> {
  const { startRuns } = await hub.request(
    started,
    'mutation ($input: StartRunsInput!) { startRuns(input: $input) { results { run { id } message } } }',
    { input: { workflowId, examIds } },
  );
  return startRuns.results.map(({ run, message }) => {
    if (!run) throw new Error(`a run did not start: ${String(message)}`);
    return run.id;
  });
}

const counted = z.object({
  completed: z.object({ totalCount: z.number() }),
  failed: z.object({ totalCount: z.number() }),
});

/** How many runs of the project have completed. @throws Error when one has failed */
export async function countCompleted(hub: HubClient, projectId: string): Promise<number> {
  const { completed, failed } = await hub.request(
    counted,
    `query ($p: ID!) { completed: runs(filter: { projectId: $p, state: COMPLETED }, first: 1) { totalCount }
      failed: runs(filter: { projectId: $p, state: FAILED }, first: 1) { totalCount } }`,
    { p: projectId },
  );
  if (failed.totalCount > 0) throw new Error(`${String(failed.totalCount)} runs failed`);
  return completed.totalCount;
}
