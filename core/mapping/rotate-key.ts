import { badInput } from '../errors.ts';
import { actorName, authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { IdentityMap } from '../ports/identity-map.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { MappingKeyStore } from '../ports/mapping-key-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { openIdentity, sealIdentity } from './identity.ts';
import type { MappingKeys } from './mapping-keys.ts';

export interface KeyRotationPorts {
  readonly identities: IdentityMap;
  readonly keyStore: MappingKeyStore;
  readonly mappingKeys: MappingKeys;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  readonly now?: () => Date;
}

/** A key of the identity map, as administrators see it. */
export interface MappingKeyState {
  readonly version: number;
  /** Null for the first one, which is as old as the hub. */
  readonly madeBy: string | null;
  readonly madeAt: Date | null;
  /** People whose identities are sealed under it. */
  readonly identityCount: number;
  /** Since when nobody's is, and the key is destroyed; null before. */
  readonly retiredAt: Date | null;
}

/** Rows of one transaction. */
const batchSize = 500;
/** It ends only when all is under the newest key: an outage must not leave the older one in use. */
const attempts = 200;

/** Changing the key of the identity map while the hub works: a new one is made, everything is sealed again under it, the older ones are destroyed. */
export function createKeyRotation(ports: KeyRotationPorts) {
  const { identities, keyStore, mappingKeys, jobs, audit, transactor, now = () => new Date() } = ports;

  async function states(): Promise<readonly MappingKeyState[]> {
    const [keys, counts] = [await keyStore.all(), await identities.countByKey()];
    return keys.toReversed().map(({ version, madeBy, madeAt, retiredAt }) => ({
      version,
      madeBy,
      madeAt,
      retiredAt,
      identityCount: counts.get(version) ?? 0,
    }));
  }

  const tell = (actor: string, action: string, version: number, reason: string | null) =>
    audit.append({
      actor,
      action,
      target: `mapping-key:${String(version)}`,
      projectId: null,
      reason,
      oldValue: null,
      newValue: { version },
    });

  /** True when something may be left under an older key. */
  async function rewriteBatch(): Promise<boolean> {
    const keys = await mappingKeys.hold();
    const rows = await identities.holdOlder(keys.newest.version, batchSize);
    await identities.replace(
      rows.map((old) => {
        const person = openIdentity(keys.of(old.keyVersion), old);
        return { old, by: sealIdentity(keys.newest, old.projectId, old.researchId, person) };
      }),
    );
    return rows.length === batchSize;
  }

  return {
    /** All keys, the newest first. Administrators only. @throws UNAUTHENTICATED, FORBIDDEN */
    async mappingKeys(actor: Actor): Promise<readonly MappingKeyState[]> {
      authorizeOnHub(actor, 'mapping.rotate');
      return transactor.transact(states);
    },

    /** Makes a new key; a job seals everything again under it, and then destroys the older ones. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT (no reason) */
    async rotateMappingKey(actor: Actor, reason: string): Promise<readonly MappingKeyState[]> {
      authorizeOnHub(actor, 'mapping.rotate');
      if (reason.trim() === '' || reason.includes('\0'))
        throw badInput('input.reason', 'why the key is changed', reason);
      return transactor.transact(async () => {
        const version = (await keyStore.all()).length + 1;
        await keyStore.add(await mappingKeys.make(version, actorName(actor), now()));
        await jobs.enqueue([{ queue: 'mapping', key: `rewrite:${String(version)}`, payload: {}, attempts }]);
        await tell(actorName(actor), 'mapping.key-made', version, reason);
        return states();
      });
    },

    /** Brings all under the newest key, and destroys the older ones: a job, which running again continues. */
    async rewriteIdentities(signal: AbortSignal): Promise<void> {
      const older = (await keyStore.all()).slice(0, -1).filter(({ retiredAt }) => retiredAt === null);
      for (const { version } of older) {
        // What was sealed under it in the meantime, by a transaction that held it, is there once it can be retired.
        for (;;) {
          signal.throwIfAborted();
          while (await transactor.transact(rewriteBatch)) signal.throwIfAborted();
          const isRetired = await transactor.transact(async () => {
            if (!(await keyStore.retireUnused(version, now()))) return false;
            await tell('service:mapping', 'mapping.key-destroyed', version, null);
            return true;
          });
          if (isRetired) break;
        }
      }
    },
  };
}

export type KeyRotation = ReturnType<typeof createKeyRotation>;
