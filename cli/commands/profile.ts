import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { counted, table } from '../output.ts';
import { projectIdOf, requirePool } from '../places.ts';

const versions = z.object({
  deidentificationProfiles: z.object({
    nodes: z.array(z.object({ fullName: z.string(), createdAt: z.string(), createdBy: z.string() })),
  }),
});
const put = z.object({ putDeidentificationProfile: z.object({ profile: z.object({ fullName: z.string() }) }) });
const used = z.object({ createPool: z.object({ pool: z.object({ name: z.string(), profile: z.string() }) }) });
const counts = z.object({
  putDeidentificationLookups: z.object({
    lookups: z.object({ tables: z.array(z.object({ type: z.string(), entryCount: z.number() })) }),
  }),
});
const imported = z.object({
  importCtpScript: z.object({
    draft: z.record(z.string(), z.unknown()),
    untranslated: z.array(
      z.object({ line: z.number(), element: z.string(), script: z.string(), why: z.string(), instead: z.string() }),
    ),
  }),
});

/** `pesscara profile list|put|use|lookups|import-ctp`: how images are de-identified. */
export function addProfileCommand(program: Command, context: CommandContext): void {
  const profile = program.command('profile').description('say how images of a project are de-identified');
  const named = (name: string): Command => profile.command(name).requiredOption('--project <name>', 'the project');

  named('list')
    .description("versions of the project's profiles, the newest first")
    .action((options: { project: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const query =
          'query ($p: ID!) { deidentificationProfiles(projectId: $p, first: 1000) { nodes { fullName createdAt createdBy } } }';
        const answer = await client.request(versions, query, { p: await projectIdOf(client, options.project) });
        const { nodes } = answer.deidentificationProfiles;
        const rows = nodes.map(({ fullName, createdAt, createdBy }) => [fullName, createdAt, createdBy]);
        output.result(rows.length === 0 ? 'none but basic/1 and research/1' : table(rows), nodes);
      }),
    );

  named('put <file>')
    .description('add a version of a profile: a JSON file, see docs/deidentification.md')
    .requiredOption('--name <name>', 'of the profile')
    .action((file: string, options: { project: string; name: string }) =>
      context.run(async (output) => {
        const said = jsonOf(await textOf(file), file);
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        const answer = await client.request(
          put,
          'mutation ($i: PutDeidentificationProfileInput!) { putDeidentificationProfile(input: $i) { profile { fullName } } }',
          { i: { ...said, projectId, name: options.name } },
        );
        const { fullName } = answer.putDeidentificationProfile.profile;
        output.result(fullName, { profile: fullName });
      }),
    );

  named('use <profile>')
    .description('de-identify what arrives at a pool from now on by this profile (name, or name@version)')
    .requiredOption('--pool <name>', 'the pool')
    .option('--create', 'make the pool if it is missing', false)
    .action((name: string, options: { project: string; pool: string; create: boolean }) =>
      context.run(async (output) => {
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        if (!options.create) await requirePool(client, projectId, options);
        const answer = await client.request(
          used,
          'mutation ($i: CreatePoolInput!) { createPool(input: $i) { pool { name profile } } }',
          { i: { projectId, name: options.pool, profile: name } },
        );
        const { pool } = answer.createPool;
        output.result(`pool ${pool.name}: ${pool.profile}`, pool);
      }),
    );

  named('lookups <file>')
    .description('add entries to the lookup tables of a profile: lines type/key = value')
    .requiredOption('--profile <name>', 'of the profile, without a version')
    .option('--replace <types...>', 'tables whose entries are forgotten before')
    .action((file: string, options: { project: string; profile: string; replace?: string[] }) =>
      context.run(async (output) => {
        const text = await textOf(file);
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        const answer = await client.request(
          counts,
          `mutation ($i: PutDeidentificationLookupsInput!) {
             putDeidentificationLookups(input: $i) { lookups { tables { type entryCount } } } }`,
          { i: { projectId, profile: options.profile, text, replaceTypes: options.replace ?? [] } },
        );
        const { tables } = answer.putDeidentificationLookups.lookups;
        const lines = tables.map(({ type, entryCount }) => `${type}: ${counted(entryCount, 'entry', 'entries')}`);
        output.result(lines.join('\n'), tables);
      }),
    );

  named('import-ctp <script>')
    .description('print the draft of a profile that an RSNA CTP anonymizer script would be')
    .action((file: string, options: { project: string }) =>
      context.run(async (output) => {
        const script = await textOf(file);
        const client = await context.client();
        const projectId = await projectIdOf(client, options.project);
        const { importCtpScript } = await client.request(
          imported,
          `mutation ($i: ImportCtpScriptInput!) { importCtpScript(input: $i) {
             draft { base options overrides { tag action value } lookups { tag type missing value } researchIds }
             untranslated { line element script why instead } } }`,
          { i: { projectId, script } },
        );
        for (const { line, element, why, instead } of importCtpScript.untranslated)
          output.note(`line ${String(line)}: ${element}: ${why}; instead: ${instead}`);
        output.result(JSON.stringify(importCtpScript.draft, null, 2), importCtpScript);
      }),
    );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw badInput('FILE', 'a file that can be read', path);
  }
}

function jsonOf(text: string, path: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // said below, as for every other file that is no profile
  }
  throw badInput('FILE', 'a JSON object', path);
}
