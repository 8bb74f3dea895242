import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../output.ts';
import { projectIdOf } from '../places.ts';

const version = z.object({ version: z.number(), createdAt: z.string(), createdBy: z.string() });
const set = z.object({ setProtocol: z.object({ protocol: version, warnings: z.array(z.string()) }) });
const shown = z.object({ protocol: version.extend({ text: z.string() }).nullable() });
const listed = z.object({ protocolVersions: z.object({ nodes: z.array(version) }) });

/** `pesscara protocol set|show|list`: which series the exams of a project must have. */
export function addProtocolCommand(program: Command, context: CommandContext): void {
  const protocol = program.command('protocol').description('say which series the exams of a project must have');
  const named = (name: string): Command => protocol.command(name).requiredOption('--project <name>', 'the project');

  named('set <file>')
    .description('give the project the protocol of a YAML or JSON file, see docs/protocol.md')
    .action((file: string, options: { project: string }) =>
      context.run(async (output) => {
        const text = await readFile(file, 'utf8').catch(() => {
          throw badInput('FILE', 'a file that can be read', file);
        });
        const client = await context.client();
        const { setProtocol } = await client.request(
          set,
          'mutation ($i: SetProtocolInput!) { setProtocol(input: $i) { protocol { version createdAt createdBy } warnings } }',
          { i: { projectId: await projectIdOf(client, options.project), text } },
        );
        for (const warning of setProtocol.warnings) output.note(warning);
        output.result(
          `protocol version ${String(setProtocol.protocol.version)} of project ${options.project}`,
          setProtocol,
        );
      }),
    );

  named('show')
    .description('print the protocol of a project, the newest version')
    .option('--version-number <number>', 'that version')
    .action((options: { project: string; versionNumber?: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const which = options.versionNumber === undefined ? null : Number(options.versionNumber);
        if (which !== null && !Number.isInteger(which))
          throw badInput('--version-number', 'a number', options.versionNumber);
        const answer = await client.request(
          shown,
          'query ($p: ID!, $v: Int) { protocol(projectId: $p, version: $v) { version text createdAt createdBy } }',
          { p: await projectIdOf(client, options.project), v: which },
        );
        output.result(answer.protocol === null ? 'no protocol' : answer.protocol.text.trimEnd(), answer.protocol);
      }),
    );

  named('list')
    .description("versions of the project's protocol, the newest first")
    .action((options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const answer = await client.request(
          listed,
          'query ($p: ID!) { protocolVersions(projectId: $p, first: 1000) { nodes { version createdAt createdBy } } }',
          { p: await projectIdOf(client, options.project) },
        );
        const { nodes } = answer.protocolVersions;
        const rows = nodes.map((one) => [`version ${String(one.version)}`, one.createdAt, one.createdBy]);
        output.result(rows.length === 0 ? 'no protocol' : table(rows), nodes);
      }),
    );
}
