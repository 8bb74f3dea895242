import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { badInput } from '../core/errors.ts';
import type { CommandContext } from './command-context.ts';
import { HubClient } from './hub-client.ts';

const tokensAnswer = z.object({ accessToken: z.string(), refreshToken: z.string() });

/** Does the work as the person whose password comes on stdin, in a session that ends with it. @throws BAD_USER_INPUT, UNAUTHENTICATED */
export async function asPerson(
  context: CommandContext,
  username: string,
  work: (client: HubClient, password: string) => Promise<void>,
): Promise<void> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password === '') throw badInput('--user', "the person's password on stdin", 'nothing');
  const url = await HubClient.addressOf(context.settings());
  const { login } = await new HubClient(url, null).request(
    z.object({ login: tokensAnswer }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }',
    { input: { username, password } },
  );
  const client = new HubClient(url, login.accessToken);
  try {
    await work(client, password);
  } finally {
    await client.request(z.unknown(), 'mutation ($input: LogoutInput!) { logout(input: $input) { loggedOut } }', {
      input: { refreshToken: login.refreshToken },
    });
  }
}
