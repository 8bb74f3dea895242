import { text } from 'node:stream/consumers';
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandContext } from '../command-context.ts';
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
    .option(
      '--roles <list>',
      '... with these roles, separated by commas: OWNER, MANAGER, CURATOR, REVIEWER, RESEARCHER, VIEWER',
    )
    .action((username: string, options: AddOptions) =>
      context.run(async (output) => {
        const client = await context.client();
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
        if (options.project !== undefined) {
          const roles = (options.roles ?? 'VIEWER').split(',').map((role) => role.trim().toUpperCase());
          const projectId = await projectIdOf(client, options.project);
          await client.request(
            z.unknown(),
            'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }',
            {
              input: { projectId, username, roles },
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
