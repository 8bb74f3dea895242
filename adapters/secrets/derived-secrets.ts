import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../../core/ports/secrets.ts';

/** Keys derived (HKDF-SHA-256, RFC 5869) from one master key: a file that only the hub's user can read, or a setting. */
export class DerivedSecrets implements Secrets {
  readonly #master: Uint8Array;

  private constructor(master: Uint8Array) {
    this.#master = master;
  }

  /**
   * Opens `<folder>/master.key`, making it on the first start. Losing that file means losing the way from a
   * patient to a research identifier, so it belongs into every backup.
   */
  static async open(folder: string): Promise<DerivedSecrets> {
    const path = join(folder, 'master.key');
    try {
      return new DerivedSecrets(decode(await readFile(path, 'utf8'), path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomBytes(4).toString('hex')}`;
    const file = await open(temporary, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await file.close();
    try {
      // Of several processes that start at once one makes the key, and all have that one: a link never replaces a file.
      await link(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(temporary);
    }
    const directory = await open(folder, 'r');
    await directory.sync();
    await directory.close();
    return new DerivedSecrets(decode(await readFile(path, 'utf8'), path));
  }

  /** Secrets of a master key that came some other way: 32 bytes in base64. @throws Error for anything else */
  static of(masterKey: string): DerivedSecrets {
    return new DerivedSecrets(decode(masterKey, 'PESSCARA_MASTER_KEY'));
  }

  key(name: string): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(hkdfSync('sha256', this.#master, new Uint8Array(0), `pesscara/${name}`, 32)));
  }
}

function decode(text: string, path: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) throw new Error(`${path}: expected 32 bytes in base64, got ${String(bytes.length)}`);
  return bytes;
}
