import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput, HubError } from '../../core/errors.ts';
import type { WorkflowBundle } from '../../core/workflows/promotion.ts';
import { asPerson } from '../as-person.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import { table } from '../output.ts';
import { projectIdOf } from '../places.ts';

const promoted = z.object({
  id: z.string(),
  jws: z.string(),
  signature: z.enum(['VALID', 'BROKEN']),
  withdrawnAt: z.string().nullable(),
  workflow: z.object({ id: z.string(), name: z.string(), version: z.number() }),
});
const fields = 'id jws signature withdrawnAt workflow { id name version }';
const page = z.object({
  promotedWorkflows: z.object({
    nodes: z.array(promoted),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

interface ImportOptions {
  readonly project: string;
  readonly user: string;
  readonly comment: string;
  readonly fingerprint: string;
}

/** `pesscara workflow bundle export|verify|import`. */
export function addWorkflowBundleCommand(workflow: Command, context: CommandContext): void {
  const command = workflow.command('bundle').description('workflows that were promoted to a trial, as signed files');
  command
    .command('export <name>')
    .description('print the bundle of the promoted version that events start, of a workflow of a trial')
    .requiredOption('--project <name>', 'the trial')
    .addHelpText('after', '\nExample: pesscara workflow bundle export volumes --project TRIAL > volumes.bundle')
    .action((name: string, options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const found = await newestOf(client, await projectIdOf(client, options.project), name);
        if (!found) throw new HubError('NOT_FOUND', `nothing of that name is promoted to project ${options.project}`);
        if (found.signature === 'BROKEN')
          throw new HubError(
            'CONFLICT',
            `the signature of ${name} version ${String(found.workflow.version)} is broken`,
          );
        output.result(found.jws, found);
      }),
    );
  command
    .command('verify <file>')
    .description('say what is in a bundle and whose key signed it, or that it was changed; needs no hub')
    .option('--fingerprint <text>', 'the key that must have signed it; without it, compare what is printed')
    .addHelpText('after', '\nExample: pesscara workflow bundle verify volumes.bundle --fingerprint 1YFOY...')
    .action((file: string, options: { fingerprint?: string }) =>
      context.run(async (output) => {
        const { checkBundle } = await import('../wire-bundle-check.ts');
        const { bundle, fingerprint } = await checkBundle(await readText(file));
        if (options.fingerprint !== undefined && options.fingerprint !== fingerprint)
          throw badInput('--fingerprint', 'that of the key that signed the bundle', options.fingerprint);
        output.result(described(bundle, fingerprint), { fingerprint, bundle });
      }),
    );
  command
    .command('import <file>')
    .description('put a bundle into a trial, signed with your password, read from stdin')
    .requiredOption('--project <name>', 'the trial')
    .requiredOption('--user <name>', 'you, an owner or manager of the trial')
    .requiredOption('--fingerprint <text>', "the key that signed it, as the other hub's people told you")
    .requiredOption('--comment <text>', 'why it may run in the trial')
    .addHelpText(
      'after',
      '\nExample: pesscara workflow bundle import volumes.bundle --project TRIAL --user bob --fingerprint 1YFOY... --comment "validated" < password-file',
    )
    .action((file: string, options: ImportOptions) =>
      context.run(async (output) => {
        const jws = (await readText(file)).trim();
        await (await import('../wire-bundle-check.ts')).checkBundle(jws);
        await asPerson(context, options.user, async (client, password) => {
          const projectId = await projectIdOf(client, options.project);
          const { importWorkflowBundle } = await client.request(
            z.object({ importWorkflowBundle: z.object({ promotedWorkflow: promoted }) }),
            `mutation ($input: ImportWorkflowBundleInput!) {
               importWorkflowBundle(input: $input) { promotedWorkflow { ${fields} } }
             }`,
            { input: { projectId, jws, fingerprint: options.fingerprint, password, comment: options.comment } },
          );
          const { promotedWorkflow } = importWorkflowBundle;
          const { name, version } = promotedWorkflow.workflow;
          output.result(
            `workflow ${name} version ${String(version)} is promoted to project ${options.project}`,
            promotedWorkflow,
          );
        });
      }),
    );
}

/** That of the version that events start: the greatest of that name that stands promoted, whenever it was. */
async function newestOf(client: HubClient, projectId: string, name: string) {
  let found: z.infer<typeof promoted> | null = null;
  let after: string | null = null;
  for (;;) {
    const { promotedWorkflows }: z.infer<typeof page> = await client.request(
      page,
      `query ($projectId: ID!, $after: String) {
         promotedWorkflows(projectId: $projectId, first: 20, after: $after) {
           nodes { ${fields} } pageInfo { hasNextPage endCursor }
         }
       }`,
      { projectId, after },
    );
    for (const one of promotedWorkflows.nodes)
      if (
        one.workflow.name === name &&
        one.withdrawnAt === null &&
        one.workflow.version >= (found?.workflow.version ?? 0)
      )
        found = one;
    if (!promotedWorkflows.pageInfo.hasNextPage) return found;
    after = promotedWorkflows.pageInfo.endCursor;
  }
}

function described({ workflows, promotedBy, promotedAt, comment, hub, origin }: WorkflowBundle, fingerprint: string) {
  const rows = workflows.map(({ name, version, writtenBy, sha256 }) => [
    ...[name, `version ${String(version)}`, `by ${writtenBy}`, `sha256 ${sha256}`],
  ]);
  return [
    table(rows),
    `promoted by ${promotedBy.name} (${promotedBy.username}), ${promotedAt}: ${comment}`,
    `hub ${hub.version}, key ${fingerprint}${origin === null ? '' : `, imported from key ${origin.fingerprint}`}`,
    'as it was signed',
  ].join('\n');
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw badInput('FILE', 'a file that can be read', file);
  });
}
