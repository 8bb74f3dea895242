import { notFound } from '../errors.ts';
import { nameId } from '../ids.ts';
import { actorName, authorizeOnHub, mayOnHub, permittedProjects, type Actor } from '../policy/policy.ts';
import type { Archive, OpenArchive, SiteTls } from '../ports/archive.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SiteStore, StoredSite } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { openCredential, sealCredential } from './credential.ts';
import { checkSite, type RegisterSite } from './site-input.ts';

export interface SitePorts {
  readonly sites: SiteStore;
  readonly openArchive: OpenArchive;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** A site as a caller may see it: `url` and `deadlineMs` for administrators only, else null. */
export interface VisibleSite {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  /** Also null where it has none of its own. */
  readonly deadlineMs: number | null;
}

/** Registered sites: who may see which, and how to open their archives. */
export function createSites({ sites, openArchive, secrets, audit, transactor }: SitePorts) {
  /** Ids of the sites that serve a project with that read right; 'ALL' for administrators and services. */
  async function visibleIds(actor: Actor): Promise<'ALL' | ReadonlySet<string>> {
    const projects = permittedProjects(actor, 'project.read');
    if (projects === 'ALL') return 'ALL';
    return new Set((await sites.projectSites(projects)).map((pair) => pair.siteId));
  }

  function shown(actor: Actor, site: StoredSite): VisibleSite {
    const { id, name, url, deadlineMs } = site;
    return mayOnHub(actor, 'site.manage') ? { id, name, url, deadlineMs } : { id, name, url: null, deadlineMs: null };
  }

  return {
    shown,

    /** Registers a site, or replaces address and credentials of the one of that name. @throws FORBIDDEN, BAD_USER_INPUT */
    async register(actor: Actor, input: RegisterSite): Promise<VisibleSite> {
      authorizeOnHub(actor, 'site.manage');
      const { name, url, token, tls, deadlineMs } = checkSite(input);
      const id = nameId('site', name);
      const key = await secrets.key('credentials');
      const site: StoredSite = {
        id,
        name,
        url,
        sealedToken: token === null ? null : sealCredential(key, id, token),
        sealedTls: tls === null ? null : sealCredential(key, tlsOwner(id), JSON.stringify(tls)),
        deadlineMs,
      };
      await transactor.transact(async () => {
        const old = (await sites.getSites([id])).get(id);
        await sites.putSite(site);
        const summary = (of: StoredSite) => ({
          name: of.name,
          url: of.url,
          hasToken: of.sealedToken !== null,
          hasTls: of.sealedTls !== null,
          deadlineMs: of.deadlineMs,
        });
        await audit.append({
          actor: actorName(actor),
          action: 'site.registered',
          target: `site:${id}`,
          projectId: null,
          reason: null,
          oldValue: old ? summary(old) : null,
          newValue: summary(site),
        });
      });
      return shown(actor, site);
    },

    /** The sites that the actor may see, by name. */
    async list(actor: Actor): Promise<readonly VisibleSite[]> {
      authorizeOnHub(actor, 'site.read');
      const ids = await visibleIds(actor);
      return (await sites.listSites())
        .filter((site) => ids === 'ALL' || ids.has(site.id))
        .map((site) => shown(actor, site));
    },

    /** Of these ids, those that the actor may see. */
    async byIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, VisibleSite>> {
      authorizeOnHub(actor, 'site.read');
      const [visible, found] = await Promise.all([visibleIds(actor), sites.getSites(ids)]);
      return new Map(
        [...found].filter(([id]) => visible === 'ALL' || visible.has(id)).map(([id, site]) => [id, shown(actor, site)]),
      );
    },

    /** The site of that name, for the use cases of pools: the caller has asked the policy. @throws NOT_FOUND */
    async byName(name: string): Promise<{ readonly id: string; readonly name: string }> {
      const site = await sites.findSite(name);
      if (!site) throw notFound('site');
      return { id: site.id, name: site.name };
    },

    /** Opens a site's archive with its credentials. Only for use cases that have asked the policy. */
    async open({ id, name, url, sealedToken, sealedTls }: StoredSite): Promise<Archive> {
      const key = await secrets.key('credentials');
      const token = sealedToken === null ? null : openCredential(key, id, sealedToken);
      const tls = sealedTls === null ? null : (JSON.parse(openCredential(key, tlsOwner(id), sealedTls)) as SiteTls);
      return openArchive({ id, name, url, token, tls });
    },
  };
}

export type Sites = ReturnType<typeof createSites>;

/** So that neither sealed text opens in the other's place. */
function tlsOwner(siteId: string): string {
  return `${siteId}/tls`;
}
