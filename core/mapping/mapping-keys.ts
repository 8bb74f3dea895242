import { randomBytes } from 'node:crypto';
import { HubError } from '../errors.ts';
import { seal, unseal } from '../intake/seal.ts';
import type { MappingKeyStore, StoredMappingKey } from '../ports/mapping-key-store.ts';
import type { Secrets } from '../ports/secrets.ts';

/** A key of the identity map, open. */
export interface MappingKey {
  readonly version: number;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The keys that something may be sealed under. */
export interface HeldKeys {
  /** The one to seal with. */
  readonly newest: MappingKey;
  /** Oldest first. */
  readonly all: readonly MappingKey[];
  /** @throws CONFLICT when it was made after these were held: all is well for who tries again */
  of(version: number): MappingKey;
}

/** The keys of the identity map, opened by the hub's own. Nothing here asks who may. */
export function createMappingKeys(store: Pick<MappingKeyStore, 'hold'>, secrets: Secrets) {
  const wrapping = () => secrets.key('identity-map-keys');

  async function open({ version, sealed }: StoredMappingKey): Promise<MappingKey> {
    if (version === 1) return { version, bytes: await secrets.key('identity-map') };
    if (sealed === null) throw new Error(`key ${String(version)} of the identity map has no bytes`);
    return { version, bytes: unseal(await wrapping(), nameOf(version), sealed) };
  }

  return {
    /** None of them is destroyed before the ambient transaction ends. */
    async hold(): Promise<HeldKeys> {
      const stored = (await store.hold()).filter(({ retiredAt }) => retiredAt === null);
      const all = await Promise.all(stored.map(open));
      const newest = all.at(-1);
      if (!newest) throw new Error('the identity map has no key: restore the database from a backup');
      return {
        newest,
        all,
        of(version) {
          const key = all.find((one) => one.version === version);
          if (!key) throw new HubError('CONFLICT', 'the key of the identity map has just been changed: try again');
          return key;
        },
      };
    },

    /** A new random key, sealed, to be added. */
    async make(version: number, madeBy: string, madeAt: Date): Promise<StoredMappingKey> {
      const sealed = seal(await wrapping(), nameOf(version), randomBytes(32));
      return { version, sealed, madeBy, madeAt, retiredAt: null };
    },
  };
}

export type MappingKeys = ReturnType<typeof createMappingKeys>;

const nameOf = (version: number): string => `mapping-key:${String(version)}`;
