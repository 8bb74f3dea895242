import { setImmediate as breathe } from 'node:timers/promises';
import type { DicomDataset } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { isEncapsulated } from '../dicom/transfer-syntax.ts';
import { textOf, uidOf } from '../dicom/values.ts';
import { asError, HubError } from '../errors.ts';
import type { PixelDecoder } from '../ports/pixel-decoder.ts';
import type { StepOutcome, StepOutput, StepProgress, StepTask } from '../ports/step-executor.ts';
import { spacingOf, voxelVolumeOf } from '../volumes/grid.ts';
import { framePlanes, type ImagePlane } from '../volumes/image-planes.ts';
import { markedStacks, stackOfRegion, stacksOfStructures } from '../volumes/marked-stacks.ts';
import type { Mask } from '../volumes/mask.ts';
import { niftiOfBytes } from '../volumes/nifti-header.ts';
import { pack } from '../volumes/pack.ts';
import { segmentationClasses, structureSetClass } from '../volumes/referenced.ts';
import { segmentationMasks } from '../volumes/segmentation-masks.ts';
import { irregularity, stacksOf, type SliceStack } from '../volumes/slice-stack.ts';
import { regionMask } from '../volumes/structure-masks.ts';
import { regionsOf } from '../volumes/structure-set.ts';
import { seriesLabel } from './item-facts.ts';

/** Changes whenever masks might. */
export const masksVersion = '2';

/**
 * The masks of a series of segmentations or structure sets, on the grid of the images that they were drawn on.
 * @throws STEP_FAILED with the reason
 */
export async function maskOutputs(
  task: StepTask,
  decoder: PixelDecoder,
  signal: AbortSignal,
  progress: StepProgress,
): Promise<StepOutcome> {
  const { item, inputs } = task;
  const planes: ImagePlane[] = [];
  for (const input of inputs.filter(({ role }) => role === 'reference')) {
    signal.throwIfAborted();
    const { dataset } = readDicom(await input.read(), { stopBefore: '7FE00008' });
    planes.push(...framePlanes(dataset).filter((plane) => plane !== null));
  }
  const stacks = stacksOf(
    planes,
    ({ seriesInstanceUID, frameOfReferenceUID }) => `${seriesInstanceUID ?? ''} ${frameOfReferenceUID ?? ''}`,
  );
  const outputs: StepOutput[] = [];
  const log: string[] = [];
  const objects = inputs.filter(({ role }) => role === 'image');
  for (const [index, input] of objects.entries()) {
    signal.throwIfAborted();
    const dataset = await nativeObject(await input.read(), decoder);
    const of = { modality: item.properties['modality'] ?? null, sourceUID: uidOf(dataset, 'SOPInstanceUID') };
    for (const mask of masksOf(dataset, stacks, log)) {
      outputs.push(await outputOf(mask, `${seriesLabel(item)}: ${mask.label}`, of));
      await breathe();
      signal.throwIfAborted();
    }
    progress((index + 1) / objects.length, 'masks written');
  }
  if (outputs.length === 0)
    throw new HubError(
      'STEP_FAILED',
      objects.length === 0
        ? 'the series has no objects'
        : `it holds no region that can be a mask: ${log.slice(0, 3).join('; ')}`,
    );
  return { outputs, log: log.join('\n') };
}

async function nativeObject(bytes: Uint8Array, decoder: PixelDecoder): Promise<DicomDataset> {
  try {
    const file = readDicom(bytes);
    if (!isEncapsulated(file.transferSyntaxUID)) return file.dataset;
    return readDicom(await decoder.decompress(bytes)).dataset;
  } catch (caught) {
    if (caught instanceof HubError && (caught.code === 'NOT_DICOM' || caught.code === 'UNSUPPORTED'))
      throw new HubError('STEP_FAILED', `the object can't be read: ${asError(caught).message}`, {}, { cause: caught });
    throw caught;
  }
}

function* masksOf(dataset: DicomDataset, stacks: readonly SliceStack[], log: string[]): Generator<Mask> {
  const sopClass = textOf(dataset, 'SOPClassUID');
  if (sopClass !== null && segmentationClasses.has(sopClass)) {
    const regular = markedStacks(dataset, stacks).inFrame.filter((stack) => irregularity(stack) === null);
    for (const mask of segmentationMasks(dataset, regular)) {
      log.push(
        `${mask.label}: on ${mask.properties['geometry'] === 'OWN' ? 'a grid of its own' : 'the grid of its images'}`,
      );
      yield mask;
    }
    return;
  }
  if (sopClass !== structureSetClass)
    throw new HubError('STEP_FAILED', 'it is neither a segmentation nor a structure set');
  const drawnOn = stacksOfStructures(dataset, stacks);
  for (const region of regionsOf(dataset)) {
    const stack = stackOfRegion(region, drawnOn);
    const result = typeof stack === 'string' ? { reason: stack } : regionMask(region, stack);
    if ('reason' in result) log.push(`${region.label} was not converted: ${result.reason}`);
    else {
      log.push(`${region.label}: on the grid of its images${result.note === null ? '' : `; ${result.note}`}`);
      yield result.mask;
    }
  }
}

async function outputOf(mask: Mask, label: string, of: StepOutput['properties']): Promise<StepOutput> {
  const { grid, voxels, full, properties } = mask;
  let [inside, sum] = [0, 0];
  for (const value of voxels) {
    if (value > 0) inside++;
    sum += value;
  }
  return {
    kind: 'segmentation',
    role: 'mask',
    label,
    mediaType: 'application/gzip',
    bytes: await pack(niftiOfBytes(grid, voxels, 1 / full)),
    properties: {
      ...of,
      dims: [...grid.size],
      spacingMm: spacingOf(grid).map((edge) => Number(edge.toFixed(5))),
      voxels: inside,
      // Of a fractional segment each voxel counts for its part.
      volumeMm3: Number(((sum / full) * voxelVolumeOf(grid)).toFixed(6)),
      ...properties,
    },
  };
}
