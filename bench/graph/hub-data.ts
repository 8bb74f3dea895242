import type { Tag } from '../../core/assets/asset.ts';
import { assetIds } from '../../core/assets/asset-ids.ts';
import type { DatedAsset } from '../../core/assets/graph-write.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import { assetId, batches, type LineageRow } from './lineage-data.ts';

/** The hub's projects that the data is of: nine assets of ten are of the first. */
export type Projects = readonly [large: string, small: string];

export interface HubBatch {
  readonly assets: readonly DatedAsset[];
  readonly tags: readonly Tag[];
  readonly activities: readonly ProvActivity[];
}

/** An exam, its four series, 25 images and 20 biomarkers. */
const perExam = 50;
const perSeries = 4;
const images = 25;
const modalities = ['MR', 'MR', 'MR', 'CT', 'PT'];
const words = ['axial', 'sagittal', 'coronal', 'flair', 'diffusion', 'perfusion', 'localizer', 'spine'];
const began = Date.UTC(2010, 0, 1);
const day = new Date('2026-01-01T00:00:00Z');

/** The n-th exam and the m-th of its series, by id. */
const examId = (n: number) => assetId(n * perExam);
export const seriesId = (n: number, m: number) => assetId(n * perExam + 1 + m);

/**
 * `size` assets, always the same ones, each made by an activity out of three that came before (see lineage-data.ts), with six relations: what it is
 * part of, what made it, that one's agent and the three. Tags: a series' type, whether a biomarker is good, and a finding on one exam of 1000.
 */
export function* hubData(size: number, projects: Projects): Generator<HubBatch> {
  yield { assets: projects.map(projectOf), tags: [], activities: [] };
  for (const rows of batches(0, size, 2000)) {
    const assets = rows.map(({ n }) => assetOf(n, projects));
    yield {
      assets,
      tags: rows.flatMap(({ n }, place) => tagsOf(n, assets[place])),
      activities: rows.map((row, place) => activityOf(row, assets[place]?.projectId ?? '')),
    };
  }
}

function projectOf(projectId: string): DatedAsset {
  const own = { id: assetIds.project(projectId), projectId, level: 'PROJECT', label: 'project' } as const;
  return { ...own, kind: null, properties: {}, content: null, createdBy: 'bench', parentIds: [], createdAt: day };
}

function assetOf(n: number, projects: Projects): DatedAsset {
  const [exam, place] = [Math.floor(n / perExam), n % perExam];
  const projectId = projects[exam % 10 === 9 ? 1 : 0];
  const made = {
    id: assetId(n),
    projectId,
    content: null,
    createdBy: 'bench',
    createdAt: new Date(began + n * 420_000),
  };
  const parentIds = [seriesId(exam, place % perSeries)];
  if (place === 0) {
    const studyDate = `20${String(10 + (exam % 15))}-0${String(1 + (exam % 9))}-1${String(exam % 10)}`;
    const properties = { studyInstanceUID: `2.25.${String(exam)}`, studyDate };
    return {
      ...made,
      level: 'EXAM',
      kind: null,
      label: `exam ${String(exam)}`,
      parentIds: [assetIds.project(projectId)],
      properties,
    };
  }
  if (place <= perSeries) {
    const modality = modalities[(exam + place) % modalities.length] ?? '';
    const word = wordOf(n);
    const properties = {
      seriesInstanceUID: `2.25.${String(exam)}.${String(place)}`,
      modality,
      seriesNumber: place,
      seriesDescription: exam % 1000 === 0 ? `${word} rareword` : word,
    };
    return {
      ...made,
      level: 'SERIES',
      kind: null,
      label: `${modality} ${word} ${String(n)}`,
      parentIds: [examId(exam)],
      properties,
    };
  }
  if (place < 1 + perSeries + images) {
    const properties = {
      sopInstanceUID: `2.25.${String(exam)}.${String(place % perSeries)}.${String(place)}`,
      sopClassUID: '1.2.840.10008.5.1.4.1.1.4',
      instanceNumber: place,
    };
    return { ...made, level: 'IMAGE', kind: null, label: `image ${String(n)}`, parentIds, properties };
  }
  const properties = { name: 'volume', value: ((n * 7919) % 100_003) / 8, unit: 'ml' };
  return { ...made, level: 'DERIVED', kind: 'biomarker', label: `volume ${String(n)}`, parentIds, properties };
}

const wordOf = (n: number) => words[(Math.floor(n / perExam) * 3 + (n % perExam)) % words.length] ?? '';

function tagsOf(n: number, asset: DatedAsset | undefined): readonly Tag[] {
  if (!asset) return [];
  const tag = { assetId: asset.id, setBy: 'bench', reason: null, setAt: day };
  if (asset.level === 'SERIES') return [{ ...tag, name: 'seriesType', value: wordOf(n) }];
  if (asset.level === 'DERIVED') return [{ ...tag, name: 'quality', value: n % 5 === 0 ? 'bad' : 'good' }];
  if (asset.level === 'EXAM' && n % (1000 * perExam) === 0) return [{ ...tag, name: 'finding', value: 'artefact' }];
  return [];
}

function activityOf({ asset, activity, agent, used }: LineageRow, projectId: string): ProvActivity {
  return {
    id: activity,
    projectId,
    method: 'measure',
    methodVersion: '1',
    parameters: { threshold: 3 },
    environment: {},
    reuseKey: null,
    startedAt: day,
    endedAt: day,
    runId: null,
    used: used.map((id) => ({ assetId: id, role: 'input' })),
    generated: [{ assetId: asset, role: 'output' }],
    agents: [{ agent: { id: agent, kind: 'SOFTWARE', name: 'measure', version: '1' }, role: 'executor' }],
    derivations: null,
    recordedBy: 'bench',
    recordedAt: day,
  };
}
