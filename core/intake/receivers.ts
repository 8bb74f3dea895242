import { isIP } from 'node:net';
import { badInput, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { Receiver } from '../ports/receiver-store.ts';
import type { Pool } from './intake.ts';
import { managedPool, visiblePools } from './pool-access.ts';
import type { IntakePorts } from './ports.ts';

export interface SetPoolReceiver {
  readonly poolId: string;
  /** Null takes the receiver away. */
  readonly aeTitle: string | null;
  readonly callingAeTitles?: readonly string[] | null | undefined;
  readonly callingAddresses?: readonly string[] | null | undefined;
}

const most = 200;
const aeExpected = '1 to 16 characters of ASCII without \\, control characters or spaces at the ends';

/** True for what can be an AE title (PS3.5 Table 6.2-1, AE). */
const isAeTitle = (text: string): boolean =>
  /^[\x21-\x5b\x5d-\x7e]([\x20-\x5b\x5d-\x7e]{0,14}[\x21-\x5b\x5d-\x7e])?$/.test(text);

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

/** AE titles of pools. */
export function createReceivers({ intake, receivers, audit, transactor }: IntakePorts) {
  return {
    /** @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (another pool of the hub has that AE title) */
    async setPoolReceiver(actor: Actor, input: SetPoolReceiver): Promise<Pool> {
      const pool = await managedPool(intake, actor, input.poolId);
      const { aeTitle } = input;
      const callingAeTitles = distinct('callingAeTitles', input.callingAeTitles, isAeTitle, aeExpected);
      const addresses = 'addresses (10.1.2.3) and networks (10.1.0.0/16)';
      const callingAddresses = distinct('callingAddresses', input.callingAddresses, isNetwork, addresses);
      if (aeTitle !== null && !isAeTitle(aeTitle)) throw badInput('input.aeTitle', aeExpected, aeTitle);
      await transactor.transact(async () => {
        const before = (await receivers.ofPools([pool.id])).get(pool.id) ?? null;
        const after = aeTitle === null ? null : { poolId: pool.id, aeTitle, callingAeTitles, callingAddresses };
        if (after === null) await receivers.remove(pool.id);
        else if (!(await receivers.put(after))) {
          throw new HubError('CONFLICT', 'another pool of this hub has that AE title', { field: 'input.aeTitle' });
        }
        await audit.append({
          actor: actorName(actor),
          action: 'pool.receiver-changed',
          target: `pool:${pool.id}`,
          projectId: pool.projectId,
          reason: null,
          oldValue: before && summary(before),
          newValue: after && summary(after),
        });
      });
      return pool;
    },

    /** Of these pools, the receivers of those whose settings the actor may see. */
    async receiversOfPools(actor: Actor, poolIds: readonly string[]): Promise<ReadonlyMap<string, Receiver>> {
      const visible = await visiblePools(intake, actor, poolIds);
      return receivers.ofPools(visible.map(({ id }) => id));
    },
  };
}

function distinct(
  field: 'callingAeTitles' | 'callingAddresses',
  given: readonly string[] | null | undefined,
  isGood: (text: string) => boolean,
  expected: string,
): readonly string[] {
  const texts = [...new Set(given ?? [])];
  if (texts.length > most) throw badInput(`input.${field}`, `at most ${String(most)}`, texts.length);
  const strange = texts.find((text) => !isGood(text));
  if (strange !== undefined) throw badInput(`input.${field}`, expected, strange);
  return texts;
}

const summary = ({ aeTitle, callingAeTitles, callingAddresses }: Receiver): JsonObject => ({
  aeTitle,
  callingAeTitles,
  callingAddresses,
});
