/** The synthetic study that every contender serves: 50 subjects, 75 exams, 150 series, with their facts. Same bytes each time. */
export interface SeriesRow {
  readonly id: string;
  readonly modality: string;
  readonly seriesType: string;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}
export interface ExamRow {
  readonly id: string;
  readonly studyInstanceUID: string;
  readonly studyDate: string;
  readonly series: readonly SeriesRow[];
}
export interface SubjectRow {
  readonly id: string;
  readonly researchId: string;
  readonly projectId: string;
  readonly exams: readonly ExamRow[];
}

const types = ['T1', 'T1 post-contrast', 'T2', 'FLAIR'];

export const subjects: readonly SubjectRow[] = Array.from({ length: 50 }, (_, s) => ({
  id: `subject-${String(s)}`,
  researchId: `PSC-${String(1000 + s)}`,
  projectId: `project-${String(s % 3)}`,
  exams: Array.from({ length: 1 + (s % 2) }, (__, e) => ({
    id: `exam-${String(s)}-${String(e)}`,
    studyInstanceUID: `2.25.1000${String(s)}.${String(e)}`,
    studyDate: `2024-0${String(1 + (s % 9))}-1${String(e)}`,
    series: Array.from({ length: 2 }, (___, n) => ({
      id: `series-${String(s)}-${String(e)}-${String(n)}`,
      modality: 'MR',
      seriesType: types[(s + n) % 4] ?? 'T1',
      tags: [{ name: 'quality', value: s % 7 === 0 ? 'poor' : 'good' }],
    })),
  })),
}));

export const subjectById = new Map(subjects.map((subject) => [subject.id, subject]));
export const examById = new Map(subjects.flatMap(({ exams }) => exams).map((exam) => [exam.id, exam]));
export const seriesById = new Map([...examById.values()].flatMap(({ series }) => series).map((row) => [row.id, row]));

export const diagnosesOf = (id: string) => [
  { name: 'Glioblastoma', code: 'ICD-O-3 9440/3', grade: 4 - (id.length % 2) },
];
export const variantsOf = (id: string) => [
  { gene: 'IDH1', change: 'p.R132H', status: id.length % 2 ? 'MUTATED' : 'WILDTYPE' },
  { gene: 'MGMT', change: 'promoter methylation', status: 'METHYLATED' },
];
export const runsOf = (id: string) => [{ id: `run-${id}`, state: 'COMPLETED', percent: 100 }];
export const archivesOf = (uid: string) => [{ site: 'north', instanceCount: 20 + (uid.length % 5) }];
export const projectOf = (id: string) => ({ id, name: id, title: `Study ${id}` });
