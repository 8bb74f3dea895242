import { HubError } from '../errors.ts';
import { assetLevels, type Asset, type AssetLevel } from './asset.ts';

/** Of which levels an asset's parents may be. */
export const parentLevels = {
  PROJECT: [],
  SUBJECT: ['PROJECT'],
  EXAM: ['SUBJECT'],
  SERIES: ['EXAM'],
  IMAGE: ['SERIES'],
  DERIVED: assetLevels,
} as const satisfies Record<AssetLevel, readonly AssetLevel[]>;

/** @throws WRONG_PARENT_LEVEL naming the field when an asset of the child's level can't be part of the parent */
export function requireParentLevel(field: string, child: AssetLevel, parent: Pick<Asset, 'level'>): void {
  requireLevel(field, `as the parent of ${child}`, parentLevels[child], parent);
}

/** @throws WRONG_PARENT_LEVEL naming the field when the asset is of none of these levels */
export function requireLevel(
  field: string,
  what: string,
  levels: readonly AssetLevel[],
  { level }: Pick<Asset, 'level'>,
): void {
  if (levels.includes(level)) return;
  const expected = levels.join(' or ');
  const message = `${field}: expected ${expected} ${what}, got ${level}`;
  throw new HubError('WRONG_PARENT_LEVEL', message, { field, expected, received: level });
}
