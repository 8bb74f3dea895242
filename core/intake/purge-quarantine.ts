import { badInput } from '../errors.ts';
import { authorize, type Actor } from '../policy/policy.ts';
import type { NewJob } from '../ports/job-queue.ts';
import { requireComment } from './deciding.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { carryOutJob } from './review.ts';

const maxDays = 100_000;
const dayMs = 24 * 60 * 60_000;
/** People are told so long before an exam is purged. */
const noticeMs = 7 * dayMs;
const reason = 'purged by age';
const service = { id: 'service:purge', name: 'service:purge' } as const;
const pageSize = 100;
/** Of one call; what is left goes with the next. */
const maxPurged = 1000;
/** What makes it fail (a store that is away) passes. */
const attempts = 2000;

/** The look at what waits in a pool for too long; the first one at once, each enqueues that of the next day. */
export function purgeJob(poolId: string, version: number, at: Date): NewJob {
  const key = `quarantine:${poolId}:${String(version)}:${at.toISOString().slice(0, 10)}`;
  return { queue: 'purge', key, payload: { poolId, version }, attempts, runAfter: at };
}

export interface PurgeQuarantine {
  readonly projectId: string;
  /** Since the exam's last image. */
  readonly olderThanDays: number;
  /** Null: 'purged by age'. */
  readonly comment: string | null;
}

/** An end for what nobody decides about. What was approved is never touched. */
export function createQuarantinePurge(ports: IntakePorts, progress: Progress) {
  const { intake, quarantine, reviews, poolReviews, people, jobs, audit, transactor } = ports;

  /** False when somebody has decided meanwhile, or more images came. */
  async function purgeExam(
    exam: { readonly id: string; readonly waitsSince: Date },
    by: { readonly id: string; readonly name: string },
    comment: string,
  ): Promise<QuarantinedExam | null> {
    return transactor.transact(async () => {
      const held = await reviews.lock(exam.id);
      if (held?.state !== 'QUARANTINED') return null;
      const images = await quarantine.imagesOf(exam.id);
      if (images.some(({ deidentifiedAt }) => deidentifiedAt > exam.waitsSince)) return null;
      await quarantine.review(exam.id, 'REJECTED', by, comment, null);
      await jobs.enqueue([carryOutJob(exam.id)]);
      await progress.now(await quarantine.ingestionsOf(exam.id));
      await audit.append({
        actor: by.name,
        action: 'exam.purged',
        target: `quarantined-exam:${exam.id}`,
        projectId: held.projectId,
        reason: comment,
        oldValue: { state: 'QUARANTINED', waitsSince: exam.waitsSince.toISOString() },
        newValue: { state: 'REJECTED', imageCount: held.imageCount },
      });
      return (await quarantine.getExams([exam.id])).get(exam.id) ?? null;
    });
  }

  /** Tells the pool's reviewers what will go. */
  async function tellOf(poolId: string, agedBefore: Date, now: Date, signal: AbortSignal): Promise<void> {
    const pool = (await intake.getPools([poolId])).get(poolId);
    if (!pool) return;
    for (;;) {
      signal.throwIfAborted();
      const isDone = await transactor.transact(async () => {
        const exams = await poolReviews.unnotedExams(poolId, agedBefore, pageSize);
        if (exams.length === 0) return true;
        const assigned = (await poolReviews.reviewersOf([poolId])).get(poolId);
        const told = assigned ?? (await people.reviewersOf(pool.projectId)).map(({ id }) => id);
        const day = new Date(now.getTime() + noticeMs).toISOString().slice(0, 10);
        const text = `Exams that wait for review in the pool ${pool.name}: ${String(exams.length)} will be deleted on ${day} unless somebody decides about them`;
        await people.tell(told, `purge-notice ${exams[0]?.id ?? ''} ${day}`, text);
        await poolReviews.noteTold(
          exams.map(({ id }) => id),
          now,
        );
        return false;
      });
      if (isDone) return;
    }
  }

  return {
    /** The daily job of a pool: tells of exams a week before they go, rejects those whose time is over, and sees to it that it comes again tomorrow. */
    async purgeByAge(poolId: string, version: number, signal: AbortSignal, now = new Date()): Promise<void> {
      const rule = (await poolReviews.rulesOf([poolId])).get(poolId);
      // Set anew since, by a rule that has a job of its own, or by none.
      if (rule?.version !== version || rule.purgeAfterDays === null) return;
      const agedBefore = new Date(now.getTime() - rule.purgeAfterDays * dayMs);
      await tellOf(poolId, new Date(agedBefore.getTime() + noticeMs), now, signal);
      const toldBefore = new Date(now.getTime() - noticeMs);
      for (const exam of await poolReviews.agedExams(poolId, agedBefore, toldBefore, maxPurged)) {
        signal.throwIfAborted();
        await purgeExam(exam, service, reason);
      }
      await jobs.enqueue([purgeJob(poolId, version, new Date(now.getTime() + dayMs))]);
    },

    /** Rejects what waits for longer, at most 1000 exams, now; answers those. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async purgeQuarantine(actor: Actor, input: PurgeQuarantine): Promise<readonly QuarantinedExam[]> {
      authorize(actor, 'project.own', input.projectId);
      requireComment(input.comment, null);
      // More than that is before any date that the database knows.
      if (!(input.olderThanDays >= 1 && input.olderThanDays <= maxDays))
        throw badInput('input.olderThanDays', `a number of days, 1 to ${String(maxDays)}`, input.olderThanDays);
      const by = actor.kind === 'user' ? { id: actor.id, name: actor.username } : service;
      const before = new Date(Date.now() - input.olderThanDays * dayMs);
      const purged: QuarantinedExam[] = [];
      for (const exam of await poolReviews.agedExamsOfProject(input.projectId, before, maxPurged)) {
        const done = await purgeExam(exam, by, input.comment ?? reason);
        if (done) purged.push(done);
      }
      return purged;
    },
  };
}
