import type { Asset, AssetContent } from '../assets/asset.ts';
import { badInput, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { ProvUsage } from '../provenance/activity.ts';
import { assetFor, requireOwn } from './access.ts';
import { contentFrom, type ContentInput } from './chosen-content.ts';
import { checkedText, checkProperties } from './checked-state.ts';
import { diffOf } from './diff.ts';
import { currentVersion, findVersion } from './history.ts';
import { mergePatch } from './merge-patch.ts';
import type { VersionPorts } from './ports.ts';
import { recordVersion, type MadeVersion } from './record-version.ts';
import type { Version } from './version.ts';

export interface CheckInInput {
  readonly assetId: string;
  /** The version that the change was made on. */
  readonly baseVersion: number;
  readonly comment: string;
  /** Null or absent: as it is. */
  readonly label?: string | null | undefined;
  /** A JSON merge patch (RFC 7396); null or absent: as they are. */
  readonly properties?: JsonObject | null | undefined;
  /** Null or absent: as it is. */
  readonly content?: ContentInput | null | undefined;
  /** @default false */
  readonly keepCheckedOut?: boolean | undefined;
}

type State = Pick<Asset, 'label' | 'properties' | 'content'>;

/**
 * Makes the asset's next version.
 * @throws NOT_FOUND, FORBIDDEN; NOT_CHECKED_OUT without an own check-out; CONFLICT for a base that is not the current version, with
 * both sides in its details; BAD_USER_INPUT naming the field
 */
export async function checkIn(ports: VersionPorts, anyone: Actor, input: CheckInInput): Promise<MadeVersion> {
  const { graph, versions, transactor, now = () => new Date() } = ports;
  const { assetId, baseVersion, keepCheckedOut = false } = input;
  const { asset, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
  const comment = checkedText('input.comment', input.comment);
  const label = typeof input.label === 'string' ? checkedText('input.label', input.label) : null;
  return transactor.transact(async () => {
    await versions.lock(assetId);
    const own = requireOwn(actor, now(), (await versions.checkOutsOf([assetId])).get(assetId));
    const current = await currentVersion(versions, asset);
    const base = baseVersion === current.number ? current : await findVersion(versions, asset, baseVersion);
    if (!base) throw badInput('input.baseVersion', `1 to ${String(current.number)}`, baseVersion);
    const content = input.content ? await contentFrom(ports, actor, asset, input.content) : base.content;
    const state: State = {
      label: label ?? base.label,
      properties: input.properties ? mergePatch(base.properties, input.properties) : base.properties,
      content,
    };
    if (base.number !== current.number) throw staleBase(base, current, state);
    if (input.properties) checkProperties(asset, state.properties);
    const made = await recordVersion(ports, {
      asset,
      current,
      kind: 'CHECK_IN',
      state,
      comment,
      basedOn: base.number,
      actor,
      used: sourcesOf(asset, content, input.content),
    });
    if (keepCheckedOut) await versions.putCheckOut({ ...own, baseVersion: made.version.number });
    else await versions.removeCheckOut(assetId);
    return made;
  });
}

/** The asset that the content was taken from, if it is another. */
function sourcesOf(
  asset: Asset,
  content: AssetContent | null,
  chosen: ContentInput | null | undefined,
): readonly ProvUsage[] {
  const source = chosen?.assetId;
  return content && typeof source === 'string' && source !== asset.id ? [{ assetId: source, role: 'content' }] : [];
}

/** CONFLICT with what the hub has meanwhile (`ours`) and what came (`theirs`), each as a difference to the base. */
function staleBase(base: Version, current: Version, came: State): HubError {
  const shown = ({ number, kind, comment, by, at }: Version) => ({
    version: number,
    kind,
    comment,
    by,
    at: at.toISOString(),
  });
  const message = `input.baseVersion: expected the current version ${String(current.number)}, got ${String(base.number)}`;
  return new HubError('CONFLICT', message, {
    field: 'input.baseVersion',
    expected: String(current.number),
    received: String(base.number),
    base: shown(base),
    current: shown(current),
    ours: diffOf(base, current),
    theirs: diffOf(base, came),
  });
}
