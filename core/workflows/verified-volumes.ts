import { constants, gunzip, gunzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { StepOutcome, StepOutput } from '../ports/step-executor.ts';
import { checkGeometry } from '../volumes/check-geometry.ts';
import { spacingOf } from '../volumes/grid.ts';
import type { ImagePlane } from '../volumes/image-planes.ts';
import { headerBytes, niftiGrid } from '../volumes/nifti-header.ts';
import { pack } from '../volumes/pack.ts';
import type { SliceStack } from '../volumes/slice-stack.ts';
import { straightenNifti } from '../volumes/straighten-nifti.ts';
import { niftiDims } from './nifti.ts';

const gunzipAsync = promisify(gunzip);
/** Packed bytes that surely hold the header, and what they may unpack to. */
const beginning = 4096;

/** The header of a packed NIfTI file, without unpacking all of it. */
function headerOf(packed: Uint8Array): Uint8Array {
  const unpacked = gunzipSync(packed.subarray(0, beginning), { finishFlush: constants.Z_SYNC_FLUSH });
  if (unpacked.length < headerBytes) throw new HubError('STEP_FAILED', 'the converted volume has no header');
  return unpacked;
}

/** What was read of the images' headers. */
export interface ImageHeaders {
  /** A plane for each image and frame that says where it lies. */
  readonly planes: readonly ImagePlane[];
  /** Why the headers can't be compared; null when they can. */
  readonly unknown: string | null;
}

/**
 * The converter's volumes, each compared with the headers of its images; a tilted one is put right. Properties say so:
 * `geometry: VERIFIED`, or `NOT_VERIFIED` with the reason as `geometryNote` where the headers do not say where images lie.
 * @throws STEP_FAILED that names the figure in which a volume differs
 */
export async function verifiedVolumes(outcome: StepOutcome, headers: ImageHeaders): Promise<StepOutcome> {
  const volumes = outcome.outputs.filter(({ kind }) => kind === 'nifti');
  const found = volumes.map(({ label, bytes, properties }) => {
    const dims = properties['dims'] as readonly number[];
    const count = dims.slice(3).reduce((all, one) => all * one, 1);
    return { name: label, grid: niftiGrid(headerOf(bytes ?? new Uint8Array())), volumes: count };
  });
  const verdicts = headers.unknown === null ? checkGeometry(headers.planes, found) : [];
  const outputs: StepOutput[] = [];
  const log = [outcome.log];
  for (const output of outcome.outputs) {
    const at = volumes.indexOf(output);
    const verdict = verdicts[at];
    if (at < 0) outputs.push(output);
    else if (!verdict) outputs.push(noted(output, { geometry: 'NOT_VERIFIED', geometryNote: headers.unknown }));
    else if ('difference' in verdict) {
      const which = volumes.length > 1 ? ` of ${output.label}` : '';
      throw new HubError('STEP_FAILED', `the volume${which} does not lie where its images do: ${verdict.difference}`);
    } else {
      outputs.push(await verified(output, verdict.stack));
      log.push(`geometry verified: ${output.label}`);
    }
  }
  return { ...outcome, outputs, log: log.join('\n') };
}

function noted(output: StepOutput, more: JsonObject): StepOutput {
  return { ...output, properties: { ...output.properties, ...more } };
}

const rounded = (values: readonly number[]): number[] => values.map((value) => Number(value.toFixed(5)));

async function verified(output: StepOutput, stack: SliceStack): Promise<StepOutput> {
  if (stack.tiltDegrees === 0) {
    const spacingMm = rounded(spacingOf(niftiGrid(headerOf(output.bytes ?? new Uint8Array()))));
    return noted(output, { geometry: 'VERIFIED', spacingMm });
  }
  const straight = straightenNifti(await gunzipAsync(output.bytes ?? new Uint8Array()), stack);
  return noted(
    { ...output, bytes: await pack(straight) },
    {
      dims: niftiDims(straight),
      geometry: 'VERIFIED',
      spacingMm: rounded(spacingOf(niftiGrid(straight))),
      gantryTilt: 'corrected',
      gantryTiltDegrees: Number(stack.tiltDegrees.toFixed(3)),
    },
  );
}
