import { newId } from '../ids.ts';
import type { NewJob } from '../ports/job-queue.ts';

/** What makes these fail (a store, a mail server) passes: with the queue's longest delay of a minute they last for hours. */
const attempts = 200;
/** Series of one job. */
const mostSeries = 200;

/** An exam that was registered, and by whose door its images came. */
export interface CompletedExam {
  readonly examId: string;
  readonly projectId: string;
  readonly poolId: string;
  readonly studyInstanceUID: string;
  readonly imageSet: string;
}

/** Jobs of the queue `protocol`; each payload has one field, which says what is done. */
export const protocolJobs = {
  completed: (exam: CompletedExam, runAfter: Date): NewJob => ({
    queue: 'protocol',
    key: `completed:${exam.examId}:${exam.imageSet}`,
    payload: { completed: { ...exam } },
    attempts,
    runAfter,
  }),
  tagged: (seriesIds: readonly string[]): readonly NewJob[] =>
    Array.from({ length: Math.ceil(seriesIds.length / mostSeries) }, (_, part) => ({
      queue: 'protocol',
      key: `tagged:${newId()}`,
      payload: { tagged: seriesIds.slice(part * mostSeries, (part + 1) * mostSeries) },
      attempts,
    })),
  /** @param exams by the key of what causes it, so that it is one job however often it is asked for */
  exams: (examIds: readonly string[], cause: string): NewJob => ({
    queue: 'protocol',
    key: `exams:${cause}`,
    payload: { exams: examIds },
    attempts,
  }),
  /** Those of a project after that id (null: all), for that version of its protocol. */
  project: (projectId: string, version: number, after: string | null): NewJob => ({
    queue: 'protocol',
    key: `project:${projectId}:${String(version)}:${after ?? ''}`,
    payload: { project: { projectId, version, after } },
    attempts,
  }),
  tell: (reportId: string, imageSet: string, runAfter: Date): NewJob => ({
    queue: 'protocol',
    key: `tell:${reportId}:${imageSet}`,
    payload: { tell: reportId },
    attempts,
    runAfter,
  }),
  send: (messageId: string): NewJob => ({
    queue: 'protocol',
    key: `send:${messageId}`,
    payload: { send: messageId },
    attempts: 240,
  }),
} as const;
