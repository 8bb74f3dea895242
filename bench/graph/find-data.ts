import type { NewAsset, Tag } from '../../core/assets/asset.ts';
import { nameId } from '../../core/ids.ts';

/** Nine assets of ten are in the first. */
export const projects = [nameId('bench', 'large'), nameId('bench', 'small')] as const;
const perExam = 1 + 2 + 2 * 20;
const modalities = ['MR', 'MR', 'MR', 'CT', 'PT'];
const words = ['axial', 'sagittal', 'coronal', 'flair', 'diffusion', 'perfusion', 'localizer', 'spine'];

export interface Batch {
  readonly assets: readonly NewAsset[];
  readonly tags: readonly Tag[];
}

/** Exams of two series of twenty images, until there are `size` assets; a few exams at a time. Always the same ones. */
export function* findData(size: number): Generator<Batch> {
  yield {
    assets: projects.map((projectId, n) => made(projectId, 'PROJECT', `project ${String(n)}`, [], {})),
    tags: [],
  };
  const exams = Math.ceil(size / perExam);
  for (let from = 0; from < exams; from += 10) {
    const batches = Array.from({ length: Math.min(10, exams - from) }, (_, n) => examOf(from + n));
    yield { assets: batches.flatMap(({ assets }) => assets), tags: batches.flatMap(({ tags }) => tags) };
  }
}

function made(
  projectId: string,
  level: NewAsset['level'],
  label: string,
  parentIds: readonly string[],
  properties: NewAsset['properties'],
): NewAsset {
  const id = nameId('bench', projectId, level, label);
  return { id, projectId, level, kind: null, label, parentIds, properties, content: null, createdBy: 'bench' };
}

function examOf(n: number): Batch {
  const projectId = projects[n % 10 === 9 ? 1 : 0];
  const root = nameId('bench', projectId, 'PROJECT', `project ${String(projects.indexOf(projectId))}`);
  const day = `20${String(10 + (n % 15)).padStart(2, '0')}-0${String(1 + (n % 9))}-1${String(n % 10)}`;
  const exam = made(projectId, 'EXAM', `exam ${String(n)}`, [root], {
    studyInstanceUID: `2.25.${String(n)}`,
    studyDate: day,
  });
  const tags: Tag[] = [];
  const series = [0, 1].map((m) => {
    const word = words[(n * 3 + m) % words.length] ?? '';
    const modality = modalities[(n + m) % modalities.length] ?? '';
    const one = made(projectId, 'SERIES', `${modality} ${word} ${String(n)}.${String(m)}`, [exam.id], {
      seriesInstanceUID: `2.25.${String(n)}.${String(m)}`,
      modality,
      seriesNumber: m + 1,
      seriesDescription: n % 1000 === 0 ? `${word} rareword` : word,
    });
    const tag = { assetId: one.id, setBy: 'bench', reason: null, setAt: new Date(0) };
    tags.push({ ...tag, name: 'seriesType', value: word });
    if (n % 500 === 0) tags.push({ ...tag, name: 'finding', value: 'artefact' });
    return one;
  });
  const images = series.flatMap((one, m) =>
    Array.from({ length: 20 }, (_, i) =>
      made(projectId, 'IMAGE', `image ${String(n)}.${String(m)}.${String(i)}`, [one.id], {
        sopInstanceUID: `2.25.${String(n)}.${String(m)}.${String(i)}`,
        sopClassUID: '1.2.840.10008.5.1.4.1.1.4',
        instanceNumber: i + 1,
      }),
    ),
  );
  return { assets: [exam, ...series, ...images], tags };
}
