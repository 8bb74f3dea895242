import { canonicalJson } from '../json.ts';
import { isSigned } from '../signatures/signed.ts';
import { fitsDocument, pinned } from './bundle.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Promotion } from './promotion.ts';
import type { Workflow } from './run.ts';

/** VALID: signed by this hub, and what runs is what was signed. BROKEN: changed since. */
export type PromotionState = 'VALID' | 'BROKEN';

/** Worked out anew at each call, of what is stored now. */
export async function promotionStates(
  { certifier, store }: Pick<WorkflowPorts, 'certifier' | 'store'>,
  promotions: readonly Promotion[],
): Promise<ReadonlyMap<string, PromotionState>> {
  const parts = await store.getWorkflows([...new Set(promotions.flatMap(({ partIds }) => partIds))]);
  const states = new Map<string, PromotionState>();
  for (const promotion of promotions) {
    const { id, document, jws, partIds } = promotion;
    const running = partIds.map((partId) => parts.get(partId));
    const fits = (await isSigned(certifier, document, jws)) && agrees(promotion) && runsAsSigned(promotion, running);
    states.set(id, fits ? 'VALID' : 'BROKEN');
  }
  return states;
}

/** Whether the record says what was signed. */
function agrees({ id, projectId, workflowId, partIds, promotedBy, promotedAt, comment, document }: Promotion): boolean {
  return (
    document.id === id &&
    document.to.project === projectId &&
    document.promotedBy.username === promotedBy &&
    document.promotedAt === promotedAt.toISOString() &&
    document.comment === comment &&
    partIds[0] === workflowId
  );
}

/** Whether each version in the project is what the bundle has, with the versions of the others written down. */
function runsAsSigned({ projectId, document }: Promotion, running: readonly (Workflow | undefined)[]): boolean {
  const { workflows } = document;
  const versionHere = (name: string, version: number): number =>
    running[workflows.findIndex((one) => one.name === name && one.version === version)]?.version ?? 0;
  return (
    running.length === workflows.length &&
    workflows.every((part, index) => {
      const here = running[index];
      const expected = pinned(part, (use) => versionHere(use.workflow, use.version));
      return (
        here?.projectId === projectId &&
        here.name === part.name &&
        fitsDocument(part) &&
        canonicalJson(here.document) === canonicalJson(expected)
      );
    })
  );
}
