import { HubError } from '../errors.ts';
import type { Asset } from './asset.ts';

/** Passes for an asset that was not withdrawn; else names the field of the client that speaks of it. @throws WITHDRAWN */
export function requireLiving(field: string, { id, withdrawn }: Pick<Asset, 'id' | 'withdrawn'>): void {
  if (!withdrawn) return;
  const { at, withdrawalId } = withdrawn;
  throw new HubError('WITHDRAWN', `${field}: consent for this asset was withdrawn at ${at.toISOString()}`, {
    ...{ field, assetId: id, withdrawalId, at: at.toISOString() },
  });
}
