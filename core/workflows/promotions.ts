import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import { hashOf } from '../signatures/signed.ts';
import { readReason } from './control-run.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Promotion } from './promotion.ts';
import { promotionStates, type PromotionState } from './promotion-state.ts';
import { refreshTriggers } from './refresh-triggers.ts';

/** A promotion with whether it is as it was signed, now. */
export interface ShownPromotion extends Promotion {
  readonly signature: PromotionState;
  /** SHA-256 (hex) of the bundle as canonical JSON. */
  readonly hash: string;
}

type Reads = Pick<WorkflowPorts, 'promotions' | 'store' | 'certifier'>;

async function shownPromotions(ports: Reads, promotions: readonly Promotion[]): Promise<readonly ShownPromotion[]> {
  const states = await promotionStates(ports, promotions);
  return promotions.map((one) => ({
    ...one,
    signature: states.get(one.id) ?? 'BROKEN',
    hash: hashOf(one.document),
  }));
}

export async function shownPromotion(ports: Reads, promotion: Promotion): Promise<ShownPromotion> {
  const [shown] = await shownPromotions(ports, [promotion]);
  return shown ?? { ...promotion, signature: 'BROKEN', hash: hashOf(promotion.document) };
}

/** What was promoted to the project, also what was withdrawn, in order of id. @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT */
export async function promotedWorkflows(
  ports: Reads,
  actor: Actor,
  projectId: string,
  first: number,
  after: string | null,
): Promise<Page<ShownPromotion>> {
  authorize(actor, 'workflow.read', projectId);
  const page = await ports.promotions.promotionsOf(projectId, pageOf(first, after));
  return { ...page, items: await shownPromotions(ports, page.items) };
}

/** Null: there is none that the actor may see. @throws UNAUTHENTICATED */
export async function promotedWorkflow(ports: Reads, actor: Actor, id: string): Promise<ShownPromotion | null> {
  requireSignedIn(actor);
  const found = (await ports.promotions.getPromotions([id].filter(isId))).get(id);
  if (!found || !may(actor, 'workflow.read', found.projectId)) return null;
  return shownPromotion(ports, found);
}

/**
 * The promotion, withdrawn: the version starts no more; runs that have begun go on. Where an earlier version of its name stands promoted,
 * events start that one. One that was withdrawn before stays as it is.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT without a reason
 */
export async function withdrawPromotedWorkflow(
  ports: WorkflowPorts,
  actor: Actor,
  input: { readonly id: string; readonly reason: string },
): Promise<ShownPromotion> {
  const known = await promotedWorkflow(ports, actor, input.id);
  if (!known) throw notFound('promoted workflow');
  const { id, projectId, workflowId } = known;
  authorize(actor, 'workflow.promote', projectId);
  const reason = readReason(input.reason, true) ?? '';
  await ports.transactor.transact(async () => {
    await ports.promotions.lockConfiguration(projectId, 'ALONE');
    if ((await ports.promotions.getPromotions([id])).get(id)?.withdrawn) return;
    await ports.promotions.withdraw(id, { at: new Date(), by: actorName(actor), reason });
    await refreshTriggers(ports, projectId, await startableWorkflows(ports, projectId));
    await ports.audit.append({
      actor: actorName(actor),
      action: 'workflow.withdrawn',
      target: `workflow:${workflowId}`,
      projectId,
      reason,
      oldValue: { promotion: id },
      newValue: null,
    });
  });
  const after = await promotedWorkflow(ports, actor, id);
  if (!after) throw notFound('promoted workflow');
  return after;
}
