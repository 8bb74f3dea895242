import type { Asset } from '../assets/asset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { StepInput } from '../ports/step-executor.ts';
import { marksRegions, referencesOf, type References } from '../volumes/referenced.ts';

/** True for a series of segmentations or structure sets, which mark regions in the images of another series. */
export function isMarking({ properties }: Pick<Asset, 'properties'>): boolean {
  const { sopClassUID, modality } = properties;
  return typeof sopClassUID === 'string' ? marksRegions(sopClassUID) : modality === 'SEG' || modality === 'RTSTRUCT';
}

/** The images, of other series of the exam, that the objects of a marking series refer to; none where they name nothing that is there. */
export async function markedImages(
  graph: AssetGraph,
  series: Asset,
  objects: readonly StepInput[],
): Promise<readonly Asset[]> {
  const references: References[] = [];
  for (const object of objects) {
    try {
      references.push(referencesOf(readDicom(await object.read(), { stopBefore: '7FE00008' }).dataset));
    } catch {
      // A broken object names nothing; the step itself says what is wrong with it.
    }
  }
  const [exam] = (await graph.parentsOf([series.id], 'EXAM')).get(series.id) ?? [];
  if (!exam || references.length === 0) return [];
  const others = ((await graph.childrenOf([exam.id], 'SERIES')).get(exam.id) ?? []).filter(
    ({ id }) => id !== series.id,
  );
  const named = others.filter(({ properties: { seriesInstanceUID: uid } }) =>
    references.some(({ seriesUIDs }) => typeof uid === 'string' && seriesUIDs.has(uid)),
  );
  const candidates = named.length > 0 ? named : others;
  const images = await graph.childrenOf(
    candidates.map(({ id }) => id),
    'IMAGE',
  );
  const isNamed = ({ properties: { sopInstanceUID: uid } }: Asset): boolean =>
    references.some(({ imageUIDs }) => typeof uid === 'string' && imageUIDs.has(uid));
  const chosen = named.length > 0 ? named : others.filter(({ id }) => images.get(id)?.some(isNamed));
  return chosen.flatMap(({ id }) => images.get(id) ?? []);
}
