import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { volumeFormats, type ImageFormats, type VolumeFile, type VolumeFormat } from '../ports/image-formats.ts';
import type { StepOutcome, StepOutput } from '../ports/step-executor.ts';
import { pack } from '../volumes/pack.ts';
import { volumeMediaType } from '../volumes/volume-files.ts';
import { niftiDims } from './nifti.ts';

const gunzipAsync = promisify(gunzip);
const maxUnpackedBytes = 2 ** 31 - 1;

/** The format that a step's `with` says; nifti when it says none. */
export function formatOf(parameters: JsonObject): VolumeFormat {
  return volumeFormats.find((format) => format === parameters['format']) ?? 'nifti';
}

/** What a format has no place for, as it is told in the log and in the properties; null when nothing is lost. */
function lostIn(format: VolumeFormat): string | null {
  return format === 'analyze' ? 'origin, directions and units: Analyze has no place for them' : null;
}

/** Written volumes as outputs: one, or header and image of Analyze. */
export async function volumeOutputs(
  files: readonly VolumeFile[],
  format: VolumeFormat,
  like: Pick<StepOutput, 'role' | 'label' | 'properties' | 'madeFrom'>,
): Promise<readonly StepOutput[]> {
  const lost = lostIn(format);
  const outputs: StepOutput[] = [];
  for (const { ending, bytes } of files) {
    const isHeader = ending === '.hdr';
    const packed = ending === '.nii';
    const kind = format === 'nifti' ? (like.role === 'mask' ? 'segmentation' : 'nifti') : format;
    outputs.push({
      ...like,
      kind: isHeader ? 'analyze-header' : kind,
      label: isHeader ? `${like.label}, header` : like.label,
      mediaType: volumeMediaType(packed ? '.nii.gz' : ending),
      bytes: packed ? await pack(bytes) : bytes,
      properties: {
        ...like.properties,
        ...(packed ? { dims: niftiDims(bytes) } : {}),
        format,
        ...(lost === null ? {} : { lost }),
      },
    });
  }
  return outputs;
}

export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await gunzipAsync(bytes, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw new HubError('STEP_FAILED', "the volume can't be read: it does not unpack", {}, { cause });
  }
}

/** The volumes of an outcome in another format, sidecars as they are; the outcome itself when it is to be NIfTI. */
export async function inFormat(
  outcome: StepOutcome,
  format: VolumeFormat,
  formats: ImageFormats,
  signal: AbortSignal,
): Promise<StepOutcome> {
  if (format === 'nifti') return outcome;
  const outputs: StepOutput[] = [];
  for (const output of outcome.outputs) {
    const isVolume = output.kind === 'nifti' || output.kind === 'segmentation';
    if (!isVolume || !output.bytes) outputs.push(output);
    else {
      const nifti = { ending: '.nii', bytes: await unpacked(output.bytes) };
      outputs.push(...(await volumeOutputs(await formats.rewrite([nifti], format, signal), format, output)));
    }
  }
  const lost = lostIn(format);
  return { ...outcome, outputs, log: lost === null ? outcome.log : `${outcome.log}\nlost: ${lost}` };
}
