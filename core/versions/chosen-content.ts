import type { Asset, AssetContent } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { may } from '../policy/policy.ts';
import type { WantedContent } from '../uploads/uploaded-content.ts';
import type { SignedIn } from './access.ts';
import { currentVersion } from './history.ts';
import type { VersionPorts } from './ports.ts';

/** Bytes that the hub has, chosen by their hash, or an upload: one of the two. */
export interface ContentInput {
  /** Lower-case hex SHA-256. */
  readonly sha256?: string | null | undefined;
  /** An upload of the person's in the asset's project. */
  readonly uploadId?: string | null | undefined;
  /** An asset that the person may read and that has these bytes, or had them in a version; null or absent: the one that is checked in, if any. */
  readonly assetId?: string | null | undefined;
  /** Null or absent: as that asset, or the upload, has it. */
  readonly mediaType?: string | null | undefined;
}

/** Which upload of the project the input names; null when it names a hash. @throws BAD_USER_INPUT for both, or none */
export function chosenUpload(projectId: string, input: ContentInput): WantedContent | null {
  const { sha256, uploadId, assetId, mediaType = null } = input;
  const path = 'input.content';
  if (typeof uploadId !== 'string' && typeof sha256 !== 'string')
    throw badInput(path, 'either sha256 or uploadId', 'neither');
  if (typeof uploadId !== 'string') return null;
  if (typeof sha256 === 'string') throw badInput(path, 'either sha256 or uploadId', 'both');
  if (typeof assetId === 'string') throw badInput(`${path}.assetId`, 'none beside an upload', assetId);
  return { uploadId, projectId, mediaType, path };
}

/** RFC 9110 §8.3.1, with parameters. */
const mediaTypes = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}(;[\x20-\x7e]{1,200})?$/;

/**
 * What the input chose. Whoever knows a hash has no right to its bytes: they must be able to read an asset that has them.
 * @throws BAD_USER_INPUT, said the same for bytes that are absent and for those that the person may not read
 */
export async function contentFrom(
  { graph, versions }: Pick<VersionPorts, 'graph' | 'versions'>,
  actor: SignedIn,
  asset: Asset | null,
  { sha256: named, assetId, mediaType }: ContentInput,
): Promise<AssetContent> {
  const sha256 = named ?? '';
  const refused = badInput('input.content.sha256', 'the hash of bytes of an asset that you may read', sha256);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw badInput('input.content.sha256', '64 lower-case hex digits', sha256);
  if (typeof mediaType === 'string' && !mediaTypes.test(mediaType))
    throw badInput('input.content.mediaType', 'a media type', mediaType);
  const source = typeof assetId === 'string' ? (await graph.getAssets([assetId])).get(assetId) : asset;
  if (!source || !may(actor, 'asset.read', source.projectId)) throw refused;
  const current = (await currentVersion(versions, source)).content;
  const found = current?.sha256 === sha256 ? current : await versions.contentOf(source.id, sha256);
  if (!found) throw refused;
  return typeof mediaType === 'string' ? { ...found, mediaType } : found;
}
