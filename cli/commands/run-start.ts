import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput, HubError } from '../../core/errors.ts';
import { reusePolicies } from '../../core/workflows/run.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes, HubUnreachable } from '../exit.ts';
import type { HubClient } from '../hub-client.ts';
import type { Output } from '../output.ts';
import { counted, table } from '../output.ts';
import { patiently } from '../patiently.ts';
import { projectIdOf } from '../places.ts';
import { watchRun } from '../watch-run.ts';

const pageInfoShape = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
type PageInfo = z.infer<typeof pageInfoShape>;
const labelled = z.object({ id: z.string(), label: z.string() });
const plan = z.object({
  exam: labelled,
  refusedBecause: z.string().nullable(),
  steps: z.array(
    z.object({
      step: z.string(),
      uses: z.string(),
      outcome: z.string(),
      reason: z.string().nullable(),
      series: labelled.nullable(),
      exam: labelled.nullable(),
      earlierRun: z.object({ id: z.string() }).nullable(),
    }),
  ),
});
const started = z.object({
  examId: z.string(),
  run: z.object({ id: z.string() }).nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
type Started = z.infer<typeof started>;
const startAnswer = z.object({
  startRuns: z.object({
    results: z.array(started),
    pageInfo: pageInfoShape.nullable(),
  }),
});

interface Chosen {
  readonly project: string;
  readonly exam?: readonly string[];
  readonly all?: boolean;
  readonly query?: string;
  readonly reuse?: string;
  readonly key?: string;
  readonly watch?: boolean;
}

/** `pesscara run plan|start`. */
export function addRunStartCommands(command: Command, context: CommandContext): void {
  command
    .command('plan <workflow>')
    .description(
      'what a run of a workflow on an exam would do: which steps, which left out and why; nothing is written',
    )
    .requiredOption('--project <name>', 'the project')
    .requiredOption('--exam <id>', 'the exam')
    .action((workflow: string, options: { project: string; exam: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const { planRun } = await client.request(
          z.object({ planRun: plan }),
          `query ($workflowId: ID!, $examId: ID!) {
            planRun(workflowId: $workflowId, examId: $examId) {
              exam { id label } refusedBecause
              steps { step uses outcome reason series { id label } exam { id label } earlierRun { id } }
            }
          }`,
          { workflowId: await workflowIdOf(client, options.project, workflow), examId: options.exam },
        );
        const rows = planRun.steps.map((one) => [
          one.outcome,
          one.step,
          (one.series ?? one.exam)?.label ?? '',
          one.reason ?? (one.earlierRun ? `of run ${one.earlierRun.id}` : ''),
        ]);
        const refused = planRun.refusedBecause === null ? '' : `\nit would be refused: ${planRun.refusedBecause}`;
        output.result(`${planRun.exam.label}\n${table(rows)}${refused}`, planRun);
      }),
    );
  command
    .command('start <workflow>')
    .description('start the newest version of a workflow on exams of its project')
    .requiredOption('--project <name>', 'the project')
    .option('--exam <ids...>', 'these exams')
    .option('--all', 'each exam of the project')
    .option('--query <name>', 'the exams that a saved query finds')
    .option('--reuse <policy>', 'whether existing results serve: always, never, ask; else as the workflow says')
    .option('--key <key>', 'the same again with the same key starts no run twice')
    .option('--watch', 'tell what happens until it ends (of one exam)')
    .addHelpText(
      'after',
      '\nExample: pesscara run start series-volumes --project GLIOMA --all\nIds of exams come from the query `assets(filter: { level: EXAM })`, and from `pesscara run list`.',
    )
    .action((workflow: string, options: Chosen) => context.run((output) => start(context, output, workflow, options)));
}

async function start(context: CommandContext, output: Output, workflow: string, options: Chosen): Promise<void> {
  const ways = [options.exam, options.all, options.query].filter((way) => way !== undefined).length;
  if (ways !== 1) throw badInput('--exam', 'one of --exam IDS, --all and --query NAME', `${String(ways)} of them`);
  if (options.watch === true && options.exam?.length !== 1)
    throw badInput(
      '--watch',
      'one exam, by --exam',
      options.exam ? counted(options.exam.length, 'exam') : 'another way',
    );
  const reuse = options.reuse?.toUpperCase();
  if (reuse !== undefined && !reusePolicies.some((known) => known === reuse))
    throw badInput('--reuse', 'always, never or ask', options.reuse);
  const client = await context.client();
  const workflowId = await workflowIdOf(client, options.project, workflow);
  const clientKey = options.key ?? randomUUID();
  const input = { workflowId, clientKey, ...(reuse === undefined ? {} : { reuse }) };
  const examIds = options.query === undefined ? (options.exam ?? (await examsOf(client, options.project))) : null;
  const savedQueryId = options.query === undefined ? '' : await queryIdOf(client, options.project, options.query);
  const results: Started[] = [];
  try {
    if (examIds) await startOnEach(client, input, examIds, results);
    else await startOnFound(client, { ...input, savedQueryId }, results);
  } catch (caught) {
    if (results.length > 0) output.note(table(results.map(rowOf)));
    throw andBefore(caught, results.length, clientKey);
  }
  const refused = results.filter(({ run }) => run === null);
  const said =
    results.length === 0
      ? 'no exam to start on'
      : `${table(results.map(rowOf))}\n${counted(results.length - refused.length, 'run')} started, ${String(refused.length)} refused`;
  const [only] = results;
  if (options.watch === true && only?.run) {
    output.note(said);
    await watchRun(client, only.run.id, output);
    return;
  }
  output.result(said, results);
  if (refused.length > 0) process.exitCode = exitCodes.failed;
}

const rowOf = ({ run, code, examId, message }: Started): string[] => [run?.id ?? code ?? '', examId, message ?? ''];

/** The failure, with what was done before it and how to go on. */
function andBefore(caught: unknown, exams: number, key: string): unknown {
  if (exams === 0 && caught instanceof HubError && !caught.retryable) return caught;
  const before = `before it ${counted(exams, 'exam')} had an answer; the same again with --key ${key} starts no run twice`;
  if (caught instanceof HubError)
    return new HubError(caught.code, `${caught.message} (${before})`, caught.details, { cause: caught });
  if (caught instanceof HubUnreachable) return new HubUnreachable(`${caught.message} (${before})`, { cause: caught });
  return caught;
}

/** How many exams one mutation takes. */
const most = 1000;
type Input = Readonly<Record<string, string>>;

async function startOnEach(client: HubClient, input: Input, examIds: readonly string[], results: Started[]) {
  for (let from = 0; from < examIds.length; from += most)
    results.push(...(await startPage(client, { ...input, examIds: examIds.slice(from, from + most) })).results);
}

async function startOnFound(client: HubClient, input: Input, results: Started[]): Promise<void> {
  for (let after: string | null = null, more = true; more;) {
    const page: z.infer<typeof startAnswer>['startRuns'] = await startPage(client, { ...input, after });
    results.push(...page.results);
    after = page.pageInfo?.endCursor ?? null;
    more = page.pageInfo?.hasNextPage === true;
  }
}

/** Under the client key the same runs are answered, however often it is asked. */
async function startPage(client: HubClient, input: Record<string, unknown>) {
  const { startRuns } = await patiently(() =>
    client.request(
      startAnswer,
      `mutation ($input: StartRunsInput!) {
        startRuns(input: $input) { results { examId run { id } code message } pageInfo { hasNextPage endCursor } }
      }`,
      { input },
    ),
  );
  return startRuns;
}

async function workflowIdOf(client: HubClient, project: string, name: string): Promise<string> {
  const { workflows } = await client.request(
    z.object({ workflows: z.array(z.object({ id: z.string(), name: z.string() })) }),
    'query ($projectId: ID!) { workflows(projectId: $projectId) { id name } }',
    { projectId: await projectIdOf(client, project) },
  );
  const found = workflows.find((one) => one.name === name);
  if (found) return found.id;
  const known = workflows.length === 0 ? 'none' : workflows.map((one) => one.name).join(', ');
  throw new HubError(
    'NOT_FOUND',
    `WORKFLOW: project ${project} has no workflow ${JSON.stringify(name)}; it has ${known}`,
  );
}

async function queryIdOf(client: HubClient, project: string, name: string): Promise<string> {
  const projectId = await projectIdOf(client, project);
  const queries = await allPages(async (after) => {
    const { savedQueries } = await client.request(
      z.object({ savedQueries: pageOf(z.object({ id: z.string(), name: z.string() })) }),
      `query ($projectId: ID!, $after: String) {
        savedQueries(projectId: $projectId, first: 200, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
      }`,
      { projectId, after },
    );
    return savedQueries;
  });
  const found = queries.find((one) => one.name === name);
  if (!found) throw new HubError('NOT_FOUND', `--query: project ${project} has no saved query ${JSON.stringify(name)}`);
  return found.id;
}

async function examsOf(client: HubClient, project: string): Promise<readonly string[]> {
  const filter = { projectId: await projectIdOf(client, project), level: 'EXAM' };
  const exams = await allPages(async (after) => {
    const { assets } = await client.request(
      z.object({ assets: pageOf(z.object({ id: z.string() })) }),
      `query ($filter: AssetFilter, $after: String) {
        assets(filter: $filter, first: 1000, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
      }`,
      { filter, after },
    );
    return assets;
  });
  return exams.map(({ id }) => id);
}

const pageOf = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node), pageInfo: pageInfoShape });

async function allPages<T>(
  ask: (after: string | null) => Promise<{ readonly nodes: readonly T[]; readonly pageInfo: PageInfo }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Awaited<ReturnType<typeof ask>> = await ask(after);
    all.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}
