import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput, HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { counted, table } from '../output.ts';
import { projectIdOf } from '../places.ts';
import { checkWorkflow } from '../wire-workflow-check.ts';
import { addWorkflowBundleCommand } from './workflow-bundle.ts';

const workflow = z.object({ id: z.string(), name: z.string(), version: z.number(), title: z.string() });
const problems = z.array(
  z.object({
    line: z.number().optional(),
    column: z.number().optional(),
    field: z.string(),
    expected: z.string(),
    received: z.string(),
  }),
);

/** `pesscara workflow check|put|list|export|bundle`. */
export function addWorkflowCommand(program: Command, context: CommandContext): void {
  const command = program.command('workflow').description('what is done with the images of an exam');
  command
    .command('check <file>')
    .description('say what is wrong with the workflow of a YAML or JSON file; needs no hub')
    .addHelpText('after', '\nExample: pesscara workflow check docs/examples/workflows/series-volumes.yaml')
    .action((file: string) =>
      context.run(async (output) => {
        const { name, steps } = checked(file, await readText(file));
        output.result(`workflow ${name}: ${counted(steps.length, 'step')}, nothing is wrong with it`, {
          name,
          steps: steps.length,
        });
      }),
    );
  command
    .command('put <file>')
    .description(
      'give the project the workflow of a YAML or JSON file: new, or as a new version of the one of that name',
    )
    .requiredOption('--project <name>', 'the project')
    .addHelpText('after', '\nExample: pesscara workflow put docs/examples/series-volumes.json --project GLIOMA')
    .action((file: string, options: { project: string }) =>
      context.run(async (output) => {
        const source = await readText(file);
        checked(file, source);
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        const { putWorkflow } = await client.request(
          z.object({ putWorkflow: z.object({ workflow }) }),
          'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id name version title } } }',
          { input: { projectId, source } },
        );
        const { name, version } = putWorkflow.workflow;
        output.result(
          `workflow ${name} version ${String(version)} of project ${options.project}`,
          putWorkflow.workflow,
        );
      }),
    );
  command
    .command('list')
    .description('the workflows of a project')
    .requiredOption('--project <name>', 'the project')
    .action((options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const { workflows } = await client.request(
          z.object({ workflows: z.array(workflow) }),
          'query ($projectId: ID!) { workflows(projectId: $projectId) { id name version title } }',
          { projectId: await projectIdOf(client, options.project) },
        );
        const rows = workflows.map((w) => [w.id, w.name, `version ${String(w.version)}`, w.title]);
        output.result(rows.length === 0 ? 'no workflow' : table(rows), workflows);
      }),
    );
  command
    .command('export <name>')
    .description('print the newest version of a workflow, as it was written')
    .requiredOption('--project <name>', 'the project')
    .addHelpText('after', '\nExample: pesscara workflow export series-volumes --project GLIOMA > series-volumes.yaml')
    .action((name: string, options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const { workflows } = await client.request(
          z.object({ workflows: z.array(workflow.extend({ source: z.string() })) }),
          'query ($projectId: ID!) { workflows(projectId: $projectId) { id name version title source } }',
          { projectId: await projectIdOf(client, options.project) },
        );
        const found = workflows.find((one) => one.name === name);
        if (!found)
          throw new HubError('NOT_FOUND', `project ${options.project} has no workflow ${JSON.stringify(name)}`);
        output.result(found.source.trimEnd(), found);
      }),
    );
  addWorkflowBundleCommand(command, context);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw badInput('FILE', 'a file that can be read', file);
  });
}

/** What the text says. @throws BAD_USER_INPUT with a line for each problem, as compilers write them: `file:line:column: ...` */
function checked(file: string, text: string) {
  try {
    return checkWorkflow(text);
  } catch (caught) {
    if (!(caught instanceof HubError)) throw caught;
    const found = problems.safeParse(caught.details['problems']);
    if (!found.success || found.data.length === 0)
      throw new HubError(caught.code, `${file}: ${caught.message}`, caught.details, { cause: caught });
    const lines = found.data.map(({ line = 1, column = 1, field, expected, received }) => {
      return `${file}:${String(line)}:${String(column)}: ${field}: expected ${expected}, got ${received}`;
    });
    const message = `${counted(found.data.length, 'problem')}\n${lines.join('\n')}`;
    throw new HubError(caught.code, message, caught.details, { cause: caught });
  }
}
