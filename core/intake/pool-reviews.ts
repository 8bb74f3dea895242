import { badInput } from '../errors.ts';
import { actorName, refuseToken, type Actor } from '../policy/policy.ts';
import type { PoolReviewRule } from '../ports/pool-review-store.ts';
import { defaultReviewRule } from './deciding.ts';
import type { Pool } from './intake.ts';
import { managedPool, visiblePools } from './pool-access.ts';
import type { KnownPerson } from '../signatures/confirm-person.ts';
import type { IntakePorts } from './ports.ts';
import { purgeJob } from './purge-quarantine.ts';

export interface SetPoolReview {
  readonly poolId: string;
  /** What is undefined stays as it is. */
  readonly requireSignature?: boolean | undefined;
  readonly reviewsNeeded?: number | undefined;
  /** Null: never. */
  readonly purgeAfterDays?: number | null | undefined;
}

export interface AssignReviewers {
  readonly poolId: string;
  /** None: all who may review in the project. */
  readonly usernames: readonly string[];
}

const days = { least: 7, most: 3650 } as const;
const maxReviewers = 1000;

/** Who reviews what comes into a pool, and how. */
export function createPoolReviews(ports: IntakePorts) {
  const { intake, poolReviews, people, jobs, audit, transactor } = ports;
  const ruleOf = async (poolId: string): Promise<PoolReviewRule> =>
    (await poolReviews.rulesOf([poolId])).get(poolId) ?? defaultReviewRule;
  const entryOf = (actor: Actor, pool: Pool, action: string) => ({
    actor: actorName(actor),
    action,
    target: `pool:${pool.id}`,
    projectId: pool.projectId,
    reason: null,
  });
  const shown = ({ requireSignature, reviewsNeeded, purgeAfterDays }: Omit<PoolReviewRule, 'version'>) => ({
    requireSignature,
    reviewsNeeded,
    purgeAfterDays,
  });

  return {
    /** Changes how exams of the pool are reviewed. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async setPoolReview(actor: Actor, input: SetPoolReview): Promise<Pool> {
      const pool = await managedPool(intake, actor, input.poolId);
      refuseToken(actor);
      const { purgeAfterDays, reviewsNeeded } = input;
      if (reviewsNeeded !== undefined && reviewsNeeded !== 1 && reviewsNeeded !== 2)
        throw badInput('input.reviewsNeeded', '1 or 2', reviewsNeeded);
      if (typeof purgeAfterDays === 'number' && (purgeAfterDays < days.least || purgeAfterDays > days.most))
        throw badInput(
          'input.purgeAfterDays',
          `${String(days.least)} to ${String(days.most)} days, or null`,
          purgeAfterDays,
        );
      await transactor.transact(async () => {
        const old = await ruleOf(pool.id);
        const rule = {
          requireSignature: input.requireSignature ?? old.requireSignature,
          reviewsNeeded: reviewsNeeded ?? old.reviewsNeeded,
          purgeAfterDays: purgeAfterDays === undefined ? old.purgeAfterDays : purgeAfterDays,
        };
        const version = await poolReviews.putRule(pool.id, rule);
        if (rule.purgeAfterDays !== null) await jobs.enqueue([purgeJob(pool.id, version, new Date())]);
        const entry = entryOf(actor, pool, 'pool.review-changed');
        await audit.append({ ...entry, oldValue: shown(old), newValue: shown(rule) });
      });
      return pool;
    },

    /** Says who reviews exams of the pool, in the place of those before. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (nobody who may review in the project) */
    async assignReviewers(actor: Actor, { poolId, usernames }: AssignReviewers): Promise<Pool> {
      const pool = await managedPool(intake, actor, poolId);
      refuseToken(actor);
      if (usernames.length > maxReviewers)
        throw badInput('input.usernames', `at most ${String(maxReviewers)}`, usernames.length);
      const able = new Map((await people.reviewersOf(pool.projectId)).map((one) => [one.username.toLowerCase(), one]));
      const chosen = usernames.map((username, index) => {
        const person = able.get(username.toLowerCase());
        if (person) return person;
        throw badInput(`input.usernames[${String(index)}]`, 'one who may review in the project', username);
      });
      const ids = [...new Set(chosen.map(({ id }) => id))].toSorted();
      await transactor.transact(async () => {
        const old = (await poolReviews.reviewersOf([pool.id])).get(pool.id) ?? [];
        await poolReviews.setReviewers(pool.id, ids);
        const entry = entryOf(actor, pool, 'pool.reviewers-assigned');
        await audit.append({ ...entry, oldValue: { reviewers: old }, newValue: { reviewers: ids } });
      });
      return pool;
    },

    /** Of these pools, the rules of those that the actor may see. */
    async reviewRules(actor: Actor, poolIds: readonly string[]): Promise<ReadonlyMap<string, PoolReviewRule>> {
      const visible = await visiblePools(intake, actor, poolIds);
      const rules = await poolReviews.rulesOf(visible.map(({ id }) => id));
      return new Map(visible.map(({ id }) => [id, rules.get(id) ?? defaultReviewRule]));
    },

    /** Of these pools, the people assigned to those that the actor may see, by username. */
    async reviewersOfPools(
      actor: Actor,
      poolIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly KnownPerson[]>> {
      const visible = await visiblePools(intake, actor, poolIds);
      const assigned = await poolReviews.reviewersOf(visible.map(({ id }) => id));
      const known = await people.byIds([...new Set([...assigned.values()].flat())]);
      const peopleOf = (ids: readonly string[]) =>
        ids.flatMap((id) => known.get(id) ?? []).toSorted((a, b) => (a.username < b.username ? -1 : 1));
      return new Map(visible.map(({ id }) => [id, peopleOf(assigned.get(id) ?? [])]));
    },
  };
}
