import type { Asset, AssetContent } from '../assets/asset.ts';
import { badInput, HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { ProvUsage } from '../provenance/activity.ts';
import { assetFor, requireOwn, type SignedIn } from './access.ts';
import { chosenUpload, contentFrom, type ContentInput } from './chosen-content.ts';
import { checkedText, checkProperties } from './checked-state.ts';
import { diffOf } from './diff.ts';
import { currentVersion, findVersion } from './history.ts';
import { mergePatch } from './merge-patch.ts';
import type { VersionPorts } from './ports.ts';
import { recordVersion, type MadeVersion } from './record-version.ts';
import type { CheckOut, Version } from './version.ts';

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

/** A check-in that may be carried out. */
interface Decided {
  readonly own: CheckOut;
  readonly current: Version;
  readonly base: Version;
  readonly state: State;
}

/**
 * Makes the asset's next version.
 * @throws NOT_FOUND, FORBIDDEN; NOT_CHECKED_OUT without an own check-out; CONFLICT for a base that is not the current version, with
 * both sides in its details; BAD_USER_INPUT naming the field; of an upload also INCOMPLETE_UPLOAD, HASH_MISMATCH, NOT_FOUND
 */
export async function checkIn(ports: VersionPorts, anyone: Actor, input: CheckInInput): Promise<MadeVersion> {
  const { graph, versions, transactor, uploads } = ports;
  const { assetId, keepCheckedOut = false } = input;
  const { asset, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
  const comment = checkedText('input.comment', input.comment);
  if (typeof input.label === 'string') checkedText('input.label', input.label);
  const wanted = input.content ? chosenUpload(asset.projectId, input.content) : null;
  if (wanted) {
    // Before an object is made of the upload: what is refused here for another reason leaves no bytes that nothing uses.
    const { content } = await uploads.lookAt(actor, wanted);
    await decide(ports, actor, asset, input, content);
  }
  const uploaded = wanted && (await uploads.contentOf(actor, wanted));
  const made = await transactor.transact(async () => {
    await versions.lock(assetId);
    const { own, current, base, state } = await decide(ports, actor, asset, input, uploaded?.content ?? null);
    if (uploaded) await uploads.markUsed(uploaded.upload);
    const recorded = await recordVersion(ports, {
      asset,
      current,
      kind: 'CHECK_IN',
      state,
      comment,
      basedOn: base.number,
      actor,
      used: sourcesOf(asset, state.content, input.content),
    });
    if (keepCheckedOut) await versions.putCheckOut({ ...own, baseVersion: recorded.version.number });
    else await versions.removeCheckOut(assetId);
    return recorded;
  });
  if (uploaded) await uploads.removePieces(uploaded.upload);
  return made;
}

/** What the check-in would make of the asset, as things are. `uploaded`: what the input's upload is, if it names one. */
async function decide(
  ports: VersionPorts,
  actor: SignedIn,
  asset: Asset,
  input: CheckInInput,
  uploaded: AssetContent | null,
): Promise<Decided> {
  const { versions, now = () => new Date() } = ports;
  const { baseVersion, label, properties } = input;
  const own = requireOwn(actor, now(), (await versions.checkOutsOf([asset.id])).get(asset.id));
  const current = await currentVersion(versions, asset);
  const base = baseVersion === current.number ? current : await findVersion(versions, asset, baseVersion);
  if (!base) throw badInput('input.baseVersion', `1 to ${String(current.number)}`, baseVersion);
  const named = input.content && !uploaded ? await contentFrom(ports, actor, asset, input.content) : base.content;
  const state: State = {
    label: label ?? base.label,
    properties: properties ? mergePatch(base.properties, properties) : base.properties,
    content: uploaded ?? named,
  };
  if (base.number !== current.number) throw staleBase(base, current, state);
  if (properties) checkProperties(asset, state.properties);
  return { own, current, base, state };
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
