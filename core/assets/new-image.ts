import { HubError, notFound } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { VersionStore } from '../ports/version-store.ts';
import type { UploadedContents } from '../uploads/uploaded-content.ts';
import { chosenUpload, contentFrom, type ContentInput } from '../versions/chosen-content.ts';
import { assetIds } from './asset-ids.ts';
import type { Asset, NewAsset } from './asset.ts';
import { requireUidRight, type GivenUidPorts } from './given-uid.ts';
import { requireParentLevel } from './levels.ts';
import { makeLevelAsset, uidFor } from './make-level-asset.ts';
import { checkedLabel, checkedProperties, checkedUid, namedAssets } from './new-asset-input.ts';
import { importOf, type NewAssetPorts } from './new-derived.ts';

export interface CreateImageInput {
  readonly seriesId: string;
  /** Null or absent: a new one. */
  readonly sopInstanceUID?: string | null | undefined;
  readonly sopClassUID: string;
  readonly instanceNumber?: number | null | undefined;
  readonly label?: string | null | undefined;
  readonly properties?: JsonObject | null | undefined;
  /** Null or absent: an image without bytes. */
  readonly content?: ContentInput | null | undefined;
  readonly clientKey?: string | null | undefined;
}

export interface NewImages {
  /**
   * An image made by hand, with the activity `pesscara/import` where it has bytes. One that has the UID already is answered as it is.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL; INCOMPLETE_UPLOAD, HASH_MISMATCH; CONFLICT when the image is
   * there, of another series or with other bytes than those given
   */
  createImage(actor: Actor, input: CreateImageInput): Promise<Asset>;
}

export interface NewImagePorts extends NewAssetPorts, GivenUidPorts {
  readonly versions: VersionStore;
}

export function createNewImages(ports: NewImagePorts, uploads: UploadedContents): NewImages {
  const { graph, transactor } = ports;
  return {
    createImage: async (actor, input) => {
      requireSignedIn(actor);
      const [series] = await namedAssets(graph, actor, 'input.seriesId', [input.seriesId], null);
      if (!series) throw notFound('asset');
      const { projectId } = series;
      authorize(actor, 'asset.write', projectId);
      requireParentLevel('input.seriesId', 'IMAGE', series);
      const field = 'input.sopInstanceUID';
      const sopInstanceUID = uidFor(field, input.sopInstanceUID, 'client-image', projectId, actor, input);
      const id = assetIds.image(projectId, sopInstanceUID);
      await requireUidRight(ports, actor, field, input.sopInstanceUID, { id, projectId });
      const sopClassUID = checkedUid('input.sopClassUID', input.sopClassUID);
      const instanceNumber = input.instanceNumber ?? null;
      const described = {
        label: checkedLabel(input.label) ?? ['Image', instanceNumber].filter((part) => part !== null).join(' '),
        properties: {
          ...checkedProperties(input.properties),
          sopInstanceUID,
          sopClassUID,
          ...(instanceNumber === null ? {} : { instanceNumber }),
        },
      };
      const startedAt = new Date();
      const wanted = input.content ? chosenUpload(projectId, input.content) : null;
      const uploaded = wanted && (await uploads.contentOf(actor, wanted));
      const named = input.content && !uploaded ? await contentFrom(ports, actor, null, input.content) : null;
      const image: NewAsset = {
        id,
        projectId,
        level: 'IMAGE',
        kind: null,
        ...described,
        content: uploaded?.content ?? named,
        createdBy: actorName(actor),
        parentIds: [series.id],
      };
      const sourceIds = typeof input.content?.assetId === 'string' ? [input.content.assetId] : [];
      const sources = await namedAssets(graph, actor, 'input.content.assetId', sourceIds, null);
      const made = await transactor.transact(async () => {
        // First, since it holds the upload: of two who make the same at once, the second one finds the image of the first.
        if (uploaded) await uploads.markUsed(uploaded.upload);
        const { asset, isNew } = await makeLevelAsset(ports, image, field);
        if (image.content && asset.content?.sha256 !== image.content.sha256)
          throw new HubError('CONFLICT', `${field}: this IMAGE is there, with other bytes`, { field });
        if (isNew && image.content) await graph.recordActivity(importOf(image, actor, sources, startedAt));
        return asset;
      });
      if (uploaded) await uploads.removePieces(uploaded.upload);
      return made;
    },
  };
}
