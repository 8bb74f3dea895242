import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { z } from 'zod';
import { badInput, HubError } from '../../core/errors.ts';
import { type Role, roles } from '../../core/policy/policy.ts';
import type { CommandContext } from '../command-context.ts';
import type { HubClient } from '../hub-client.ts';
import { projectIdOf } from '../places.ts';

interface AddOptions {
  readonly displayName?: string;
  readonly admin: boolean;
  readonly passwordStdin: boolean;
  readonly project?: string;
  readonly roles?: string;
}

/** `pesscara user add`. */
export function addUserCommand(program: Command, context: CommandContext): void {
  const user = program.command('user').description('accounts');
  user
    .command('add <username>')
    .description('create an account (administrators only)')
    .option('--display-name <name>', 'how others see the person')
    .option('--admin', 'an administrator of the hub', false)
    .option('--password-stdin', 'read the password from stdin; without it one is made and printed once', false)
    .option('--project <name>', 'make the person a member of this project ...')
    .option('--roles <list>', `... with these roles, separated by commas: ${roles.join(', ')} (default VIEWER)`)
    .action((username: string, options: AddOptions) =>
      context.run(async (output) => {
        const client = await context.client();
        const membership = await wantedMembership(client, options);
        const password = options.passwordStdin
          ? (await text(process.stdin)).replace(/\r?\n$/, '')
          : randomBytes(15).toString('base64url');
        const { addUser } = await client.request(
          z.object({ addUser: z.object({ user: z.object({ id: z.string(), username: z.string() }) }) }),
          'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id username } } }',
          {
            input: {
              username,
              password,
              isAdministrator: options.admin,
              ...(options.displayName === undefined ? {} : { displayName: options.displayName }),
            },
          },
        );
        if (membership) {
          await client.request(
            z.unknown(),
            'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }',
            {
              input: { ...membership, username },
            },
          );
        }
        const shown = options.passwordStdin ? {} : { password };
        output.result(
          `made account ${username}${options.passwordStdin ? '' : ` with password ${password} (shown once)`}`,
          { ...addUser.user, ...shown },
        );
      }),
    );
}

/** Checked before the account is made: a slip here must not leave an account whose password nobody saw. */
async function wantedMembership(
  client: HubClient,
  { project, roles: given }: AddOptions,
): Promise<{ projectId: string; roles: Role[] } | null> {
  if (project === undefined) {
    if (given === undefined) return null;
    throw new HubError('BAD_USER_INPUT', '--roles: expected --project NAME with it, got none');
  }
  const wanted = (given ?? 'VIEWER').split(',').map((name) => {
    const role = roles.find((known) => known === name.trim().toUpperCase());
    if (role === undefined) throw badInput('--roles', `any of ${roles.join(', ')}, separated by commas`, name.trim());
    return role;
  });
  return { projectId: await projectIdOf(client, project), roles: wanted };
}
