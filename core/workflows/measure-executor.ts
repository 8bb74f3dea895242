import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import type { StepExecutor, StepInput, StepOutput } from '../ports/step-executor.ts';
import { measureVersion, measureVolume } from './measure-volume.ts';
import { readNifti } from './nifti.ts';

const method = 'pesscara/measure';

/** One measurement (kind `measurement`) for each NIfTI volume of the series. */
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
    if (volumes.length === 0)
      throw new HubError('STEP_FAILED', 'there is no NIfTI volume to measure: measure needs a step that makes one');
    const outputs: StepOutput[] = [];
    for (const [index, volume] of volumes.entries()) {
      signal.throwIfAborted();
      outputs.push(await measure(volume, threshold, intensityUnit(item.properties), volumes.length > 1, signal));
      progress((index + 1) / volumes.length, volume.asset.label);
    }
    return { outputs, log: outputs.map((output) => output.label).join('\n') };
  },
};

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
