import { personAgent } from '../provenance/agents.ts';
import { recordedInHub } from '../provenance/recorded.ts';
import { badInput, HubError } from '../errors.ts';
import { newId, nameId } from '../ids.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { UploadedContents } from '../uploads/uploaded-content.ts';
import type { TagStore } from '../ports/tag-store.ts';
import { assetChanges, created } from './asset-changes.ts';
import { tagNewAssets } from './change-tags.ts';
import type { Asset, NewAsset } from './asset.ts';
import { requireLiving } from './living.ts';
import { requireMeasuredValue } from './biomarker-properties.ts';
import { checkedClientKey, checkedLabel, checkedProperties, namedAssets } from './new-asset-input.ts';
import { putAssets } from './put-assets.ts';

export interface NewAssetPorts {
  readonly graph: AssetGraph;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly tags: TagStore;
  readonly transactor: Transactor;
}

export interface CreateDerivedAssetInput {
  readonly projectId: string;
  /** What it belongs to: one or more assets of the project. */
  readonly parentIds: readonly string[];
  readonly kind: string;
  /** Absent or null: the file's name, or the kind. */
  readonly label?: string | null | undefined;
  readonly mediaType?: string | null | undefined;
  readonly properties?: JsonObject | null | undefined;
  /** Absent or null: an asset of properties alone. */
  readonly uploadId?: string | null | undefined;
  /** What it was made from, when that is known. */
  readonly sourceIds?: readonly string[] | null | undefined;
  readonly clientKey?: string | null | undefined;
}

export interface DerivedAssets {
  /**
   * An asset that was made elsewhere, with the activity `pesscara/import` of the person. The same person's same `clientKey` in the
   * project answers the asset that it made before.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, INCOMPLETE_UPLOAD, HASH_MISMATCH, CONFLICT when the key made another asset
   */
  createDerivedAsset(actor: Actor, input: CreateDerivedAssetInput): Promise<Asset>;
}

const kinds = /^[a-z0-9][a-z0-9-]{0,63}$/;
const mostParents = 100;
const mostSources = 1000;

export function createDerivedAssets(ports: NewAssetPorts, uploads: UploadedContents): DerivedAssets {
  const { graph, audit, feed, transactor } = ports;
  return {
    createDerivedAsset: async (actor, input) => {
      const { projectId, uploadId } = input;
      authorize(actor, 'asset.write', projectId);
      const { kind, properties, clientKey, label } = checked(input);
      const parents = await namedAssets(graph, actor, 'input.parentIds', input.parentIds, projectId);
      const sources = await namedAssets(graph, actor, 'input.sourceIds', input.sourceIds ?? [], null);
      const startedAt = new Date();
      const uploaded =
        typeof uploadId === 'string'
          ? await uploads.contentOf(actor, { uploadId, projectId, mediaType: input.mediaType ?? null, path: 'input' })
          : null;
      const createdBy = actorName(actor);
      const asset: NewAsset = {
        id: clientKey === null ? newId() : nameId('client-derived', projectId, createdBy, clientKey),
        projectId,
        level: 'DERIVED',
        kind,
        label: label ?? uploaded?.upload.fileName ?? kind,
        properties,
        content: uploaded?.content ?? null,
        createdBy,
        parentIds: parents.map((parent) => parent.id),
      };
      const made = await transactor.transact(async () => {
        // First, since it holds the upload: of two who make the same at once, the second one finds the asset of the first.
        if (uploaded) await uploads.markUsed(uploaded.upload);
        const earlier = (await graph.getAssets([asset.id])).get(asset.id);
        if (earlier) {
          requireLiving('input.clientKey', earlier);
          return requireSame(earlier, asset);
        }
        await putAssets(graph, [asset], 'input.parentIds');
        await tagNewAssets(ports, [asset]);
        await graph.recordActivity(importOf(asset, actor, sources, startedAt));
        await assetChanges.append(feed, projectId, createdBy, created([asset]));
        await audit.append(assetCreated(asset));
        return (await graph.getAssets([asset.id])).get(asset.id);
      });
      if (!made) throw new Error('an asset that was just written is gone');
      if (uploaded) await uploads.removePieces(uploaded.upload);
      return made;
    },
  };
}

/** What the audit trail keeps of a new asset; labels and properties, which a person typed, stay out. */
export function assetCreated({ id, projectId, level, kind, content, parentIds, createdBy }: NewAsset) {
  return {
    actor: createdBy,
    action: 'asset.created',
    target: `asset:${id}`,
    projectId,
    reason: null,
    oldValue: null,
    newValue: { level, kind, sha256: content?.sha256 ?? null, parentIds },
  };
}

function checked(input: CreateDerivedAssetInput) {
  const { kind, parentIds, sourceIds } = input;
  if (!kinds.test(kind)) throw badInput('input.kind', "1 to 64 of a-z, 0-9 and '-'", kind);
  if (parentIds.length === 0 || parentIds.length > mostParents)
    throw badInput('input.parentIds', `1 to ${String(mostParents)} assets`, parentIds.length);
  if ((sourceIds?.length ?? 0) > mostSources)
    throw badInput('input.sourceIds', `at most ${String(mostSources)} assets`, sourceIds?.length);
  if (typeof input.mediaType === 'string' && typeof input.uploadId !== 'string')
    throw badInput('input.mediaType', 'none without an upload', input.mediaType);
  const properties = checkedProperties(input.properties);
  if (kind === 'biomarker') requireMeasuredValue(properties);
  return { kind, properties, label: checkedLabel(input.label), clientKey: checkedClientKey(input.clientKey) };
}

function requireSame(earlier: Asset, asset: NewAsset): Asset {
  const facts = ({ kind, label, properties, content }: Pick<Asset, 'kind' | 'label' | 'properties' | 'content'>) =>
    canonicalJson({ kind, label, properties, sha256: content?.sha256 ?? null });
  if (facts(earlier) === facts(asset)) return earlier;
  throw new HubError('CONFLICT', 'input.clientKey: this key made another asset before', { field: 'input.clientKey' });
}

/** The activity of a person who brings an asset that was made elsewhere. */
export function importOf(asset: NewAsset, actor: Actor, sources: readonly Asset[], at: Date): ProvActivity {
  const person = actor.kind === 'user' ? actor.id : actorName(actor);
  return {
    id: nameId('import', asset.id),
    projectId: asset.projectId,
    method: 'pesscara/import',
    methodVersion: '1',
    parameters: asset.content ? { mediaType: asset.content.mediaType, sha256: asset.content.sha256 } : {},
    reuseKey: null,
    startedAt: at,
    endedAt: new Date(),
    runId: null,
    used: sources.map(({ id }) => ({ assetId: id, role: 'source' })),
    generated: [{ assetId: asset.id, role: 'asset' }],
    ...recordedInHub(actorName(actor)),
    agents: [{ agent: personAgent(person, asset.createdBy), role: 'importer' }],
  };
}
