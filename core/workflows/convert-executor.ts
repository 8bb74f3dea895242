import type { Asset } from '../assets/asset.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { numberOf, textsOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { ImageFormats } from '../ports/image-formats.ts';
import type { PixelDecoder } from '../ports/pixel-decoder.ts';
import type { StepExecutor, StepInput, StepMethod } from '../ports/step-executor.ts';
import { framePlanes, type ImagePlane } from '../volumes/image-planes.ts';
import { irregularity, stacksOf } from '../volumes/slice-stack.ts';
import { isMarking } from './marked-images.ts';
import { maskOutputs, masksVersion } from './mask-outputs.ts';
import { formatOf, inFormat } from './in-format.ts';
import { verifiedVolumes } from './verified-volumes.ts';

export interface ConversionParts {
  /** Makes NIfTI volumes of DICOM images. */
  readonly images: StepExecutor;
  readonly formats: ImageFormats;
  /** For masks whose pixels are compressed. */
  readonly decoder: PixelDecoder;
}

const masksMethod: StepMethod = {
  method: 'pesscara/masks',
  methodVersion: masksVersion,
  software: { name: 'pesscara/masks', version: masksVersion },
  // The objects and the images that they mark say all.
  itemParameters: () => ({}),
};

/**
 * `convert`: images become volumes whose place is compared with their headers; segmentations and structure sets become masks on the grid
 * of the images that they mark. Both are NIfTI, or what `format` says.
 */
export function createConvertExecutor({ images, formats, decoder }: ConversionParts): StepExecutor {
  return {
    async describe(parameters: JsonObject, item: Asset): Promise<StepMethod> {
      const base = isMarking(item) ? masksMethod : await images.describe(parameters, item);
      if (formatOf(parameters) === 'nifti') return base;
      return { ...base, methodVersion: `${base.methodVersion}+itk-${formats.software.version}` };
    },
    async execute(task, signal, progress) {
      signal.throwIfAborted();
      const made = isMarking(task.item)
        ? await maskOutputs(task, decoder, signal, progress)
        : await volumesOf(task.inputs, (inputs) => images.execute({ ...task, inputs }, signal, progress));
      return inFormat(made, formatOf(task.parameters), formats, signal);
    },
  };
}

/** Converts, and reads the headers while the converter reads the images. */
async function volumesOf(
  inputs: readonly StepInput[],
  convert: (inputs: readonly StepInput[]) => ReturnType<StepExecutor['execute']>,
) {
  const headers: { planes: ImagePlane[]; unknown: string | null } = { planes: [], unknown: null };
  const watched = inputs.map((input): StepInput => ({
    ...input,
    read: async () => {
      const bytes = await input.read();
      const read = placesIn(bytes);
      if (typeof read === 'string') headers.unknown ??= read;
      else headers.planes.push(...read);
      return bytes;
    },
  }));
  try {
    return await verifiedVolumes(await convert(watched), headers);
  } catch (caught) {
    throw headers.unknown === null ? withReason(caught, headers.planes) : caught;
  }
}

/** The converter's failure, with what is wrong with the series' geometry, of which it may say nothing. */
function withReason(caught: unknown, planes: readonly ImagePlane[]): unknown {
  if (!(caught instanceof HubError) || caught.code !== 'STEP_FAILED') return caught;
  const reason = stacksOf(planes)
    .map(irregularity)
    .find((one) => one !== null);
  if (reason === undefined || caught.message.includes(reason)) return caught;
  return new HubError('STEP_FAILED', `${caught.message} (${reason})`, {}, { cause: caught });
}

/** Where the frames of an image lie; or why that is not known. */
function placesIn(bytes: Uint8Array): readonly ImagePlane[] | string {
  let dataset: DicomDataset;
  try {
    dataset = readDicom(bytes, { stopBefore: '7FE00008' }).dataset;
  } catch {
    // The converter is the judge of what is an image.
    return 'the headers of an image can not be read';
  }
  if (numberOf(dataset, 'Rows') === null) return [];
  if (textsOf(dataset, 'ImageType').includes('MOSAIC')) return 'an image is a mosaic of many slices';
  const planes = framePlanes(dataset).filter((plane) => plane !== null);
  return planes.length > 0 && planes.length === framePlanes(dataset).length
    ? planes
    : 'an image does not say where it lies';
}
