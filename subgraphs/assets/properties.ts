import type { Asset } from '../../core/assets/asset.ts';
import { HubError } from '../../core/errors.ts';

/** A text property, null when the asset has none. */
export function text({ properties }: Asset, key: string): string | null {
  const value = properties[key];
  return typeof value === 'string' ? value : null;
}

/** A whole number that GraphQL's Int can hold, else null. */
export function integer({ properties }: Asset, key: string): number | null {
  const value = properties[key];
  return typeof value === 'number' && (value | 0) === value ? value : null;
}

/** A property that assets of this level always have until they are withdrawn. @throws INTERNAL_SERVER_ERROR when it was written without */
export function requiredText(asset: Asset, key: string): string | null {
  return text(asset, key) ?? missing(asset, key);
}

export function requiredNumber(asset: Asset, key: string): number | null {
  const value = asset.properties[key];
  return typeof value === 'number' ? value : missing(asset, key);
}

function missing(asset: Asset, key: string): null {
  if (asset.withdrawn) return null;
  throw new HubError('INTERNAL_SERVER_ERROR', `${asset.level} ${asset.id} has no ${key}`);
}

/** Orders by a property, those without it last, equal ones by id. */
export function byProperty(key: string): (a: Asset, b: Asset) => number {
  return (a, b) => {
    const [left, right] = [a.properties[key] ?? null, b.properties[key] ?? null];
    if (left === right) return a.id < b.id ? -1 : 1;
    if (left === null || right === null) return left === null ? 1 : -1;
    return left < right ? -1 : 1;
  };
}
