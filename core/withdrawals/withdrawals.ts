import type { Asset } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import type { Withdrawn } from '../intake/ports.ts';
import type { JsonObject } from '../json.ts';
import { pageOf } from '../page.ts';
import {
  actorName,
  authorize,
  may,
  permittedProjects,
  refuseToken,
  requirePerson,
  requireSignedIn,
  type Actor,
} from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import { carryOut } from './carry-out.ts';
import { listingOf, type Listing } from './listing.ts';
import type { WithdrawalPorts } from './ports.ts';
import { dropWithdrawn, purge, purgeErased } from './purge.ts';
import type { Fate, Withdrawal, WithdrawalItem } from './withdrawal.ts';

export interface PrepareWithdrawalInput {
  readonly assetId: string;
  readonly reason: string;
  /** Ids of what an earlier list has under REVIEW and shall go too; null and absent: none. */
  readonly purgeAlso?: readonly string[] | null | undefined;
}

export interface WithdrawInput {
  readonly withdrawalId: string;
  readonly listDigest: string;
  /** The person's own password, where the project asks for a signature; null and absent: none. */
  readonly password?: string | null | undefined;
}

/** How many assets a list has. */
export interface ListedCounts {
  readonly purge: number;
  readonly review: number;
  /** Of those, how many lie in projects that the actor may not see. */
  readonly hidden: number;
}

/** Withdrawal of consent, for those who manage the project. All throw UNAUTHENTICATED, NOT_FOUND and FORBIDDEN. */
export interface Withdrawals {
  /** Writes down what would happen, and changes nothing. @throws BAD_USER_INPUT, WITHDRAWN, CONFLICT for a subject that was merged into another */
  prepareWithdrawal(actor: Actor, input: PrepareWithdrawalInput): Promise<Withdrawal>;
  /**
   * Makes it true, for ever. @throws CONFLICT when something came or went since it was listed (the list is a new one then, with its digest in the
   * details), or it is not LISTED any more; UNAUTHENTICATED for a wrong password
   */
  withdraw(actor: Actor, input: WithdrawInput): Promise<Withdrawal>;
  /** @throws CONFLICT when it is not LISTED any more */
  cancelWithdrawal(actor: Actor, id: string): Promise<Withdrawal>;
  /** Null for one that is absent, or of a project that the actor does not manage. */
  withdrawal(actor: Actor, id: string): Promise<Withdrawal | null>;
  /** Those of the withdrawals that the actor may see. */
  getWithdrawals(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Withdrawal>>;
  /** In order of time; none of a project that the actor does not manage. @throws BAD_USER_INPUT for a page that can't be */
  withdrawalsOf(actor: Actor, projectId: string, first: number, after?: string | null): Promise<Page<Withdrawal>>;
  /** Of projects that the actor may read, in order of id. @throws BAD_USER_INPUT for a page that can't be */
  itemsOf(
    actor: Actor,
    withdrawal: Withdrawal,
    fate: Fate | null,
    first: number,
    after?: string | null,
  ): Promise<Page<WithdrawalItem>>;
  countsOf(actor: Actor, withdrawal: Withdrawal): Promise<ListedCounts>;
  /** What a certificate says, if this hub signed it; null for anything else. For anybody who is signed in. */
  verifyCertificate(actor: Actor, jws: string): Promise<JsonObject | null>;
  /** The public key by which others verify certificates of this hub, as a JWK. */
  certificateKey(actor: Actor): Promise<JsonObject>;
  /** The job that deletes the bytes. */
  purge(withdrawalId: string, signal: AbortSignal): Promise<void>;
  /** The job that deletes the bytes of erased versions. */
  purgeErased(signal: AbortSignal): Promise<void>;
  /** For those who register what arrives. */
  readonly arrivals: Withdrawn;
}

const maxAlso = 10_000;

export function createWithdrawals(ports: WithdrawalPorts): Withdrawals {
  const { graph, withdrawals, corrections, transactor, audit, certifier } = ports;

  const managed = (actor: Actor, withdrawal: Withdrawal | null | undefined): Withdrawal => {
    requireSignedIn(actor);
    if (!withdrawal || !may(actor, 'asset.read', withdrawal.projectId))
      throw new HubError('NOT_FOUND', notFound('withdrawal').message, { field: 'input.withdrawalId' });
    authorize(actor, 'project.manage', withdrawal.projectId);
    return withdrawal;
  };
  const known = async (actor: Actor, id: string) => managed(actor, (await withdrawals.get([id])).get(id));
  const listed = (withdrawal: Withdrawal): Withdrawal => {
    if (withdrawal.state === 'LISTED') return withdrawal;
    const message = `input.withdrawalId: this withdrawal is ${withdrawal.state} already`;
    throw new HubError('CONFLICT', message, { field: 'input.withdrawalId', state: withdrawal.state });
  };
  const isManaged = (actor: Actor) => (withdrawal: Withdrawal) => may(actor, 'project.manage', withdrawal.projectId);

  /** Writes the list down under the withdrawal's id. */
  async function keep(actor: Actor, withdrawal: Withdrawal, { items, extras, digest }: Listing): Promise<Withdrawal> {
    const kept = { ...withdrawal, extras, listDigest: digest, preparedBy: actorName(actor), preparedAt: new Date() };
    await withdrawals.putListed(kept, items);
    await audit.append({
      actor: actorName(actor),
      action: 'withdrawal.listed',
      target: `asset:${withdrawal.assetId}`,
      projectId: withdrawal.projectId,
      reason: withdrawal.reason,
      oldValue: null,
      newValue: { withdrawal: withdrawal.id, assets: items.length, listDigest: digest },
    });
    return kept;
  }

  async function withdrawable(actor: Actor, assetId: string): Promise<Asset> {
    const field = 'input.assetId';
    const asset = isId(assetId) ? (await graph.getAssets([assetId])).get(assetId) : undefined;
    if (!asset || !may(actor, 'asset.read', asset.projectId))
      throw new HubError('NOT_FOUND', notFound('asset').message, { field });
    authorize(actor, 'project.manage', asset.projectId);
    if (asset.level === 'PROJECT') throw badInput(field, 'a subject, or something of one', 'a project');
    requireLiving(field, asset);
    const merge = (await corrections.mergesOf([assetId])).get(assetId);
    if (!merge) return asset;
    const message = `${field}: this subject was merged into another: withdraw that one, and this one goes with it`;
    throw new HubError('CONFLICT', message, { field, subjectId: merge.toId });
  }

  return {
    prepareWithdrawal: async (actor, { assetId, reason: given, purgeAlso }) => {
      requireSignedIn(actor);
      const reason = reasonOf(given);
      const also = [...new Set(purgeAlso ?? [])].toSorted();
      if (also.length > maxAlso) throw badInput('input.purgeAlso', `at most ${String(maxAlso)} assets`, also.length);
      return transactor.transact(async () => {
        const asset = await withdrawable(actor, assetId);
        const listing = await listingOf(ports, asset, also);
        const ids = new Set(listing.items.map((item) => item.assetId));
        const strange = also.findIndex((id) => !ids.has(id));
        if (strange >= 0)
          throw badInput(`input.purgeAlso[${String(strange)}]`, 'an asset that depends on it', also[strange]);
        const withdrawal: Withdrawal = {
          ...{ id: newId(), projectId: asset.projectId, assetId, level: asset.level, reason, purgeAlso: also },
          ...{
            listDigest: listing.digest,
            extras: listing.extras,
            preparedBy: actorName(actor),
            preparedAt: new Date(),
          },
          ...{ carriedOut: null, completedAt: null, certificate: null },
          state: 'LISTED',
        };
        return keep(actor, withdrawal, listing);
      });
    },

    withdraw: async (actor, { withdrawalId, listDigest, password }) => {
      listed(await known(actor, withdrawalId));
      refuseToken(actor);
      const passwordConfirmed = typeof password === 'string';
      if (passwordConfirmed) {
        requirePerson(actor);
        await ports.confirmPassword(actor.username, password);
      }
      // The new list leaves the transaction as a value: an error thrown inside would undo it.
      const { done, withdrawal } = await transactor.transact(async () => {
        // First of all: what is listed from here on is what there is.
        await ports.tombstones.hold();
        const held = listed(managed(actor, await withdrawals.lock(withdrawalId)));
        const asset = await withdrawable(actor, held.assetId);
        const listing = await listingOf(ports, asset, held.purgeAlso);
        if (listing.digest !== listDigest) return { done: false, withdrawal: await keep(actor, held, listing) };
        await carryOut(ports, actor, held, listing, passwordConfirmed);
        return { done: true, withdrawal: (await withdrawals.get([held.id])).get(held.id) ?? held };
      });
      if (done) return withdrawal;
      const message = 'input.listDigest: what depends on it has changed since: look at the new list';
      throw new HubError('CONFLICT', message, {
        ...{ field: 'input.listDigest', withdrawalId, listDigest: withdrawal.listDigest },
        ...{ expected: withdrawal.listDigest, received: listDigest.slice(0, 80) },
      });
    },

    cancelWithdrawal: async (actor, id) => {
      await known(actor, id);
      return transactor.transact(async () => {
        const held = listed(managed(actor, await withdrawals.lock(id)));
        await withdrawals.cancel(id);
        await audit.append({
          actor: actorName(actor),
          action: 'withdrawal.cancelled',
          target: `asset:${held.assetId}`,
          projectId: held.projectId,
          reason: null,
          oldValue: { withdrawal: id },
          newValue: null,
        });
        return { ...held, state: 'CANCELLED' };
      });
    },

    withdrawal: async (actor, id) => {
      requireSignedIn(actor);
      const found = (await withdrawals.get([id])).get(id);
      return found && isManaged(actor)(found) ? found : null;
    },
    getWithdrawals: async (actor, ids) => {
      requireSignedIn(actor);
      return new Map([...(await withdrawals.get(ids))].filter(([, withdrawal]) => isManaged(actor)(withdrawal)));
    },
    withdrawalsOf: async (actor, projectId, first, after) => {
      requireSignedIn(actor);
      const page = pageOf(first, after);
      const isVisible = isId(projectId) && may(actor, 'project.manage', projectId);
      return isVisible ? withdrawals.ofProject(projectId, page) : { items: [], hasNextPage: false, totalCount: 0 };
    },
    itemsOf: async (actor, withdrawal, fate, first, after) => {
      managed(actor, withdrawal);
      const page = pageOf(first, after);
      return withdrawals.itemsOf(withdrawal.id, permittedProjects(actor, 'asset.read'), fate, page);
    },
    countsOf: async (actor, withdrawal) => {
      managed(actor, withdrawal);
      const counts = await withdrawals.countItems(withdrawal.id);
      const sum = (keep: (each: (typeof counts)[number]) => boolean) =>
        counts.filter(keep).reduce((total, { count }) => total + count, 0);
      return {
        purge: sum(({ fate }) => fate === 'PURGE'),
        review: sum(({ fate }) => fate === 'REVIEW'),
        hidden: sum(({ projectId }) => !may(actor, 'asset.read', projectId)),
      };
    },
    verifyCertificate: async (actor, jws) => {
      requireSignedIn(actor);
      return certifier.verify(jws);
    },
    certificateKey: async (actor) => {
      requireSignedIn(actor);
      return certifier.publicKey();
    },
    purge: (withdrawalId, signal) => purge(ports, withdrawalId, signal),
    purgeErased: (signal) => purgeErased(ports, signal),
    arrivals: {
      among: (assetIds) => withdrawals.withdrawnAmong(assetIds),
      drop: (hashes) => dropWithdrawn(ports, hashes),
    },
  };
}

function reasonOf(reason: string): string {
  const text = reason.trim();
  if (text === '' || text.length > 1000 || text.includes('\0') || !text.isWellFormed())
    throw badInput('input.reason', 'why, in 1 to 1000 characters', reason);
  return text;
}
