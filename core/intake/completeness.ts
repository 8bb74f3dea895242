import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Change } from '../ports/change-feed.ts';
import type { CompletenessRule } from '../ports/completeness-store.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { Pool } from './intake.ts';
import { managedPool, visiblePools } from './pool-access.ts';
import { jobAttempts, type IntakePorts } from './ports.ts';

/** Of pools that say nothing. */
export const defaultRule: CompletenessRule = { quietSeconds: 30, expectedImages: null };
const maxQuietSeconds = 86_400;
const maxExpectedImages = 1_000_000;

export interface SetPoolCompleteness {
  readonly poolId: string;
  /** Seconds without another image. @default 30 */
  readonly quietSeconds?: number | undefined;
  /** Images of each exam; null: what the images themselves say, if they do. */
  readonly expectedImages: number | null;
}

const topicOf = (projectId: string): string => `completed-exams:${projectId}`;

/** Whether an exam in quarantine is complete, as its reviewer sees it. */
export interface Completeness {
  /** Null while more images may come. */
  readonly completeAt: Date | null;
  /** How many images it should have; null when nobody says. */
  readonly expectedImages: number | null;
}

/** An exam is complete when no image came for the pool's quiet time, or as soon as it has as many as expected. */
export function createCompleteness(ports: IntakePorts) {
  const { intake, quarantine, completeness, jobs, feed, audit, transactor } = ports;

  const ruleOf = async (poolId: string): Promise<CompletenessRule> =>
    (await completeness.rulesOf([poolId])).get(poolId) ?? defaultRule;

  async function complete(examId: string, imageCount: number, projectId: string): Promise<void> {
    if (!(await completeness.complete(examId, imageCount))) return;
    await feed.publish(topicOf(projectId), { quarantinedExamId: examId });
  }

  /** Looks again when the quiet time is over; `round` tells a further look from the first. */
  function lookLater(examId: string, imageCount: number, round: number, quietSeconds: number): NewJob {
    return {
      queue: 'deidentify',
      key: `complete:${examId}:${String(imageCount)}:${String(round)}`,
      payload: { quarantinedExamId: examId, imageCount, round },
      attempts: jobAttempts.deidentify,
      runAfter: new Date(Date.now() + quietSeconds * 1000),
    };
  }

  return {
    /** Notes that images came into quarantine; within the transaction that brings them there. */
    async imagesArrived(
      pool: Pool,
      images: readonly { readonly fileId: string; readonly saidImages: number | null }[],
    ): Promise<void> {
      if (images.length === 0) return;
      const { quietSeconds, expectedImages } = await ruleOf(pool.id);
      for (const { examId, imageCount, saidImages } of await completeness.noteArrived(images)) {
        const expected = expectedImages ?? saidImages;
        if (expected !== null && imageCount >= expected) await complete(examId, imageCount, pool.projectId);
        else await jobs.enqueue([lookLater(examId, imageCount, 0, quietSeconds)]);
      }
    },

    /** Makes an exam complete that has no more images than when its quiet time began; one that has is looked at by a later job. */
    async endQuietTime(quarantinedExamId: string, imageCount: number, round: number): Promise<void> {
      const exam = (await quarantine.getExams([quarantinedExamId])).get(quarantinedExamId);
      // More have come since, and have a look of their own; some may have been withdrawn.
      if (exam?.state !== 'QUARANTINED' || exam.imageCount > imageCount) return;
      const { quietSeconds } = await ruleOf(exam.poolId);
      // What came in time and waits for its de-identification may belong to the exam.
      const cameBefore = new Date(Date.now() - quietSeconds * 1000);
      if (await completeness.mayGrow(exam.id, cameBefore)) {
        await jobs.enqueue([lookLater(exam.id, exam.imageCount, round + 1, Math.max(1, quietSeconds))]);
        return;
      }
      await transactor.transact(() => complete(exam.id, exam.imageCount, exam.projectId));
    },

    /** @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async setPoolCompleteness(actor: Actor, input: SetPoolCompleteness): Promise<Pool> {
      const pool = await managedPool(intake, actor, input.poolId);
      const { quietSeconds = defaultRule.quietSeconds, expectedImages } = input;
      if (quietSeconds < 0 || quietSeconds > maxQuietSeconds) {
        throw badInput('input.quietSeconds', `0 to ${String(maxQuietSeconds)}`, quietSeconds);
      }
      if (expectedImages !== null && (expectedImages < 1 || expectedImages > maxExpectedImages)) {
        throw badInput('input.expectedImages', `1 to ${String(maxExpectedImages)}, or null`, expectedImages);
      }
      await transactor.transact(async () => {
        const old = await ruleOf(pool.id);
        await completeness.putRule(pool.id, { quietSeconds, expectedImages });
        await audit.append({
          actor: actorName(actor),
          action: 'pool.completeness-changed',
          target: `pool:${pool.id}`,
          projectId: pool.projectId,
          reason: null,
          oldValue: { ...old },
          newValue: { quietSeconds, expectedImages },
        });
      });
      return pool;
    },

    /** Of these pools, the rules of those that the actor may see. */
    async completenessRules(actor: Actor, poolIds: readonly string[]): Promise<ReadonlyMap<string, CompletenessRule>> {
      const visible = await visiblePools(intake, actor, poolIds);
      const rules = await completeness.rulesOf(visible.map(({ id }) => id));
      return new Map(visible.map(({ id }) => [id, rules.get(id) ?? defaultRule]));
    },

    /** Of these quarantined exams, those that the actor may see. */
    async completenessOfExams(actor: Actor, examIds: readonly string[]): Promise<ReadonlyMap<string, Completeness>> {
      requireSignedIn(actor);
      const found = [...(await quarantine.getExams(examIds.filter(isId))).values()];
      const exams = found.filter(({ projectId }) => may(actor, 'intake.read', projectId));
      const [arrivals, rules] = await Promise.all([
        completeness.arrivalsOf(exams.map(({ id }) => id)),
        completeness.rulesOf(exams.map(({ poolId }) => poolId)),
      ]);
      return new Map(
        exams.map(({ id, poolId }) => {
          const arrival = arrivals.get(id);
          const expectedImages = rules.get(poolId)?.expectedImages ?? arrival?.saidImages ?? null;
          return [id, { completeAt: arrival?.completeAt ?? null, expectedImages }];
        }),
      );
    },

    /** Exams of a project that become complete: after the cursor (null: from now on) until `signal` aborts. @throws NOT_FOUND, FORBIDDEN */
    completedExams(actor: Actor, projectId: string, after: string | null, signal: AbortSignal): AsyncIterable<Change> {
      authorize(actor, 'intake.read', projectId);
      return feed.subscribe(topicOf(projectId), after, signal);
    },
  };
}
