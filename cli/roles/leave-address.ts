import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Identity } from '../../core/identity/identity.ts';
import { hubFileName } from '../hub-client.ts';

/**
 * Leaves address and operator token where commands of the same user on this machine find them; only that user can read the file. Of several
 * gateways with one folder the newest is the one that is found.
 */
export async function leaveAddress(
  home: string,
  url: string,
  identity: Pick<Identity, 'issueOperatorToken' | 'endOperatorToken'>,
): Promise<{ remove(): Promise<void> }> {
  // The same for each gateway of this folder: starting one ends the token that an earlier one left, also one that was killed.
  const holder = `${hostname()}:${home}`;
  await mkdir(home, { recursive: true });
  const path = join(home, hubFileName);
  const operatorToken = await identity.issueOperatorToken(holder);
  const text = JSON.stringify({ url, pid: process.pid, operatorToken });
  const temporary = `${path}.${String(process.pid)}`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
  return {
    async remove() {
      // Another one has started since: what stands there, and the token, are its own.
      if ((await readFile(path, 'utf8').catch(() => '')) !== text) return;
      await identity.endOperatorToken(holder);
      await rm(path, { force: true });
    },
  };
}
