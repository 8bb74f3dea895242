import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import type { Pool } from './intake.ts';

/** The pool, for one who may manage it. @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
export async function managedPool(intake: Pick<IntakeStore, 'getPools'>, actor: Actor, poolId: string): Promise<Pool> {
  requireSignedIn(actor);
  const pool = isId(poolId) ? (await intake.getPools([poolId])).get(poolId) : undefined;
  if (!pool || !may(actor, 'project.read', pool.projectId)) throw notFound('pool');
  authorize(actor, 'pool.manage', pool.projectId);
  return pool;
}

/** Of these ids, the pools of projects that the actor may see. @throws UNAUTHENTICATED */
export async function visiblePools(
  intake: Pick<IntakeStore, 'getPools'>,
  actor: Actor,
  poolIds: readonly string[],
): Promise<readonly Pool[]> {
  requireSignedIn(actor);
  const pools = await intake.getPools(poolIds.filter(isId));
  return [...pools.values()].filter(({ projectId }) => may(actor, 'project.read', projectId));
}
