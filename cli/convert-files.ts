import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Asset } from '../core/assets/asset.ts';
import { endingsOf, mediaTypeOfName } from '../core/assets/media-types.ts';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { numberOf, textOf, uidOf } from '../core/dicom/values.ts';
import { asError, HubError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { JsonObject } from '../core/json.ts';
import type { VolumeFormat } from '../core/ports/image-formats.ts';
import type { StepExecutor, StepInput, StepTask } from '../core/ports/step-executor.ts';
import { referencesOf } from '../core/volumes/referenced.ts';
import { volumeEnding } from '../core/volumes/volume-files.ts';
import { isMarking } from '../core/workflows/marked-images.ts';

/** What became of one series, or of one volume file. */
export interface Converted {
  readonly source: string;
  readonly files: readonly string[];
  /** Why it failed; null when it did not. */
  readonly reason: string | null;
}

interface Image {
  readonly path: string;
  readonly series: string;
  readonly number: number;
  readonly properties: JsonObject;
  readonly references: ReadonlySet<string>;
}

function assetOf(
  level: Asset['level'],
  label: string,
  properties: JsonObject,
  content: Asset['content'] = null,
): Asset {
  const [id, projectId] = [newId(), newId()];
  return {
    id,
    projectId,
    level,
    kind: null,
    label,
    properties,
    content,
    createdAt: new Date(),
    createdBy: 'terminal',
    version: 1,
  };
}

const inputOf = (role: string, path: string, content: Asset['content'] = null): StepInput => ({
  role,
  asset: assetOf('IMAGE', basename(path), {}, content),
  read: () => readFile(path),
});

async function imageAt(path: string): Promise<Image | null> {
  try {
    const { dataset } = readDicom(await readFile(path), { stopBefore: '7FE00008' });
    const series = uidOf(dataset, 'SeriesInstanceUID');
    const texts = { modality: 'Modality', seriesDescription: 'SeriesDescription', sopClassUID: 'SOPClassUID' };
    const properties = Object.entries(texts).map(([name, keyword]) => [name, textOf(dataset, keyword)] as const);
    if (series === null) return null;
    return {
      path,
      series,
      number: numberOf(dataset, 'InstanceNumber') ?? 0,
      properties: Object.fromEntries(properties.filter(([, value]) => value !== null)),
      references: referencesOf(dataset).seriesUIDs,
    };
  } catch (caught) {
    if (caught instanceof HubError) return null;
    throw caught;
  }
}

/**
 * Converts files without a hub, one after the other: DICOM series by series, segmentations and structure sets with the images that they
 * name among the files, and volumes of research formats. What fails is told, and the rest goes on.
 */
export async function convertFiles(
  executors: { readonly convert: StepExecutor; readonly reformat: StepExecutor },
  paths: readonly string[],
  format: VolumeFormat,
  folder: string,
): Promise<readonly Converted[]> {
  await mkdir(folder, { recursive: true });
  const volumes = paths.filter((path) => volumeEnding(mediaTypeOfName(path)) !== null);
  const read = await Promise.all(paths.filter((path) => !volumes.includes(path)).map(imageAt));
  const images = read.filter((image) => image !== null).toSorted((a, b) => a.number - b.number);
  const done: Converted[] = [];
  for (const [series, own] of Map.groupBy(images, (image) => image.series)) {
    const item = assetOf('SERIES', series, own[0]?.properties ?? {});
    const marked = isMarking(item)
      ? images.filter((image) => own.some(({ references }) => references.has(image.series)))
      : [];
    const inputs = [
      ...own.map(({ path }) => inputOf('image', path)),
      ...marked.map(({ path }) => inputOf('reference', path)),
    ];
    done.push(await converted(executors.convert, series, item, inputs, format, folder));
  }
  const stem = (path: string): string => path.replace(/\.(?:hdr|img)$/i, '');
  for (const [name, own] of Map.groupBy(volumes, stem)) {
    const inputs = own.map((path) =>
      inputOf('imported', path, { sha256: '', sizeBytes: 0, mediaType: mediaTypeOfName(path) }),
    );
    done.push(await converted(executors.reformat, name, assetOf('SERIES', basename(name), {}), inputs, format, folder));
  }
  return done;
}

async function converted(
  executor: StepExecutor,
  source: string,
  item: Asset,
  inputs: readonly StepInput[],
  format: VolumeFormat,
  folder: string,
): Promise<Converted> {
  const task: StepTask = { runId: newId(), step: 'convert', parameters: { format }, item, inputs };
  try {
    const { outputs } = await executor.execute(task, new AbortController().signal, () => undefined);
    const files: string[] = [];
    for (const { label, mediaType, bytes } of outputs) {
      if (!bytes) continue;
      const name = label.replace(/, header$/, '').replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
      const ending = endingsOf(mediaType)[0] ?? '';
      // Labels begin with the series' description, where it has one; several series may have the same.
      const alone = name.startsWith(item.label) || item.label.startsWith(name);
      const stem = `${alone ? '' : `${item.label}-`}${name}`;
      // Segments may have one name. Those of this series are numbered; what stands there of another time is never written over.
      let file = join(folder, stem + ending);
      for (let number = 2; files.includes(file); number++) file = join(folder, `${stem}-${String(number)}${ending}`);
      await writeFile(file, bytes, { flag: 'wx' });
      files.push(file);
    }
    return { source, files, reason: null };
  } catch (caught) {
    return { source, files: [], reason: asError(caught).message };
  }
}
