import type { Lesion } from './phantom.ts';

/** Facts of one person, in the shape of the clinical subgraph's ClinicalRecordInput. */
export interface SyntheticClinicalRecord {
  readonly patientId: string;
  readonly diagnoses: readonly {
    readonly name: string;
    readonly code: string;
    readonly grade: number;
    readonly ageYears: number;
  }[];
  readonly variants: readonly { readonly gene: string; readonly change: string; readonly status: string }[];
  readonly survivalDays: number;
  readonly vitalStatus: 'ALIVE' | 'DEAD';
}

/** One made-up person: identity, facts and tumour. Every name says that it is synthetic. */
export interface SyntheticSubject {
  readonly number: number;
  readonly site: 'site-a' | 'site-b';
  readonly sex: 'F' | 'M';
  readonly weightKg: number;
  /** Day of diagnosis and of the baseline exam. */
  readonly baseline: string;
  readonly followUpDays: number;
  readonly lesion: Lesion;
  /** The tumour's radius at follow-up in units of that at baseline. */
  readonly growth: number;
  readonly facts: Omit<SyntheticClinicalRecord, 'patientId'>;
}

const glioblastoma = { name: 'Glioblastoma, IDH-wildtype', code: 'ICD-O-3 9440/3', grade: 4 };
const astrocytoma4 = { name: 'Astrocytoma, IDH-mutant', code: 'ICD-O-3 9445/3', grade: 4 };
const astrocytoma3 = { name: 'Astrocytoma, IDH-mutant', code: 'ICD-O-3 9401/3', grade: 3 };
const oligodendroglioma = {
  name: 'Oligodendroglioma, IDH-mutant and 1p/19q-codeleted',
  code: 'ICD-O-3 9450/3',
  grade: 2,
};

const idh1 = (status: 'MUTATED' | 'WILDTYPE') => ({ gene: 'IDH1', change: 'p.R132H', status });
const mgmt = (status: 'METHYLATED' | 'UNMETHYLATED') => ({ gene: 'MGMT', change: 'promoter methylation', status });
const arms = (status: 'CODELETED' | 'INTACT') => ({ gene: '1p/19q', change: 'codeletion', status });
const tp53 = (change: string) => ({ gene: 'TP53', change, status: 'MUTATED' });
const tert = { gene: 'TERT', change: 'promoter c.-124C>T', status: 'MUTATED' };

export const subjects: readonly SyntheticSubject[] = [
  {
    number: 1,
    site: 'site-a',
    sex: 'M',
    weightKg: 82,
    baseline: '2019-03-11',
    followUpDays: 91,
    lesion: { centre: [32, 24, 18], radiusMm: 17, pattern: 'RING' },
    growth: 1.22,
    facts: {
      diagnoses: [{ ...glioblastoma, ageYears: 63 }],
      variants: [idh1('WILDTYPE'), mgmt('UNMETHYLATED'), tert],
      survivalDays: 312,
      vitalStatus: 'DEAD',
    },
  },
  {
    number: 2,
    site: 'site-a',
    sex: 'F',
    weightKg: 64,
    baseline: '2019-09-02',
    followUpDays: 88,
    lesion: { centre: [-30, -34, 20], radiusMm: 15, pattern: 'RING' },
    growth: 1.18,
    facts: {
      diagnoses: [{ ...astrocytoma4, ageYears: 44 }],
      variants: [idh1('MUTATED'), mgmt('METHYLATED'), arms('INTACT'), tp53('p.R273H')],
      survivalDays: 371,
      vitalStatus: 'DEAD',
    },
  },
  {
    number: 3,
    site: 'site-a',
    sex: 'F',
    weightKg: 70,
    baseline: '2018-05-22',
    followUpDays: 94,
    lesion: { centre: [28, -42, 24], radiusMm: 19, pattern: 'SOLID' },
    growth: 1.04,
    facts: {
      diagnoses: [{ ...oligodendroglioma, ageYears: 38 }],
      variants: [idh1('MUTATED'), mgmt('METHYLATED'), arms('CODELETED'), tert],
      survivalDays: 1460,
      vitalStatus: 'ALIVE',
    },
  },
  {
    number: 4,
    site: 'site-b',
    sex: 'M',
    weightKg: 77,
    baseline: '2020-01-14',
    followUpDays: 90,
    lesion: { centre: [-34, 30, 4], radiusMm: 20, pattern: 'RING' },
    growth: 1.28,
    facts: {
      diagnoses: [{ ...glioblastoma, ageYears: 71 }],
      variants: [idh1('WILDTYPE'), mgmt('UNMETHYLATED'), tert, tp53('p.R248W')],
      survivalDays: 142,
      vitalStatus: 'DEAD',
    },
  },
  {
    number: 5,
    site: 'site-b',
    sex: 'M',
    weightKg: 88,
    baseline: '2019-11-26',
    followUpDays: 87,
    lesion: { centre: [33, 6, 32], radiusMm: 18, pattern: 'SOLID' },
    growth: 1.12,
    facts: {
      diagnoses: [{ ...astrocytoma3, ageYears: 35 }],
      variants: [idh1('MUTATED'), mgmt('UNMETHYLATED'), arms('INTACT'), tp53('p.R175H')],
      survivalDays: 388,
      vitalStatus: 'DEAD',
    },
  },
  {
    number: 6,
    site: 'site-b',
    sex: 'F',
    weightKg: 59,
    baseline: '2020-06-08',
    followUpDays: 93,
    lesion: { centre: [-28, -20, 30], radiusMm: 14, pattern: 'RING' },
    growth: 1.1,
    facts: {
      diagnoses: [{ ...glioblastoma, ageYears: 55 }],
      variants: [idh1('WILDTYPE'), mgmt('METHYLATED'), tert],
      survivalDays: 604,
      vitalStatus: 'ALIVE',
    },
  },
];

/** `SYN-0001`: the hospital's Patient ID. */
export function patientIdOf(subject: SyntheticSubject): string {
  return `SYN-${String(subject.number).padStart(4, '0')}`;
}

/** The subject's facts as the clinical subgraph imports them. */
export function clinicalRecordOf(subject: SyntheticSubject): SyntheticClinicalRecord {
  return { patientId: patientIdOf(subject), ...subject.facts };
}
