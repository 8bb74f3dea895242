import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import type { TransferKey } from '../../core/transfer/ports.ts';

const fileName = 'master.key';

/** The key of `<folder>/master.key`, null when there is no such file. @throws Error when it holds something else */
export async function readMasterKey(folder: string): Promise<Uint8Array | null> {
  const path = join(folder, fileName);
  try {
    return decodeMasterKey(await readFile(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes the file durably, readable by this user alone; one that is there stays (a link never replaces a file). */
export async function keepMasterKey(folder: string, key: Uint8Array): Promise<void> {
  const path = join(folder, fileName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(temporary, 'wx', 0o600);
  await file.writeFile(`${Buffer.from(key).toString('base64')}\n`);
  await file.sync();
  await file.close();
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary);
  }
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

/** The 32 bytes of a key in base64. @throws Error naming where it came from */
export function decodeMasterKey(text: string, from: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) throw new Error(`${from}: expected 32 bytes in base64, got ${String(bytes.length)}`);
  return bytes;
}

/** The master key itself, for export and import alone: that of the setting where there is one, else the folder's. */
export function transferKey(folder: string, masterKey: string | null): TransferKey {
  const find = async () =>
    masterKey === null ? readMasterKey(folder) : decodeMasterKey(masterKey, 'PESSCARA_MASTER_KEY');
  return {
    find,
    read: async () => {
      const key = await find();
      if (key === null) throw new Error(`${folder} holds no master key: this hub was never started`);
      return key;
    },
    write: async (key) => {
      if (masterKey === null) await keepMasterKey(folder, key);
      const kept = await find();
      if (kept === null || !Buffer.from(kept).equals(key))
        throw new HubError('CONFLICT', 'this hub has another master key');
    },
  };
}
