import { badInput } from '../errors.ts';
import type { Pool } from '../intake/intake.ts';
import { managedPool } from '../intake/pool-access.ts';
import { numberedPageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { Contact, MessageStatus, ProtocolMessage } from '../ports/contact-store.ts';
import type { ProtocolPorts } from './ports.ts';

const maxContacts = 20;
/** Of RFC 5321 what mail servers take: no quoted local parts, no address literals, nothing that could end a header. */
const address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** As a client writes it: one of email and userId. */
export interface ContactInput {
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly userId?: string | null | undefined;
}

/** Contacts of the centres behind pools, and what became of the messages to them. They are personal data: managers alone see them. */
export function createContacts({ contacts, intake, audit, transactor, memberIds }: ProtocolPorts) {
  async function checked(pool: Pool, given: readonly ContactInput[]): Promise<readonly Contact[]> {
    if (given.length > maxContacts) throw badInput('input.contacts', `at most ${String(maxContacts)}`, given.length);
    const members = await memberIds(pool.projectId);
    return given.map(({ name, email = null, userId = null }, index): Contact => {
      const at = `input.contacts[${String(index)}]`;
      if (!/^[^\p{Cc}]{1,100}$/u.test(name)) throw badInput(`${at}.name`, '1 to 100 characters', 'another text');
      if ((email === null) === (userId === null)) throw badInput(at, 'email or userId, one of both', 'both or none');
      if (userId !== null) {
        if (!members.has(userId)) throw badInput(`${at}.userId`, 'a member of the project', userId);
        return { name, email: null, accountId: userId };
      }
      // What is no address may be a patient's anything: it is not repeated.
      if (email === null || !address.test(email)) throw badInput(`${at}.email`, 'an e-mail address', 'another text');
      return { name, email, accountId: null };
    });
  }

  return {
    /** Replaces the pool's contacts. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async setPoolContacts(actor: Actor, poolId: string, given: readonly ContactInput[]): Promise<Pool> {
      const pool = await managedPool(intake, actor, poolId);
      const wanted = await checked(pool, given);
      await transactor.transact(async () => {
        const before = (await contacts.contactsOf([pool.id])).get(pool.id) ?? [];
        await contacts.putContacts(pool.id, wanted);
        await audit.append({
          actor: actorName(actor),
          action: 'pool.contacts-changed',
          target: `pool:${pool.id}`,
          projectId: pool.projectId,
          reason: null,
          oldValue: { contacts: before.map((one) => ({ ...one })) },
          newValue: { contacts: wanted.map((one) => ({ ...one })) },
        });
      });
      return pool;
    },

    /** Contacts of those of the pools that the actor may manage. */
    async contactsOfPools(actor: Actor, poolIds: readonly string[]): Promise<ReadonlyMap<string, readonly Contact[]>> {
      requireSignedIn(actor);
      const pools = [...(await intake.getPools(poolIds)).values()];
      const managed = pools.filter(({ projectId }) => may(actor, 'pool.manage', projectId)).map(({ id }) => id);
      const found = await contacts.contactsOf(managed);
      return new Map(managed.map((id) => [id, found.get(id) ?? []]));
    },

    /** Newest first. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async protocolMessages(
      actor: Actor,
      projectId: string,
      status: MessageStatus | null,
      first: number,
      after: string | null,
    ): Promise<Page<ProtocolMessage>> {
      authorize(actor, 'pool.manage', projectId);
      return contacts.messagesOf(projectId, status, numberedPageOf(first, after));
    },
  };
}
