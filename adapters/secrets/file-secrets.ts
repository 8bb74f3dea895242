import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../../core/ports/secrets.ts';

/** Keys derived (HKDF-SHA-256, RFC 5869) from one master key, which is a file that only the hub's user can read. */
export class FileSecrets implements Secrets {
  readonly #master: Uint8Array;

  private constructor(master: Uint8Array) {
    this.#master = master;
  }

  /**
   * Opens `<folder>/master.key`, making it on the first start. Losing that file means losing the way from a
   * patient to a research identifier, so it belongs into every backup.
   */
  static async open(folder: string): Promise<FileSecrets> {
    const path = join(folder, 'master.key');
    try {
      return new FileSecrets(decode(await readFile(path, 'utf8'), path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomBytes(4).toString('hex')}`;
    const file = await open(temporary, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await file.close();
    await rename(temporary, path);
    const directory = await open(folder, 'r');
    await directory.sync();
    await directory.close();
    return new FileSecrets(decode(await readFile(path, 'utf8'), path));
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
