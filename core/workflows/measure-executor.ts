import { setImmediate as breathe } from 'node:timers/promises';
import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import type { StepExecutor, StepInput, StepOutput } from '../ports/step-executor.ts';
import { measureRegion } from './measure-region.ts';
import { measureVersion, measureVolume } from './measure-volume.ts';
import { readNifti } from './nifti.ts';

const method = 'pesscara/measure';
/** Voxels between two looks at the event loop, which has other work to do. */
const voxelsAtOnce = 2 ** 21;

/** One measurement (kind `measurement`) for each NIfTI volume of the series, and for each mask; with `region`, one of that. */
export const measureExecutor: StepExecutor = {
  describe: () =>
    Promise.resolve({
      method,
      methodVersion: measureVersion,
      software: { name: method, version: measureVersion },
      itemParameters: unitOf,
    }),
  execute: async ({ inputs, parameters, item }, signal, progress) => {
    const threshold = parameters['threshold'];
    if (typeof threshold !== 'number') throw new HubError('STEP_FAILED', 'measure needs a threshold');
    const volumes = inputs.filter(({ asset }) => asset.kind === 'nifti');
    const masks = inputs.filter(({ asset }) => asset.kind === 'segmentation');
    if (volumes.length + masks.length === 0)
      throw new HubError('STEP_FAILED', 'there is no NIfTI volume to measure: measure needs a step that makes one');
    const region = parameters['region'];
    if (region !== undefined) {
      const output = await measureRegion(region, inputs, signal);
      return { outputs: [output], log: output.label };
    }
    const outputs: StepOutput[] = [];
    for (const [index, volume] of volumes.entries()) {
      signal.throwIfAborted();
      outputs.push(await measure(volume, threshold, intensityUnit(item.properties), volumes.length > 1, signal));
      progress((index + 1) / (volumes.length + masks.length), volume.asset.label);
    }
    for (const [index, mask] of masks.entries()) {
      signal.throwIfAborted();
      outputs.push(await measureMask(mask, signal));
      progress((volumes.length + index + 1) / (volumes.length + masks.length), mask.asset.label);
    }
    return { outputs, log: outputs.map((output) => output.label).join('\n') };
  },
};

/** The volume of what a mask marks: its voxels' parts (1 of a plain mask) by the volume of a voxel. */
async function measureMask(mask: StepInput, signal: AbortSignal): Promise<StepOutput> {
  const image = await readNifti(await mask.read());
  let parts = 0;
  for (let index = 0; index < image.voxelsPerVolume; index++) {
    parts += image.valueAt(index);
    if (index % voxelsAtOnce === 0) {
      await breathe();
      signal.throwIfAborted();
    }
  }
  const properties: JsonObject = {
    method,
    values: [{ name: 'maskVolume', value: parts * image.voxelVolumeMm3, unit: 'mm3' }],
    voxels: image.voxelsPerVolume,
    voxelVolumeMm3: image.voxelVolumeMm3,
    volume: mask.asset.label,
  };
  return {
    kind: 'measurement',
    role: 'measurement',
    label: `volume of ${mask.asset.label}: ${String(parts * image.voxelVolumeMm3)} mm3`,
    mediaType: 'application/json',
    bytes: new TextEncoder().encode(canonicalJson(properties)),
    properties,
  };
}

/** The values' unit depends on the series, and nothing else does. */
function unitOf({ properties }: Asset): JsonObject {
  return { intensityUnit: intensityUnit(properties) };
}

/** UCUM: Hounsfield units for CT; other modalities have no physical unit. */
function intensityUnit(series: JsonObject): string {
  return series['modality'] === 'CT' ? "[hnsf'U]" : '1';
}

async function measure(
  volume: StepInput,
  threshold: number,
  unit: string,
  several: boolean,
  signal: AbortSignal,
): Promise<StepOutput> {
  const image = await readNifti(await volume.read());
  const result = await measureVolume(image, threshold, signal);
  if (result.meanIntensity === null)
    throw new HubError('STEP_FAILED', 'the volume has no voxel that is a finite number');
  const properties: JsonObject = {
    method,
    threshold,
    values: [
      { name: 'meanIntensity', value: result.meanIntensity, unit },
      { name: 'volumeAboveThreshold', value: result.volumeAboveThresholdMm3, unit: 'mm3' },
    ],
    voxels: result.voxels,
    voxelsAboveThreshold: result.voxelsAboveThreshold,
    ignoredVoxels: result.ignoredVoxels,
    voxelVolumeMm3: image.voxelVolumeMm3,
    // A series that gave several volumes: its values need to say which one.
    ...(several ? { volume: volume.asset.label } : {}),
    ...(image.volumes > 1 ? { measuredVolume: 1, volumes: image.volumes } : {}),
  };
  return {
    kind: 'measurement',
    role: 'measurement',
    label: `volume above ${String(threshold)}: ${String(result.volumeAboveThresholdMm3)} mm3, mean ${String(result.meanIntensity)}`,
    mediaType: 'application/json',
    bytes: new TextEncoder().encode(canonicalJson(properties)),
    properties,
  };
}
