import type { Command } from 'commander';
import { z } from 'zod';
import { asPerson } from '../as-person.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import { table } from '../output.ts';
import { projectIdOf } from '../places.ts';

interface WhoOptions {
  readonly user?: string;
}

interface CreateOptions extends WhoOptions {
  readonly days: number;
  readonly project: readonly string[];
  readonly readOnly: boolean;
}

const dayMs = 24 * 60 * 60_000;
const fields = 'id name user { username } projects { name } readOnly state expiresAt lastUsedAt';
const accessToken = z.object({
  id: z.string(),
  name: z.string(),
  user: z.object({ username: z.string() }),
  projects: z.array(z.object({ name: z.string() })).nullable(),
  readOnly: z.boolean(),
  state: z.enum(['ACTIVE', 'EXPIRED', 'REVOKED']),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
const listAnswer = z.object({
  accessTokens: z.object({
    nodes: z.array(accessToken),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** `pesscara token create|list|revoke`: personal access tokens. */
export function addTokenCommand(program: Command, context: CommandContext): void {
  const command = program.command('token').description('personal access tokens: for programs that act for a person');
  const who = (sub: Command) =>
    sub.option(
      '--user <name>',
      'sign in as this person first, with the password on stdin; without it: the local operator',
    );

  who(command.command('create <name>'))
    .description('make a token; it is printed once')
    .option('--days <n>', 'how long it is good', (given) => context.integer(given, 1, 365), 90)
    .option(
      '--project <name>',
      'it is for this project alone; may be given again',
      (given: string, earlier: readonly string[]) => [...earlier, given],
      [] as readonly string[],
    )
    .option('--read-only', 'it changes nothing', false)
    .action((name: string, options: CreateOptions) =>
      context.run(async (output) => {
        await asCaller(context, options, async (client) => {
          const projectIds = await Promise.all(options.project.map((project) => projectIdOf(client, project)));
          const { createAccessToken: made } = await client.request(
            z.object({ createAccessToken: z.object({ accessToken, secret: z.string() }) }),
            `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret accessToken { ${fields} } } }`,
            {
              input: {
                name,
                readOnly: options.readOnly,
                expiresAt: new Date(Date.now() + options.days * dayMs).toISOString(),
                ...(projectIds.length > 0 && { projectIds }),
              },
            },
          );
          output.note(`shown once; good until ${made.accessToken.expiresAt}, id ${made.accessToken.id}`);
          output.result(made.secret, { secret: made.secret, ...made.accessToken });
        });
      }),
    );

  who(command.command('list'))
    .description('tokens, and those that ended in the last 90 days')
    .option('--everyone', 'those of all people (administrators only)', false)
    .action((options: WhoOptions & { readonly everyone: boolean }) =>
      context.run(async (output) => {
        await asCaller(context, options, async (client) => {
          const found = await listed(client, options.everyone);
          const rows = found.map((one) => [
            one.id,
            one.user.username,
            one.name,
            one.state.toLowerCase(),
            one.readOnly ? 'read-only' : '',
            one.projects?.map((project) => project.name).join(' ') ?? 'all projects',
            `until ${one.expiresAt.slice(0, 10)}`,
            one.lastUsedAt === null ? 'never used' : `used ${one.lastUsedAt.slice(0, 16)}Z`,
          ]);
          output.result(rows.length === 0 ? 'no tokens' : table(rows), found);
        });
      }),
    );

  who(command.command('revoke <id>'))
    .description("end a token, at once; administrators: anybody's")
    .action((id: string, options: WhoOptions) =>
      context.run(async (output) => {
        await asCaller(context, options, async (client) => {
          const { revokeAccessToken } = await client.request(
            z.object({ revokeAccessToken: z.object({ accessToken }) }),
            `mutation ($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { accessToken { ${fields} } } }`,
            { input: { id } },
          );
          const { name, user } = revokeAccessToken.accessToken;
          output.result(`revoked ${name} of ${user.username}`, revokeAccessToken.accessToken);
        });
      }),
    );
}

async function listed(client: HubClient, ofEveryone: boolean): Promise<z.infer<typeof accessToken>[]> {
  const found: z.infer<typeof accessToken>[] = [];
  let after: string | null = null;
  for (;;) {
    const page: z.infer<typeof listAnswer> = await client.request(
      listAnswer,
      `query ($ofEveryone: Boolean!, $after: String) {
         accessTokens(ofEveryone: $ofEveryone, first: 1000, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }
       }`,
      { ofEveryone, after },
    );
    found.push(...page.accessTokens.nodes);
    if (!page.accessTokens.pageInfo.hasNextPage) return found;
    after = page.accessTokens.pageInfo.endCursor;
  }
}

/** Does the work as the person whose password comes on stdin; without a name as the usual caller. */
async function asCaller(
  context: CommandContext,
  { user }: WhoOptions,
  work: (client: HubClient) => Promise<void>,
): Promise<void> {
  if (user === undefined) await work(await context.client());
  else await asPerson(context, user, work);
}
