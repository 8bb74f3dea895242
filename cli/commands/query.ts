import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { z } from 'zod';
import { HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes } from '../exit.ts';

/** `pesscara query FILE|-`: runs a GraphQL query or mutation and prints the answer. */
export function addQueryCommand(program: Command, context: CommandContext): void {
  program
    .command('query <file>')
    .description('run the GraphQL query or mutation in a file (- reads it from stdin) and print the answer as JSON')
    .option('--variables <json>', 'variables, as a JSON object')
    .option('--operation <name>', 'which operation, where the file holds several')
    .addHelpText(
      'after',
      `
Exit code: 1 when the answer has errors (it is printed all the same).

Example:
  echo 'query ($p: String!) { project(name: $p) { id } }' |
    pesscara query - --variables '{"p":"GLIOMA"}'`,
    )
    .action((file: string, options: { variables?: string; operation?: string }) =>
      context.run(async (output) => {
        const client = await context.client();
        const query = file === '-' ? await text(process.stdin) : await readQuery(file);
        const answer = await client.execute(query, parseVariables(options.variables), options.operation);
        output.result(JSON.stringify(answer, null, 2), answer);
        if (answer.errors) process.exitCode = exitCodes.failed;
      }),
    );
}

async function readQuery(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new HubError(
      'BAD_USER_INPUT',
      `FILE: expected a file with a GraphQL document, or -, got ${JSON.stringify(file)}`,
      {},
      { cause: error },
    );
  }
}

function parseVariables(given: string | undefined): Record<string, unknown> {
  if (given === undefined) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(given));
  } catch (error) {
    throw new HubError(
      'BAD_USER_INPUT',
      `--variables: expected a JSON object, such as {"p":"GLIOMA"}, got ${JSON.stringify(given.slice(0, 80))}`,
      {},
      { cause: error },
    );
  }
}
