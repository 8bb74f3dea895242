import type { Asset, AssetContent } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { may } from '../policy/policy.ts';
import type { SignedIn } from './access.ts';
import { currentVersion } from './history.ts';
import type { VersionPorts } from './ports.ts';

/** Bytes that the hub has, chosen by their hash. */
export interface ContentInput {
  /** Lower-case hex SHA-256. */
  readonly sha256: string;
  /** An asset that the person may read and that has these bytes, or had them in a version; null or absent: the one that is checked in. */
  readonly assetId?: string | null | undefined;
  /** Null or absent: as that asset has it. */
  readonly mediaType?: string | null | undefined;
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
  asset: Asset,
  { sha256, assetId, mediaType }: ContentInput,
): Promise<AssetContent> {
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
