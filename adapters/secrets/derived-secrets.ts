import { hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../../core/ports/secrets.ts';
import { decodeMasterKey, keepMasterKey, readMasterKey } from './master-key-file.ts';

/** Far more than a hub has projects that work at the same time. */
const mostKeys = 1000;

/** Keys derived (HKDF-SHA-256, RFC 5869) from one master key: a file that only the hub's user can read, or a setting. */
export class DerivedSecrets implements Secrets {
  readonly #master: Uint8Array;
  /** Those that were asked for: each image asks for one. */
  readonly #keys = new Map<string, Uint8Array>();

  private constructor(master: Uint8Array) {
    this.#master = master;
  }

  /**
   * Opens `<folder>/master.key`, making it on the first start. Losing that file means losing the way from a
   * patient to a research identifier, so it belongs into every backup.
   */
  static async open(folder: string): Promise<DerivedSecrets> {
    const there = await readMasterKey(folder);
    if (there) return new DerivedSecrets(there);
    // Of several processes that start at once one makes the key, and all have that one.
    await keepMasterKey(folder, randomBytes(32));
    return DerivedSecrets.open(folder);
  }

  /** Secrets of a master key that came some other way: 32 bytes in base64. @throws Error for anything else */
  static of(masterKey: string): DerivedSecrets {
    return new DerivedSecrets(decodeMasterKey(masterKey, 'PESSCARA_MASTER_KEY'));
  }

  key(name: string): Promise<Uint8Array> {
    const key = this.#keys.get(name) ?? this.#derive(name);
    if (this.#keys.size >= mostKeys) this.#keys.clear();
    this.#keys.set(name, key);
    return Promise.resolve(key.slice());
  }

  #derive(name: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#master, new Uint8Array(0), `pesscara/${name}`, 32));
  }
}
