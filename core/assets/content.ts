import type { Readable } from 'node:stream';
import type { Asset, AssetContent } from './asset.ts';
import { notFound } from '../errors.ts';
import { requireLiving } from './living.ts';
import { endingsOf } from './media-types.ts';
import { actorName, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { VersionStore } from '../ports/version-store.ts';
import { findVersion } from '../versions/history.ts';
import { inState, stateOf } from '../versions/version.ts';

export interface ContentFacts extends AssetContent {
  /** A name for the file at the caller's: letters, digits, '.', '_' and '-'. */
  readonly fileName: string;
  readonly projectId: string;
}

export interface OpenContent extends ContentFacts {
  /** The bytes, or those of the range. */
  readonly stream: Readable;
}

export interface ContentAccess {
  /** Of the asset as it is, or as it was in that version. @throws NOT_FOUND for one that is invisible, absent or without content, WITHDRAWN */
  describeContent(actor: Actor, assetId: string, version?: number): Promise<ContentFacts>;
  /** With a range, its bytes `start..end` inclusive. @throws NOT_FOUND as above, BAD_USER_INPUT for a range beyond the content */
  openContent(
    actor: Actor,
    assetId: string,
    range?: { readonly start: number; readonly end: number },
    version?: number,
  ): Promise<OpenContent>;
  /**
   * Writes into the audit trail that the actor gets these bytes, before they do: once an hour for the same `way` (a signed address, or a session),
   * however many parts of them are asked for. A process of its own has a memory of its own.
   */
  noteDownload(actor: Actor, assetId: string, facts: ContentFacts, way: DownloadWay): Promise<void>;
}

/** How somebody comes to bytes. */
export interface DownloadWay {
  readonly by: 'token' | 'link';
  /** Tells it from others: the address's signature; null for a token. */
  readonly key: string | null;
  readonly version: number | null;
}

const noteAgainMs = 3_600_000;
const mostNoted = 10_000;

export function createContentAccess({
  graph,
  objects,
  versions,
  audit,
  transactor,
}: {
  readonly graph: AssetGraph;
  readonly objects: ObjectStore;
  readonly versions: VersionStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}): ContentAccess {
  /** When each download was noted. */
  const noted = new Map<string, number>();
  const describeContent: ContentAccess['describeContent'] = async (actor, assetId, version) => {
    requireSignedIn(actor);
    const now = (await graph.getAssets([assetId])).get(assetId);
    if (!now || !may(actor, 'asset.read', now.projectId)) throw notFound('content');
    requireLiving('assetId', now);
    const past = version === undefined ? null : await findVersion(versions, now, version);
    if (version !== undefined && past === null) throw notFound('content');
    const asset = past ? inState(now, stateOf(past)) : now;
    if (!asset.content) throw notFound('content');
    return { ...asset.content, fileName: fileNameOf(asset, asset.content), projectId: asset.projectId };
  };
  return {
    describeContent,
    noteDownload: async (actor, assetId, { projectId, sha256, sizeBytes }, { by, key, version }) => {
      requireSignedIn(actor);
      const who = actor.kind === 'user' ? actor.id : actorName(actor);
      const name = [who, assetId, sha256, version, by, key].join(' ');
      const now = Date.now();
      if ((noted.get(name) ?? -Infinity) > now - noteAgainMs) return;
      await transactor.transact(() =>
        audit.append({
          actor: actorName(actor),
          action: 'content.downloaded',
          target: `asset:${assetId}`,
          projectId,
          reason: null,
          oldValue: null,
          newValue: { sha256, sizeBytes, by, ...(version === null ? {} : { version }) },
        }),
      );
      if (noted.size >= mostNoted) noted.clear();
      noted.set(name, now);
    },
    openContent: async (actor, assetId, range, version) => {
      const facts = await describeContent(actor, assetId, version);
      return { ...facts, stream: await objects.stream(facts.sha256, range) };
    },
  };
}

/** From the label, which holds nothing personal; nothing in it can act as a path or break a header. */
export function fileNameOf({ label }: Asset, { mediaType }: AssetContent): string {
  const name = label
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|-+$/g, '')
    .slice(0, 100);
  const endings = endingsOf(mediaType);
  const hasEnding = endings.some((ending) => name.toLowerCase().endsWith(ending));
  return `${name === '' ? 'asset' : name}${hasEnding ? '' : (endings[0] ?? '')}`;
}
