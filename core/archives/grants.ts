import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { SiteStore, StoredSite } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';

export interface GrantPorts {
  readonly sites: SiteStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

export interface SiteGrant {
  readonly siteId: string;
  readonly projectId: string;
}

/** Which projects may use which site, by an administrator's word. Saying the same again changes nothing. */
export function createGrants({ sites, audit, transactor }: GrantPorts) {
  async function change(actor: Actor, { siteId, projectId }: SiteGrant, isGranted: boolean): Promise<StoredSite> {
    authorizeOnHub(actor, 'site.manage');
    if (!isId(projectId)) throw badInput('input.projectId', 'the id of a project', projectId);
    const site = (await sites.getSites([siteId])).get(siteId);
    if (!site) throw notFound('site');
    await transactor.transact(async () => {
      const pair = { siteId, projectId };
      const changed = isGranted ? await sites.grant(pair, actorName(actor)) : await sites.revoke(pair);
      if (!changed) return;
      await audit.append({
        actor: actorName(actor),
        action: isGranted ? 'site.granted' : 'site.revoked',
        target: `site:${siteId}`,
        projectId,
        reason: null,
        oldValue: null,
        newValue: { name: site.name },
      });
    });
    return site;
  }

  return {
    /** @throws FORBIDDEN, NOT_FOUND, BAD_USER_INPUT */
    grant: (actor: Actor, grant: SiteGrant) => change(actor, grant, true),
    /** Takes a grant back; a pool that points to the site goes on doing so. @throws FORBIDDEN, NOT_FOUND, BAD_USER_INPUT */
    revoke: (actor: Actor, grant: SiteGrant) => change(actor, grant, false),
  };
}
