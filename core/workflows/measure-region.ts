import { setImmediate as breathe } from 'node:timers/promises';
import { HubError } from '../errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../json.ts';
import type { StepInput, StepOutput } from '../ports/step-executor.ts';
import { differenceOf, type Grid } from '../volumes/grid.ts';
import { niftiGrid } from '../volumes/nifti-header.ts';
import type { MeasuredValue } from './measured-value.ts';
import { readNifti, unpackedNifti, type NiftiImage } from './nifti.ts';

/** How far apart a mask and a volume may lie, as rounding of a header's numbers makes them. */
const toleranceMm = 0.05;
const voxelsAtOnce = 2 ** 21;

/** `region` of a measure step, which its schema has checked; volumes and masks by their roles. */
interface Region {
  readonly mask: string;
  readonly reference?: string;
  readonly values: readonly {
    readonly volume: string;
    readonly unit: string;
    readonly ratio?: boolean;
    readonly method?: string;
  }[];
}

/** What the ratio of a volume's mean is called. */
export const ratioName = (volume: string): string => `${volume}Ratio`;

interface Placed {
  readonly label: string;
  readonly image: NiftiImage;
  readonly grid: Grid;
}

interface Mean {
  readonly mean: number;
  /** 0 to 1: which part of the mask has a value. */
  readonly share: number;
}

/**
 * Means of volumes over a mask, and their ratios to the means over a reference. Voxels that a mask marks in part count for that part; those
 * where a volume has no value (NaN) count nowhere. The confidence of a value is the share of the mask's voxels that have one; of a ratio, the
 * smaller one of both masks.
 * @throws STEP_FAILED when a volume or mask is missing, there are several of a role, they lie on different grids, or nothing is marked
 */
export async function measureRegion(
  given: Json,
  inputs: readonly StepInput[],
  signal: AbortSignal,
): Promise<StepOutput> {
  const { mask, reference, values } = given as unknown as Region;
  const region = await placed(inputs, 'segmentation', mask);
  const normal = reference === undefined ? null : await placed(inputs, 'segmentation', reference);
  const measured: MeasuredValue[] = [];
  for (const { volume: role, unit, ratio = false, method } of values) {
    const volume = await placed(inputs, 'nifti', role);
    const says = method === undefined ? '' : `${method}; `;
    const { mean, share } = await meanOver(region, volume, signal);
    const over = `${says}mean over ${mask}`;
    measured.push({ name: role, value: mean, unit, confidence: share, method: over });
    if (!ratio) continue;
    if (!normal) throw new HubError('STEP_FAILED', `the ratio of ${role} needs a reference`);
    const base = await meanOver(normal, volume, signal);
    if (!(base.mean > 0)) throw new HubError('STEP_FAILED', `${role} over ${normal.label} is not positive: no ratio`);
    measured.push({
      name: ratioName(role),
      value: mean / base.mean,
      unit: '1',
      confidence: Math.min(share, base.share),
      method: `${over}, divided by that over ${String(reference)}`,
    });
  }
  const properties: JsonObject = { method: 'pesscara/measure', values: measured.map((one) => ({ ...one })) };
  const shown = measured.map(({ name, value, unit }) => `${name} ${String(value)} ${unit}`);
  return {
    kind: 'measurement',
    role: 'measurement',
    label: `over ${mask}: ${shown.join(', ')}`,
    mediaType: 'application/json',
    bytes: new TextEncoder().encode(canonicalJson(properties)),
    properties,
  };
}

/** The one input of that kind and role. */
async function placed(inputs: readonly StepInput[], kind: string, role: string): Promise<Placed> {
  const [found, ...more] = inputs.filter((input) => input.asset.kind === kind && input.role === role);
  if (!found || more.length > 0)
    throw new HubError(
      'STEP_FAILED',
      `expected one ${kind} with the role ${role}, got ${found ? String(more.length + 1) : 'none'}`,
    );
  const file = await unpackedNifti(await found.read());
  return { label: found.asset.label, image: await readNifti(file), grid: niftiGrid(file) };
}

async function meanOver(mask: Placed, volume: Placed, signal: AbortSignal): Promise<Mean> {
  const { size } = volume.grid;
  if (differenceOf(mask.grid, volume.grid, toleranceMm) !== null)
    throw new HubError(
      'STEP_FAILED',
      `${mask.label} (${mask.grid.size.join(' x ')}) does not lie on the voxels of ${volume.label} (${size.join(' x ')})`,
    );
  let [marked, known, sum] = [0, 0, 0];
  for (let index = 0; index < volume.image.voxelsPerVolume; index++) {
    if (index % voxelsAtOnce === 0) {
      await breathe();
      signal.throwIfAborted();
    }
    const part = Math.min(mask.image.valueAt(index), 1);
    if (!(part > 0)) continue;
    marked += part;
    const value = volume.image.valueAt(index);
    if (!Number.isFinite(value)) continue;
    known += part;
    sum += part * value;
  }
  if (marked === 0) throw new HubError('STEP_FAILED', `${mask.label} marks nothing`);
  if (known === 0) throw new HubError('STEP_FAILED', `${volume.label} has no value within ${mask.label}`);
  return { mean: sum / known, share: known / marked };
}
