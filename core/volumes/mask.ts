import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Grid } from './grid.ts';

/** One segment or region as a volume. */
export interface Mask {
  /** What people call it. */
  readonly label: string;
  readonly grid: Grid;
  /** 0: outside; in the order of the grid, columns fastest. */
  readonly voxels: Uint8Array;
  /** The value that means all of a voxel: 1, or the maximum of a fractional segment. */
  readonly full: number;
  /** What the object says of the segment or region. */
  readonly properties: JsonObject;
}

const maxVoxels = 5e8;

/** Room for a mask. @throws STEP_FAILED when it would be larger than what is allowed */
export function emptyVoxels({ size }: Grid): Uint8Array {
  const voxels = size[0] * size[1] * size[2];
  if (voxels > maxVoxels)
    throw new HubError(
      'STEP_FAILED',
      `a mask of ${size.join(' x ')} voxels is larger than the ${String(maxVoxels)} allowed`,
    );
  return new Uint8Array(voxels);
}

/** Text that every database takes: files hold control characters within values. */
export function cleanText(text: string | null): string | null {
  const clean = text
    ?.replace(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim();
  return clean === undefined || clean === '' ? null : clean;
}

/** Without what is absent. */
export function present(properties: Readonly<Record<string, JsonObject[string] | null | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== null && value !== undefined),
  ) as JsonObject;
}
