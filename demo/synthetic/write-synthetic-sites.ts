import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DicomFile } from '../../core/dicom/dataset.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { hospitals, type Hospital } from './hospitals.ts';
import { headAt, localizerAt, mrSeries } from './mr-series.ts';
import { volumeOf, type HeadVolume } from './phantom.ts';
import { secondaryCapture } from './secondary-capture.ts';
import type { SequenceName } from './sequences.ts';
import { dateOf, namesOf, type SyntheticVisit } from './study-attributes.ts';
import { clinicalRecordOf, patientIdOf, subjects, type SyntheticClinicalRecord } from './subjects.ts';
import { uidOf } from './uids.ts';

/** What is known of one exam because it was made, not measured. Volumes in mm3, counted on the axial stacks' voxels. */
export interface SyntheticExam {
  readonly site: Hospital['name'];
  readonly patientId: string;
  readonly timepoint: SyntheticVisit['timepoint'];
  readonly studyInstanceUID: string;
  /** YYYYMMDD */
  readonly studyDate: string;
  /** In order of series number. */
  readonly series: readonly {
    readonly sequence: SequenceName | 'SCREENSHOT';
    readonly seriesInstanceUID: string;
    readonly instanceCount: number;
  }[];
  readonly truth: {
    /** The tumour: its enhancing rim and its core, or the solid tumour. */
    readonly lesionMm3: number;
    readonly enhancingMm3: number;
    readonly necrosisMm3: number;
    readonly oedemaMm3: number;
  };
}

export interface SyntheticSites {
  readonly sites: readonly { readonly name: Hospital['name']; readonly folder: string }[];
  readonly clinical: readonly SyntheticClinicalRecord[];
  readonly exams: readonly SyntheticExam[];
  readonly instanceCount: number;
}

/** What is acquired: all at baseline, at follow-up the two that show whether the tumour grew. */
const protocols: Readonly<Record<SyntheticVisit['timepoint'], readonly SequenceName[]>> = {
  baseline: ['LOCALIZER', 'T1', 'T2', 'FLAIR', 'ADC', 'T1C'],
  'follow-up': ['FLAIR', 'T1C'],
};

/** The irregularities that real data has: which subject's exam shows which. */
const missingFlair = { number: 5, timepoint: 'follow-up' } as const;
const withScreenshot = { number: 2, timepoint: 'baseline' } as const;
const withDiffusion = { number: 4, timepoint: 'baseline' } as const;

type Place = Pick<SyntheticVisit, 'timepoint'> & { readonly number: number };
const is = ({ subject, timepoint }: SyntheticVisit, place: Place): boolean =>
  subject.number === place.number && timepoint === place.timepoint;

function acquired(visit: SyntheticVisit, name: SequenceName): boolean {
  if (name === 'FLAIR' && is(visit, missingFlair)) return false;
  return name !== 'ADC' || is(visit, withDiffusion);
}

function filesOf(
  visit: SyntheticVisit,
  head: HeadVolume,
): { sequence: SequenceName | 'SCREENSHOT'; number: number; files: DicomFile[] }[] {
  const series = protocols[visit.timepoint].flatMap((sequence, index) => {
    const description = visit.hospital.seriesDescriptions[sequence];
    if (description === undefined || !acquired(visit, sequence)) return [];
    const heads = sequence === 'LOCALIZER' ? localizerAt(visit) : [head];
    return [{ sequence, number: index + 1, files: mrSeries(visit, sequence, index + 1, description, heads) }];
  });
  if (!is(visit, withScreenshot)) return series;
  return [...series, { sequence: 'SCREENSHOT' as const, number: 99, files: [secondaryCapture(visit, 99)] }];
}

async function writeExam(folder: string, visit: SyntheticVisit): Promise<SyntheticExam> {
  const head = headAt(visit);
  const series = filesOf(visit, head);
  for (const { number, files } of series) {
    const path = join(folder, patientIdOf(visit.subject), visit.timepoint, String(number).padStart(2, '0'));
    await mkdir(path, { recursive: true });
    await Promise.all(
      files.map((file, index) => writeFile(join(path, `${String(index + 1).padStart(4, '0')}.dcm`), writeDicom(file))),
    );
  }
  return {
    site: visit.hospital.name,
    patientId: patientIdOf(visit.subject),
    timepoint: visit.timepoint,
    studyInstanceUID: uidOf(...namesOf(visit)),
    studyDate: dateOf(visit),
    series: series.map(({ sequence, number, files }) => ({
      sequence,
      seriesInstanceUID: uidOf(...namesOf(visit), String(number)),
      instanceCount: files.length,
    })),
    truth: {
      lesionMm3: volumeOf(head, ['tumour', 'rim', 'necrosis']),
      enhancingMm3: volumeOf(head, ['rim']),
      necrosisMm3: volumeOf(head, ['necrosis']),
      oedemaMm3: volumeOf(head, ['oedema']),
    },
  };
}

/**
 * Writes the synthetic glioma example: six made-up people at two hospitals, each examined twice, as DICOM files under
 * `<folder>/site-a` and `<folder>/site-b`, with `clinical.json` and `truth.json` beside them; answers what was written.
 * The same seed always gives the same bytes.
 */
export async function writeSyntheticSites(
  folder: string,
  options: { readonly seed?: number } = {},
): Promise<SyntheticSites> {
  const { seed = 1 } = options;
  const exams: SyntheticExam[] = [];
  for (const hospital of hospitals) {
    for (const subject of subjects.filter(({ site }) => site === hospital.name)) {
      for (const timepoint of ['baseline', 'follow-up'] as const) {
        exams.push(await writeExam(join(folder, hospital.name), { seed, hospital, subject, timepoint }));
      }
    }
  }
  const clinical = subjects.map(clinicalRecordOf);
  const note = 'SYNTHETIC DATA: no such person exists';
  await writeFile(join(folder, 'clinical.json'), `${JSON.stringify({ note, records: clinical }, null, 2)}\n`);
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify({ note, exams }, null, 2)}\n`);
  return {
    sites: hospitals.map(({ name }) => ({ name, folder: join(folder, name) })),
    clinical,
    exams,
    instanceCount: exams.flatMap((exam) => exam.series).reduce((sum, { instanceCount }) => sum + instanceCount, 0),
  };
}
