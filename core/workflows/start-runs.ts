import { assetQueryOf } from '../assets/saved-queries.ts';
import { badInput, HubError, notFound, type ErrorCode } from '../errors.ts';
import { requireSignedIn, type Actor } from '../policy/policy.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run } from './run.ts';
import { startRun, type StartRunInput } from './start-run.ts';

const mostExams = 1000;

/** Several exams: by their ids, or a page of what a saved query finds. */
export interface StartRunsInput extends Omit<StartRunInput, 'examId'> {
  readonly examIds: readonly string[] | null;
  readonly savedQueryId: string | null;
  /** Of what the query finds, 1 to 1000. */
  readonly first: number;
  readonly after: string | null;
}

/** What became of one exam: a run, or why there is none. */
export interface StartedOn {
  readonly examId: string;
  readonly run: Run | null;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

export interface StartedRuns {
  readonly results: readonly StartedOn[];
  /** Null: the exams were named. */
  readonly page: { readonly hasNextPage: boolean; readonly endCursor: string | null } | null;
}

/**
 * Starts a run on each exam, with an answer for each. Each is started for itself: one that can't be leaves the others alone.
 * @throws what is the same for all of them: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function startRuns(ports: WorkflowPorts, actor: Actor, input: StartRunsInput): Promise<StartedRuns> {
  requireSignedIn(actor);
  const { examIds, savedQueryId } = input;
  if ((examIds === null) === (savedQueryId === null))
    throw badInput('input', 'either examIds or savedQueryId', examIds === null ? 'none' : 'both');
  if (input.first < 1 || input.first > mostExams) throw badInput('input.first', '1 to 1000', input.first);
  if (examIds !== null && (examIds.length < 1 || examIds.length > mostExams))
    throw badInput('input.examIds', '1 to 1000 exams', examIds.length);
  const found = savedQueryId === null ? null : await examsFound(ports, actor, savedQueryId, input);
  const results: StartedOn[] = [];
  for (const examId of new Set(found?.ids ?? examIds ?? [])) results.push(await startOn(ports, actor, input, examId));
  return { results, page: found && { hasNextPage: found.hasNextPage, endCursor: found.endCursor } };
}

async function startOn(ports: WorkflowPorts, actor: Actor, input: StartRunsInput, examId: string): Promise<StartedOn> {
  const { workflowId, reuse, clientKey } = input;
  try {
    return { examId, run: await startRun(ports, actor, { workflowId, reuse, clientKey, examId }), error: null };
  } catch (caught) {
    if (!(caught instanceof HubError) || caught.retryable || !isOfExam(caught)) throw caught;
    return { examId, run: null, error: { code: caught.code, message: caught.message } };
  }
}

/** Whether it says something of that exam alone, or of how many there were before it. */
function isOfExam({ code, message }: HubError): boolean {
  return (
    code === 'WITHDRAWN' ||
    code === 'OUTSIDE_CONTEXT' ||
    code === 'QUOTA_EXCEEDED' ||
    (code === 'NOT_FOUND' && message.includes('exam'))
  );
}

async function examsFound(
  { finding }: Pick<WorkflowPorts, 'finding'>,
  actor: Actor,
  savedQueryId: string,
  { first, after }: StartRunsInput,
) {
  const query = await finding.savedQuery(actor, savedQueryId);
  if (!query) throw notFound('saved query');
  const page = await finding.searchAssets(actor, assetQueryOf(query), first, after);
  const exams = page.edges.filter(({ node }) => node.level === 'EXAM');
  return {
    ids: exams.map(({ node }) => node.id),
    hasNextPage: page.hasNextPage,
    endCursor: page.edges.at(-1)?.cursor ?? null,
  };
}
