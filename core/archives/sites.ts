import { badInput, notFound } from '../errors.ts';
import { nameId } from '../ids.ts';
import { actorName, authorizeOnHub, permittedProjects, type Actor } from '../policy/policy.ts';
import type { Archive, OpenArchive } from '../ports/archive.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SiteStore, StoredSite } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { openCredential, sealCredential } from './credential.ts';

export interface SitePorts {
  readonly sites: SiteStore;
  readonly openArchive: OpenArchive;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** A site as a caller may see it: `url` for administrators only, else null. */
export interface VisibleSite {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
}

export interface RegisterSite {
  readonly name: string;
  readonly url: string;
  /** Null when the site asks for none. */
  readonly token: string | null;
}

const namePattern = /^[A-Za-z0-9._-]{1,64}$/;

/** Registered sites: who may see which, and how to open their archives. */
export function createSites({ sites, openArchive, secrets, audit, transactor }: SitePorts) {
  /** Ids of the sites that a pool of a project with that read right points to; 'ALL' for administrators and services. */
  async function visibleIds(actor: Actor): Promise<'ALL' | ReadonlySet<string>> {
    const projects = permittedProjects(actor, 'project.read');
    if (projects === 'ALL') return 'ALL';
    return new Set((await sites.poolSites(projects)).map((pair) => pair.siteId));
  }

  function shown(actor: Actor, site: StoredSite): VisibleSite {
    const administrator = actor.kind === 'service' || (actor.kind === 'user' && actor.isAdministrator);
    return { id: site.id, name: site.name, url: administrator ? site.url : null };
  }

  return {
    /** Registers a site, or replaces address and token of the one of that name. @throws FORBIDDEN, BAD_USER_INPUT */
    async register(actor: Actor, input: RegisterSite): Promise<VisibleSite> {
      authorizeOnHub(actor, 'site.manage');
      if (!namePattern.test(input.name))
        throw badInput('input.name', "1 to 64 letters, digits, '.', '_' or '-'", input.name);
      const url = checkedUrl(input.url);
      if (input.token !== null && !/^[\x21-\x7e]{1,4096}$/.test(input.token)) {
        throw badInput('input.token', '1 to 4096 printable ASCII characters without spaces', 'something else');
      }
      const id = nameId('site', input.name);
      const sealedToken =
        input.token === null ? null : sealCredential(await secrets.key('credentials'), id, input.token);
      const site: StoredSite = { id, name: input.name, url, sealedToken };
      await transactor.transact(async () => {
        const old = (await sites.getSites([id])).get(id);
        await sites.putSite(site);
        const summary = (of: StoredSite) => ({ name: of.name, url: of.url, hasToken: of.sealedToken !== null });
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

    /** Opens a site's archive with its token. Only for use cases that have asked the policy. */
    async open(site: StoredSite): Promise<Archive> {
      const token =
        site.sealedToken === null ? null : openCredential(await secrets.key('credentials'), site.id, site.sealedToken);
      return openArchive({ id: site.id, name: site.name, url: site.url, token });
    },
  };
}

export type Sites = ReturnType<typeof createSites>;

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  const expected = 'an http or https address without user, query or fragment';
  // The address is not repeated in the error: it may hold a password.
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw badInput('input.url', expected, 'something else');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw badInput('input.url', expected, 'an address with one');
  }
  return url.href.replace(/\/+$/, '');
}
