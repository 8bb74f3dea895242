import type { Command } from 'commander';
import { z } from 'zod';
import { chosenProject, eachId } from '../chosen-ids.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import { counted, table } from '../output.ts';
import { projectIdOf } from '../places.ts';

const task = z.object({ id: z.string(), title: z.string(), createdAt: z.string(), run: z.object({ id: z.string() }) });
const tasksAnswer = z.object({ tasks: z.array(task) });

/** The open tasks of a project that the caller may complete, oldest first. */
export async function openTasks(client: HubClient, projectId: string): Promise<z.infer<typeof task>[]> {
  const { tasks } = await client.request(
    tasksAnswer,
    'query ($projectId: ID) { tasks(projectId: $projectId, first: 500) { id title createdAt run { id } } }',
    {
      projectId,
    },
  );
  return tasks;
}

/** Completes one task. */
export async function completeTask(
  client: HubClient,
  taskId: string,
  outcome: 'APPROVED' | 'REJECTED',
  comment: string | null,
): Promise<void> {
  await client.request(
    z.unknown(),
    'mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { task { id state } } }',
    {
      input: { taskId, outcome, ...(comment === null ? {} : { comment }) },
    },
  );
}

/** `pesscara task list|approve|reject`: the work that workflows wait for. */
export function addTaskCommand(program: Command, context: CommandContext): void {
  const command = program.command('task').description('the tasks that workflows give to people');
  command
    .command('list')
    .description('open tasks that you may complete')
    .requiredOption('--project <name>', 'the project')
    .action((options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const tasks = await openTasks(client, await projectIdOf(client, options.project));
        output.result(
          tasks.length === 0 ? 'no open task' : table(tasks.map((t) => [t.id, t.createdAt, t.title])),
          tasks,
        );
      }),
    );
  command
    .command('approve [ids...]')
    .description('approve tasks: their runs go on')
    .option('--project <name>', 'the project, with --all')
    .option('--all', 'every open task of the project')
    .option('--comment <text>', 'kept with the task')
    .action((ids: string[], options: { project?: string; all?: boolean; comment?: string }) =>
      context.run(async (output) => {
        const project = chosenProject(ids, options);
        const client = await context.client();
        const chosen =
          project === null ? ids : (await openTasks(client, await projectIdOf(client, project))).map((t) => t.id);
        await eachId(chosen, (id) => completeTask(client, id, 'APPROVED', options.comment ?? null));
        output.result(`${counted(chosen.length, 'task')} approved`, { approved: chosen });
      }),
    );
  command
    .command('reject <ids...>')
    .description('reject tasks: their runs end as failed, with the comment')
    .requiredOption('--comment <text>', 'why')
    .action((ids: string[], options: { comment: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        await eachId(ids, (id) => completeTask(client, id, 'REJECTED', options.comment));
        output.result(`${counted(ids.length, 'task')} rejected`, { rejected: ids });
      }),
    );
}
