import { assetIds } from '../assets/asset-ids.ts';
import { HubError } from '../errors.ts';
import type { HeldImage, ImagePlace, NewQuarantinedImage, WaitingFile } from '../ports/intake-store.ts';
import type { ImageFinding } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { reasons } from './receptions.ts';
import { versionAsset } from './version-asset.ts';

/** What a reviewer is told of an image that would replace an approved one. */
export const replacesImage: ImageFinding = {
  kind: 'REPLACES_IMAGE',
  detail: 'the project has other content of this image: approved, this becomes its next version',
};

/** What a reviewer is told of an image of which one has blacked out pixels before; with the places. */
export const redactedBefore: ImageFinding = {
  kind: 'REDACTED_BEFORE',
  detail: 'a reviewer has blacked out regions of this image before: here they are as they came',
};

/**
 * Updates that belong elsewhere than what they would replace, to be refused: an image never gets content of another patient, nor leaves its series.
 */
export async function updatesElsewhere(
  { quarantine }: Pick<IntakePorts, 'quarantine'>,
  files: readonly WaitingFile[],
  images: readonly NewQuarantinedImage[],
): Promise<readonly { readonly id: string; readonly reason: string }[]> {
  const ids = files.filter(({ isUpdate }) => isUpdate).map(({ id }) => id);
  if (ids.length === 0) return [];
  const beside = await quarantine.placesBeside(ids);
  const isElsewhere = (image: NewQuarantinedImage): boolean =>
    (beside.get(image.fileId) ?? []).some((place) => !isSamePlace(place, image));
  return images.filter(isElsewhere).map(({ fileId: id }) => ({ id, reason: reasons.elsewhere }));
}

function isSamePlace(a: ImagePlace, b: ImagePlace): boolean {
  return (
    a.sopInstanceUID === b.sopInstanceUID &&
    a.seriesInstanceUID === b.seriesInstanceUID &&
    a.studyInstanceUID === b.studyInstanceUID &&
    a.researchId === b.researchId
  );
}

/** @throws CONFLICT for a person who says what they have looked at, and has not looked at an image that took the place of another meanwhile */
export async function requireReplacingSeen(
  { quarantine }: Pick<IntakePorts, 'quarantine'>,
  examId: string,
  personId: string,
): Promise<void> {
  const unseen = await quarantine.countUnseenReplacing(examId, personId);
  if (unseen === 0) return;
  const message = `${String(unseen)} images have taken the place of others that waited: look at their pictures first`;
  throw new HubError('CONFLICT', message, { unseenImages: unseen });
}

/** Of these images, those that replace what their assets have now. For the holder of the study's lock. */
export async function updatesAmong(
  { graph }: Pick<IntakePorts, 'graph'>,
  projectId: string,
  images: readonly HeldImage[],
  registered: ReadonlyMap<string, string>,
): Promise<readonly HeldImage[]> {
  const updates = images.filter(
    ({ isUpdate, sopInstanceUID: uid, seriesInstanceUID }) => isUpdate && registered.get(uid) === seriesInstanceUID,
  );
  if (updates.length === 0) return [];
  const assets = await graph.getAssets(updates.map(({ sopInstanceUID }) => assetIds.image(projectId, sopInstanceUID)));
  return updates.filter(({ sopInstanceUID, sha256 }) => {
    const asset = assets.get(assetIds.image(projectId, sopInstanceUID));
    return asset !== undefined && asset.content?.sha256 !== sha256;
  });
}

/** Gives images' assets the new content: a version of each. The versions before stay as they are. Within the ambient transaction. */
export async function versionImages(
  ports: IntakePorts,
  projectId: string,
  updates: readonly HeldImage[],
): Promise<void> {
  const byId = updates.map((image) => ({ id: assetIds.image(projectId, image.sopInstanceUID), image }));
  for (const { id, image } of byId.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { sha256, sizeBytes } = image;
    const comment = 'other content of the image came in and was approved';
    const isThere = await versionAsset(ports, id, comment, ({ label, properties }) => ({
      label,
      // What people have added stays; what the file says of itself is the new file's.
      properties: { ...properties, ...image.image },
      content: { sha256, sizeBytes, mediaType: 'application/dicom' },
    }));
    if (!isThere) throw new Error('an image that is to get a version has no asset');
  }
}
