import { imageSetOf } from '../intake/image-set.ts';
import { checkOne, ownCause, tellJob } from './check.ts';
import { completionKey } from './completion-event.ts';
import { storedProtocol } from './look-at-exam.ts';
import type { ProtocolPorts } from './ports.ts';
import { protocolJobs, type CompletedExam } from './protocol-jobs.ts';

/** The jobs that check exams; those of messages are in tell.ts. */
export function createCheckJobs(ports: ProtocolPorts) {
  const { protocols, graph, quarantine, transactor, jobs, batchSize = 50 } = ports;

  /** Each exam in a transaction of its own: one that waits keeps no other back. */
  async function checkEach(examIds: readonly string[], cause: 'TAGS' | 'PROTOCOL', signal: AbortSignal) {
    for (const id of examIds) {
      signal.throwIfAborted();
      await transactor.transact(() => checkOne(ports, id, ownCause(cause)));
    }
  }

  return {
    /** An exam has come completely: it is checked, and its workflows start. Does nothing when more was registered since: that has a job of its own. */
    async examCompleted(exam: CompletedExam): Promise<void> {
      const { examId, projectId, poolId, studyInstanceUID, imageSet } = exam;
      const registered = await quarantine.registeredImages(projectId, studyInstanceUID);
      if (imageSetOf(registered.keys()) !== imageSet) return;
      await transactor.transact(async () => {
        await protocols.lockExam(examId);
        await protocols.putCompletion({ examId, projectId, poolId, imageSet });
        const checked = await checkOne(ports, examId, ownCause('COMPLETED'));
        const completion = completionKey(examId, imageSet);
        const said = { protocol: checked?.report.state ?? null, isStateAlone: false };
        await jobs.enqueue([
          {
            queue: 'advance',
            key: completion,
            payload: { event: 'EXAM_COMPLETED', projectId, examId, completion, ...said },
          },
        ]);
        if (!checked) return;
        const version = await protocols.findProtocol(projectId, null);
        const minutes = version ? storedProtocol(version).notifyAfterMinutes : 0;
        const others = checked.siblings.filter((id) => id !== examId);
        await jobs.enqueue([
          tellJob(checked.report, { ...exam, toldState: null }, minutes),
          // Its date may be the first of the subject now, from which the others' days count.
          ...(others.length === 0 ? [] : [protocolJobs.exams(others, completion)]),
        ]);
      });
    },

    /** Tags of series have changed: their exams are checked, those that ever were. */
    async seriesTagged(seriesIds: readonly string[], signal: AbortSignal): Promise<void> {
      const assets = await graph.getAssets(seriesIds);
      const series = [...assets.values()].filter(({ level }) => level === 'SERIES').map(({ id }) => id);
      const exams = new Set([...(await graph.parentsOf(series, 'EXAM')).values()].flat().map(({ id }) => id));
      await checkEach(await checkedBefore([...exams]), 'TAGS', signal);
    },

    async examsAgain(examIds: readonly string[], signal: AbortSignal): Promise<void> {
      await checkEach(await checkedBefore(examIds), 'PROTOCOL', signal);
    },

    /** A new version: all exams of the project are checked, so many a job. A still newer version ends it. */
    async projectAgain(projectId: string, version: number, after: string | null, signal: AbortSignal): Promise<void> {
      if ((await protocols.findProtocol(projectId, null))?.version !== version) return;
      const page = await graph.findAssets({ projectIds: [projectId], level: 'EXAM' }, { first: batchSize, after });
      await checkEach(
        page.items.filter((one) => !one.withdrawn).map(({ id }) => id),
        'PROTOCOL',
        signal,
      );
      const last = page.items.at(-1);
      if (page.hasNextPage && last) await jobs.enqueue([protocolJobs.project(projectId, version, last.id)]);
    },
  };

  /** An exam that is still arriving would only seem to lack what is on its way. */
  async function checkedBefore(examIds: readonly string[]): Promise<readonly string[]> {
    const [reports, completions] = await Promise.all([
      protocols.newestReports(examIds),
      protocols.completionsOf(examIds),
    ]);
    return examIds.filter((id) => reports.has(id) || completions.has(id)).toSorted();
  }
}
