import { HubError } from '../errors.ts';
import type { ImageFormats, VolumeFile } from '../ports/image-formats.ts';
import type { StepExecutor, StepInput, StepOutput } from '../ports/step-executor.ts';
import { volumeEnding } from '../volumes/volume-files.ts';
import { formatOf, unpacked, volumeOutputs } from './in-format.ts';

const method = 'pesscara/reformat';
const version = '1';
const masks: ReadonlySet<string | null> = new Set(['segmentation', 'mask']);

/** `reformat`: volumes of research formats as `format`; what was a mask stays one. */
export function createReformatExecutor(formats: ImageFormats): StepExecutor {
  return {
    describe: () =>
      Promise.resolve({
        method,
        methodVersion: `${version}+itk-${formats.software.version}`,
        software: formats.software,
      }),
    async execute({ inputs, parameters }, signal, progress) {
      const format = formatOf(parameters);
      const volumes = together(inputs);
      if (volumes.length === 0)
        throw new HubError(
          'STEP_FAILED',
          'there is no volume to write: none was imported to the series, or made by a step before',
        );
      const outputs: StepOutput[] = [];
      for (const [index, volume] of volumes.entries()) {
        signal.throwIfAborted();
        const files = await Promise.all(volume.map(fileOf));
        const [first] = volume;
        if (!first) continue;
        const { role, asset } = volume.find((one) => !isHeader(one)) ?? first;
        const written = await formats.rewrite(files, format, signal);
        outputs.push(
          ...(await volumeOutputs(written, format, {
            role: role === 'mask' || masks.has(asset.kind) ? 'mask' : 'volume',
            label: stemOf(asset.label),
            properties: asset.properties,
            madeFrom: volume.map((one) => one.asset.id),
          })),
        );
        progress((index + 1) / volumes.length, asset.label);
      }
      return { outputs, log: outputs.map(({ label, kind }) => `${label}: ${kind}`).join('\n') };
    },
  };
}

const endingOf = ({ asset }: StepInput): string | null => volumeEnding(asset.content?.mediaType ?? null);
const isHeader = (input: StepInput): boolean => endingOf(input) === '.hdr';

/** The name that header and image of one Analyze volume share. */
function stemOf(label: string): string {
  return label.replace(/(?:, header|\.hdr|\.img|\.nrrd|\.nhdr|\.mha|\.nii(?:\.gz)?)$/i, '');
}

/** The inputs in volumes: an Analyze header with its image, everything else alone. */
function together(inputs: readonly StepInput[]): readonly (readonly StepInput[])[] {
  const images = inputs.filter((input) => endingOf(input) === '.img');
  const others = inputs.filter((input) => endingOf(input) !== '.img');
  const used = new Set<StepInput>();
  const volumes = others.map((input) => {
    const image = isHeader(input)
      ? images.find((one) => !used.has(one) && stemOf(one.asset.label) === stemOf(input.asset.label))
      : undefined;
    if (!image) return [input];
    used.add(image);
    return [input, image];
  });
  return [...volumes, ...images.filter((one) => !used.has(one)).map((one) => [one])];
}

async function fileOf(input: StepInput): Promise<VolumeFile> {
  const ending = endingOf(input);
  if (ending === null) throw new HubError('STEP_FAILED', `${input.asset.label} is no volume of a known format`);
  if (ending === '.img' || ending === '.hdr') return { ending, bytes: await input.read() };
  const bytes = ending === '.nii.gz' ? await unpacked(await input.read()) : await input.read();
  return { ending: ending === '.nii.gz' ? '.nii' : ending, bytes };
}
