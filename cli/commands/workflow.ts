import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../output.ts';
import { projectIdOf } from '../places.ts';

const workflow = z.object({ id: z.string(), name: z.string(), version: z.number(), title: z.string() });

/** `pesscara workflow put|list`. */
export function addWorkflowCommand(program: Command, context: CommandContext): void {
  const command = program.command('workflow').description('what is done with the images of an exam');
  command
    .command('put <file>')
    .description('give the project the workflow of a JSON file: new, or as a new version of the one of that name')
    .requiredOption('--project <name>', 'the project')
    .addHelpText('after', '\nExample: pesscara workflow put docs/examples/series-volumes.json --project GLIOMA')
    .action((file: string, options: { project: string }) =>
      context.run(async (output) => {
        const document = await readDocument(file);
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        const { putWorkflow } = await client.request(
          z.object({ putWorkflow: z.object({ workflow }) }),
          'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id name version title } } }',
          { input: { projectId, document } },
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
}

/** The file's document, without the `$schema` that is there for editors alone. */
async function readDocument(file: string): Promise<Record<string, unknown>> {
  try {
    const { $schema: _, ...document } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(await readFile(file, 'utf8')));
    return document;
  } catch {
    throw badInput('FILE', 'a file with a JSON object, the workflow', file);
  }
}
