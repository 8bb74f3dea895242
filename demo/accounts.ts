import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HubClient } from '../cli/hub-client.ts';
import { HubError } from '../core/errors.ts';

const passwordsFile = z.object({ admin: z.string(), reviewer: z.string() });
export type Passwords = z.infer<typeof passwordsFile>;

/** The demo's passwords: made once, kept beside its data, so that a second demo on the same folder signs in again. */
export async function demoPasswords(folder: string): Promise<Passwords> {
  const path = join(folder, 'logins.json');
  try {
    return passwordsFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const make = () => randomBytes(12).toString('base64url');
  const passwords: Passwords = { admin: make(), reviewer: make() };
  await mkdir(folder, { recursive: true });
  await writeFile(path, JSON.stringify(passwords), { mode: 0o600, flag: 'wx' });
  return passwords;
}

/** A client signed in with a password, through the public login mutation. */
export async function signIn(url: string, username: string, password: string): Promise<HubClient> {
  const { login } = await new HubClient(url, null).request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(url, login.accessToken);
}

/** Makes the account unless it is there. */
export async function ensureUser(
  client: HubClient,
  username: string,
  password: string,
  displayName: string,
): Promise<void> {
  try {
    await client.request(z.unknown(), 'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }', {
      input: { username, password, displayName },
    });
  } catch (caught) {
    if (!(caught instanceof HubError && caught.code === 'CONFLICT')) throw caught;
  }
}
