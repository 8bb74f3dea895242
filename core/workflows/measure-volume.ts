import { setImmediate as breathe } from 'node:timers/promises';
import type { NiftiImage } from './nifti.ts';

/** Changes whenever results might: results of an older version are not reused. */
export const measureVersion = '1';

export interface VolumeMeasurement {
  /** Mean of the voxels that are finite numbers; null when there is none. */
  readonly meanIntensity: number | null;
  readonly volumeAboveThresholdMm3: number;
  readonly voxels: number;
  readonly voxelsAboveThreshold: number;
  /** Voxels that are no finite number; they count nowhere. */
  readonly ignoredVoxels: number;
}

/** Voxels between two looks at the event loop, which has other work to do. */
const slice = 2 ** 21;

/**
 * Mean intensity, and the volume of voxels whose value is greater than `threshold`, of the image's first volume. Sums in the
 * order of the file, in double precision, so that any plain implementation gives the same numbers to the last bit.
 */
export async function measureVolume(
  image: NiftiImage,
  threshold: number,
  signal: AbortSignal,
): Promise<VolumeMeasurement> {
  let sum = 0;
  let finite = 0;
  let above = 0;
  for (let start = 0; start < image.voxelsPerVolume; start += slice) {
    const end = Math.min(start + slice, image.voxelsPerVolume);
    for (let index = start; index < end; index++) {
      const value = image.valueAt(index);
      if (!Number.isFinite(value)) continue;
      sum += value;
      finite++;
      if (value > threshold) above++;
    }
    signal.throwIfAborted();
    if (end < image.voxelsPerVolume) await breathe();
  }
  return {
    meanIntensity: finite === 0 ? null : sum / finite,
    volumeAboveThresholdMm3: above * image.voxelVolumeMm3,
    voxels: image.voxelsPerVolume,
    voxelsAboveThreshold: above,
    ignoredVoxels: image.voxelsPerVolume - finite,
  };
}
