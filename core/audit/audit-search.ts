import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { numberedPageOf } from '../page.ts';
import { authorize, mayOnHub, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { AuditLink, AuditReader } from '../ports/audit-trail.ts';

export interface AuditFilter {
  readonly projectId?: string | null | undefined;
  readonly actor?: string | null | undefined;
  /** An action, or with `*` at its end all that begin so. */
  readonly action?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

/** Reading the audit trail: all of it for administrators, a project's entries for its owners and managers. */
export function createAuditSearch({ audit }: { readonly audit: Pick<AuditReader, 'search' | 'count'> }) {
  return {
    /**
     * Entries that match, newest first; the cursor of one is its number.
     * @throws UNAUTHENTICATED, NOT_FOUND (project), FORBIDDEN, BAD_USER_INPUT
     */
    async auditEntries(
      actor: Actor,
      filter: AuditFilter,
      first: number,
      after: string | null,
    ): Promise<Page<AuditLink>> {
      requireSignedIn(actor);
      const projectId = filter.projectId ?? null;
      if (!mayOnHub(actor, 'audit.read')) {
        if (projectId === null)
          throw badInput('filter.projectId', 'a project of yours: the rest is for administrators', null);
        authorize(actor, 'project.audit', projectId);
      } else if (projectId !== null && !isId(projectId)) throw notFound('project');
      const page = numberedPageOf(first, after);
      if (filter.action && /\*./.test(filter.action))
        throw badInput('filter.action', 'an action, with * at its end at most', filter.action);
      const search = {
        projectIds: projectId === null ? ('ALL' as const) : [projectId],
        actor: filter.actor ?? null,
        action: filter.action ?? null,
        target: filter.target ?? null,
        from: filter.from ?? null,
        to: filter.to ?? null,
      };
      const [found, totalCount] = await Promise.all([audit.search(search, page.after, first + 1), audit.count(search)]);
      return { items: found.slice(0, first), hasNextPage: found.length > first, totalCount };
    },
  };
}

export type AuditSearching = ReturnType<typeof createAuditSearch>;
