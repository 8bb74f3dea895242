import type { DicomJson } from '../dicom/dicom-json.ts';
import { parseQuery, type QidoQuery } from '../dicomweb/qido-query.ts';
import type { DicomwebResource, SearchResource } from '../dicomweb/resource-path.ts';
import { uidTags } from '../dicomweb/rows.ts';
import { HubError } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { ArchiveSearch } from '../ports/archive.ts';
import type { StoredSite } from '../ports/site-store.ts';
import { together } from '../together.ts';
import { createDoorRows, type SiteRows } from './door-rows.ts';
import type { Listing } from './listings.ts';
import type { Reach, ReachOf } from './reach.ts';
import type { SiteListings } from './site-listings.ts';
import type { Answer } from './site-status.ts';
import type { WithdrawnParts } from './withdrawn-parts.ts';

export interface DoorSearch {
  /** Id or name of the one site to ask; null for all. */
  readonly site: string | null;
  readonly resource: SearchResource & Pick<DicomwebResource, 'path'>;
  readonly parameters: URLSearchParams;
  /** Base of this DICOMweb service, as the client reaches it: `https://hub/dicom-web`. */
  readonly base: string;
}

export interface DoorRows {
  readonly rows: readonly DicomJson[];
  /** Matches in all, whatever the page; null when a site did not answer or has more than the hub reads. */
  readonly total: number | null;
  /** What the answer does not say by itself, each for a header `Warning: 299`; plain ASCII. */
  readonly warnings: readonly string[];
}

export interface DoorSearchPorts {
  readonly reach: ReachOf;
  readonly listOf: SiteListings;
  readonly withdrawn: WithdrawnParts;
}

const defaultLimit = 1000;
const mostLimit = 5000;

/** QIDO-RS over all archives that the caller may ask, as if they were one (PS3.18 §10.6). */
export function createDoorSearch({ reach, listOf, withdrawn }: DoorSearchPorts) {
  const ask = (site: StoredSite, query: QidoQuery, path: string, stop?: AbortSignal): Promise<Answer<Listing>> =>
    listOf(site, { path, parameters: forwarded(query) }, uidTags[query.level], query.offset > 0, stop);

  /** The sites to ask: of one study, those that serve a project which has it. */
  async function askedSites(found: Reach, study: string | undefined): Promise<readonly StoredSite[]> {
    if (study === undefined) return found.sites;
    const sightings = found.sites.map(({ id }) => ({ siteId: id, studyInstanceUID: study }));
    const projectsOf = await reach.visible(found, sightings);
    return found.sites.filter((_, index) => {
      const sighting = sightings[index];
      return sighting !== undefined && projectsOf(sighting).length > 0;
    });
  }

  /** @throws UNAUTHENTICATED, NOT_FOUND for a site that the caller may not see, BAD_USER_INPUT, UPSTREAM_UNAVAILABLE when no site answered */
  return async function searchAtDoor(actor: Actor, search: DoorSearch, stop?: AbortSignal): Promise<DoorRows> {
    const { site, resource, parameters, base } = search;
    const found = await reach.of(actor, { site });
    const { query, unsupported } = parseQuery(resource.level, resource.scope, parameters);
    const sites = await askedSites(found, resource.scope.study);
    const work = createDoorRows({ reach, withdrawn }, found, resource, base);
    const rowsOf = together((items: readonly SiteRows[]) => work.visible(items));
    // What has come is looked at while others are awaited: after the last one's deadline little is left to do.
    const answers = await Promise.all(
      sites.map(async (one) => {
        const answer = await ask(one, query, resource.path, stop);
        const came = answer.value?.rows ?? [];
        return {
          site: one,
          ...answer,
          found: came.length > 0 ? await rowsOf({ siteId: one.id, rows: came }) : [],
        };
      }),
    );
    const silent = answers.filter(({ value }) => value === null);
    const isDeaf = silent.length > 0 && silent.length === answers.length;
    // All of them alive, and none takes the question: asking again changes nothing.
    if (isDeaf && silent.every(({ isRefusal }) => isRefusal === true))
      throw new HubError('BAD_USER_INPUT', `query: no site takes this search: ${silent.map(reasonOf).join(', ')}`, {
        field: 'query',
        expected: 'a search that an archive takes',
        received: 'another',
      });
    if (isDeaf) throw new HubError('UPSTREAM_UNAVAILABLE', `no site answered: ${silent.map(reasonOf).join(', ')}`);

    const all = work.merged(answers.map((answer) => answer.found));
    const limit = Math.min(query.limit ?? defaultLimit, mostLimit);
    const rows = all.slice(query.offset, query.offset + limit);
    const truncated = answers.filter(({ value }) => value?.truncated === true);
    const left = all.length - query.offset - rows.length;
    return {
      rows,
      total: silent.length === 0 && truncated.length === 0 ? all.length : null,
      warnings: [
        ...(silent.length > 0 ? [`These sites did not answer: ${silent.map(reasonOf).join(', ')}`] : []),
        ...(truncated.length > 0
          ? [`These sites have more than the hub reads, narrow the search: ${truncated.map(nameOf).join(', ')}`]
          : []),
        // The words are the standard's: PS3.18 §8.3.4.4.
        ...(left > 0 && limit < (query.limit ?? Infinity)
          ? [`There are ${String(left)} additional results that can be requested`]
          : []),
        ...(unsupported.length > 0
          ? [`These parameters are not supported and were ignored: ${unsupported.slice(0, 10).map(plain).join(', ')}`]
          : []),
        ...(query.fuzzy ? ['fuzzymatching was passed on; a site that does not know it has matched literally'] : []),
      ],
    };
  };
}

/** The parameters as each archive gets them; the page is cut from what all of them answered. */
function forwarded({ level, terms, include, fuzzy }: QidoQuery): ArchiveSearch['parameters'] {
  const needed = { study: [], series: [uidTags.study], instance: [uidTags.study, uidTags.series] }[level];
  // What the hub sorts and merges by; archives answer most of it anyhow.
  const merging = level === 'study' ? ['00080020', '00080061', '00201206', '00201208'] : [];
  const fields = include === 'all' ? ['all'] : [...new Set([...needed, ...merging, ...include])];
  return [
    ...terms.map(({ path, value }) => [path.join('.'), value] as const),
    ...(fields.length > 0 ? [['includefield', fields.join(',')] as const] : []),
    ...(fuzzy ? [['fuzzymatching', 'true'] as const] : []),
  ];
}

function nameOf({ site }: { readonly site: StoredSite }): string {
  return site.name;
}

function reasonOf({ site, status }: { readonly site: StoredSite } & Answer<unknown>): string {
  return `${site.name} (${plain(status.error ?? 'unknown')})`;
}

function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9._=' -]/g, '?').slice(0, 80);
}
