import type { Command } from 'commander';
import { z } from 'zod';
import { badInput } from '../../core/errors.ts';
import { runStates } from '../../core/workflows/run.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import { counted, table } from '../output.ts';
import { projectIdOf } from '../places.ts';
import { noRun } from '../watch-run.ts';
import { addRunControlCommands } from './run-control.ts';
import { addRunStartCommands } from './run-start.ts';
import { addRunWatchCommand } from './run-watch.ts';

const listed = z.object({
  id: z.string(),
  state: z.string(),
  percent: z.number(),
  startedAt: z.string(),
  startedBy: z.string(),
  error: z.string().nullable(),
  workflow: z.object({ name: z.string(), version: z.number() }),
  exam: z.object({ id: z.string(), label: z.string() }),
});
const runsAnswer = z.object({ runs: z.object({ totalCount: z.number(), nodes: z.array(listed) }) });
const stepRun = z.object({
  step: z.string(),
  state: z.string(),
  attempts: z.number(),
  reason: z.string().nullable(),
  reused: z.object({ by: z.string(), at: z.string() }).nullable(),
  series: z.object({ id: z.string(), label: z.string() }).nullable(),
  exam: z.object({ id: z.string(), label: z.string() }).nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
const shownAnswer = z.object({ run: listed.extend({ steps: z.array(stepRun) }).nullable() });
const logAnswer = z.object({
  run: z
    .object({
      steps: z.array(
        z.object({
          step: z.string(),
          series: z.object({ label: z.string() }).nullable(),
          exam: z.object({ label: z.string() }).nullable(),
          log: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
});
const columns = 'id state percent startedAt startedBy error workflow { name version } exam { id label }';

/** `pesscara run plan|start|list|show|watch|log|pause|resume|cancel|retry`: one execution of a workflow on an exam. */
export function addRunCommand(program: Command, context: CommandContext): void {
  const command = program.command('run').description('runs of workflows: start them, watch them, end them');
  addRunStartCommands(command, context);
  command
    .command('list')
    .description('runs of a project, the newest first')
    .requiredOption('--project <name>', 'the project')
    .option('--state <state>', `only those of a state: ${runStates.join(', ')}`)
    .option('--first <n>', 'at most so many', (text) => context.integer(text, 1, 200), 50)
    .action((options: { project: string; state?: string; first: number }) =>
      context.run(async (output) => {
        const state = options.state?.toUpperCase();
        if (state !== undefined && !runStates.some((known) => known === state))
          throw badInput('--state', `one of ${runStates.join(', ')}`, options.state);
        const client = await context.client();
        const { runs } = await client.request(
          runsAnswer,
          `query ($filter: RunFilter, $first: Int!) { runs(filter: $filter, first: $first) { totalCount nodes { ${columns} } } }`,
          {
            filter: {
              projectId: await projectIdOf(client, options.project),
              ...(state === undefined ? {} : { state }),
            },
            first: options.first,
          },
        );
        const more = runs.totalCount - runs.nodes.length;
        const rows = table(runs.nodes.map((run) => [run.id, ...about(run), run.startedAt, run.exam.id]));
        output.result(
          rows === '' ? 'no run' : more > 0 ? `${rows}\n(${counted(more, 'older run')} not shown: see --first)` : rows,
          runs.nodes,
        );
      }),
    );
  command
    .command('show <runId>')
    .description('a run with its steps: how far each is, on which series, and why not further')
    .action((runId: string) =>
      context.run(async (output) => {
        const run = await shownRun(await context.client(), runId);
        const head = [
          about(run)
            .filter((word) => word !== '')
            .join('  '),
          `started ${run.startedAt} by ${run.startedBy}, on exam ${run.exam.id}`,
          ...(run.error === null ? [] : [run.error]),
        ];
        const rows = run.steps.map((one) => [
          one.step,
          (one.series ?? one.exam)?.label ?? '',
          one.state,
          tookOf(one.startedAt, one.endedAt),
          one.reused ? `reused: by ${one.reused.by} at ${one.reused.at}` : (one.reason ?? ''),
        ]);
        output.result(`${head.join('\n')}\n\n${table(rows)}`.trimEnd(), run);
      }),
    );
  command
    .command('log <runId> <step>')
    .description('what the program of a step said, while it works too; of each series')
    .option('--tail <n>', 'the last lines alone', (text) => context.integer(text, 1, 100_000))
    .action((runId: string, step: string, options: { tail?: number }) =>
      context.run(async (output) => {
        const { run } = await (
          await context.client()
        ).request(
          logAnswer,
          'query ($id: ID!, $tail: Int) { run(id: $id) { steps { step series { label } exam { label } log(tailLines: $tail) } } }',
          { id: runId, tail: options.tail ?? null },
        );
        if (!run) throw noRun(runId);
        const chosen = run.steps.filter((one) => one.step === step);
        const known = [...new Set(run.steps.map((one) => one.step))];
        if (chosen.length === 0) throw badInput('STEP', `one of ${known.join(', ')}`, step);
        const texts = chosen.map((one) => {
          const of = (one.series ?? one.exam)?.label;
          const said = one.log?.trimEnd() ?? '';
          return `${of === undefined ? '' : `== ${of}\n`}${said === '' ? '(it said nothing)' : said}`;
        });
        output.result(texts.join('\n\n'), chosen);
      }),
    );
  addRunWatchCommand(command, context);
  addRunControlCommands(command, context);
}

async function shownRun(client: HubClient, id: string) {
  const { run } = await client.request(
    shownAnswer,
    `query ($id: ID!) {
      run(id: $id) {
        ${columns}
        steps { step state attempts reason reused { by at } series { id label } exam { id label } startedAt endedAt }
      }
    }`,
    { id },
  );
  if (!run) throw noRun(id);
  return run;
}

const about = ({ state, percent, workflow, exam, error }: z.infer<typeof listed>): string[] => [
  state,
  `${String(percent)} %`,
  `${workflow.name} version ${String(workflow.version)}`,
  exam.label,
  error === null ? '' : shortened(error),
];

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

function tookOf(from: string | null, to: string | null): string {
  if (from === null) return '';
  const ms = (to === null ? Date.now() : Date.parse(to)) - Date.parse(from);
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s${to === null ? ' so far' : ''}`;
}
