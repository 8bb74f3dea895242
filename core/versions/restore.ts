import { badInput } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import { assetFor, heldByAnother, liveAt, ownerIdOf } from './access.ts';
import { checkedText } from './checked-state.ts';
import { currentVersion, findVersion } from './history.ts';
import type { VersionPorts } from './ports.ts';
import { recordVersion, type MadeVersion } from './record-version.ts';

export interface RestoreInput {
  readonly assetId: string;
  readonly version: number;
  readonly reason: string;
}

/**
 * Makes an earlier version's state the asset's next version, tags and all. Needs no check-out of the actor's, but nobody else may have
 * one; an own one stays.
 * @throws NOT_FOUND, FORBIDDEN; CONFLICT naming who has the asset checked out; BAD_USER_INPUT for a version that there is none of
 */
export async function restoreVersion(ports: VersionPorts, anyone: Actor, input: RestoreInput): Promise<MadeVersion> {
  const { graph, versions, transactor, now = () => new Date() } = ports;
  const { assetId } = input;
  const { asset, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
  const reason = checkedText('input.reason', input.reason);
  return transactor.transact(async () => {
    await versions.lock(assetId);
    const live = liveAt(now(), (await versions.checkOutsOf([assetId])).get(assetId));
    if (live && live.ownerId !== ownerIdOf(actor)) throw heldByAnother(live);
    const current = await currentVersion(versions, asset);
    const earlier = input.version < current.number ? await findVersion(versions, asset, input.version) : null;
    if (!earlier) throw badInput('input.version', 'an earlier version of the asset', input.version);
    if (earlier.erasedAt) throw badInput('input.version', 'a version that was not erased', input.version);
    const { label, properties, content, tags, number } = earlier;
    const made = await recordVersion(ports, {
      asset,
      current,
      kind: 'RESTORE',
      state: { label, properties, content },
      comment: reason,
      basedOn: number,
      actor,
      tags,
    });
    if (live) await versions.putCheckOut({ ...live, baseVersion: made.version.number });
    return made;
  });
}
