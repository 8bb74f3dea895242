import { assetIds } from '../assets/asset-ids.ts';
import { badInput } from '../errors.ts';
import { authorize, permittedProjects, type Actor } from '../policy/policy.ts';
import type { ArchivedStudy, StudyQuery } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { PoolSite, SiteStore, StoredSite } from '../ports/site-store.ts';
import { askSite, type Answer, type SiteStatus } from './site-status.ts';
import type { Sites } from './sites.ts';

/** One study, merged over all sites that hold it. */
export interface ImagingStudy {
  readonly studyInstanceUID: string;
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly patientId: string | null;
  readonly modalities: readonly string[];
  /** The largest that a site says. */
  readonly instanceCount: number | null;
  /** By name of the site. */
  readonly siteIds: readonly string[];
}

export interface SiteAnswer {
  readonly siteId: string;
  readonly status: SiteStatus;
  /** Studies matched there that the actor may see; null when it did not answer. */
  readonly matched: number | null;
  /** True when the site holds more matches than the hub asked for: the answer is then incomplete. */
  readonly truncated: boolean;
}

export interface StudySearch extends StudyQuery {
  readonly projectId?: string;
}

export interface StudyPage {
  /** Newest first, then by UID; studies without a date last. */
  readonly studies: readonly { readonly cursor: string; readonly study: ImagingStudy }[];
  readonly hasNextPage: boolean;
  readonly siteAnswers: readonly SiteAnswer[];
}

export interface SearchPorts {
  readonly sites: SiteStore;
  readonly graph: AssetGraph;
  readonly access: Sites;
  readonly deadlineMs: number;
  /** Most studies asked of one site. */
  readonly perSite: number;
}

const maxPage = 1000;

/** One search over the archives of all projects that the actor may read. */
export function createStudySearch({ sites, graph, access, deadlineMs, perSite }: SearchPorts) {
  /**
   * An archive may be shared by several projects, so a study is shown only where it is registered as an Exam of a
   * project that the actor may read: the archive's own word is not enough.
   */
  async function registered(uids: readonly string[], projectIds: readonly string[]): Promise<ReadonlySet<string>> {
    const uidOf = new Map(
      uids.flatMap((uid) => projectIds.map((projectId) => [assetIds.exam(projectId, uid), uid] as const)),
    );
    const exams = await graph.getAssets([...uidOf.keys()]);
    return new Set(
      [...exams.values()].flatMap((exam) => (projectIds.includes(exam.projectId) ? (uidOf.get(exam.id) ?? []) : [])),
    );
  }

  async function ask(
    site: StoredSite,
    query: StudyQuery,
    stop?: AbortSignal,
  ): Promise<Answer<readonly ArchivedStudy[]>> {
    return askSite(
      async (signal) => (await access.open(site)).searchStudies(query, perSite + 1, signal),
      deadlineMs,
      stop,
    );
  }

  return async function searchStudies(
    actor: Actor,
    search: StudySearch,
    page: { readonly first: number; readonly after: string | null },
    stop?: AbortSignal,
  ): Promise<StudyPage> {
    const { projectId, ...query } = search;
    if (projectId !== undefined) authorize(actor, 'asset.read', projectId);
    const scope = projectId === undefined ? permittedProjects(actor, 'asset.read') : [projectId];
    if (!Number.isInteger(page.first) || page.first < 0 || page.first > maxPage)
      throw badInput('first', `a whole number from 0 to ${String(maxPage)}`, page.first);
    const after = page.after === null ? null : readCursor(page.after);
    checkDates(query);

    const pairs: readonly PoolSite[] = await sites.poolSites(scope);
    const known = [...(await sites.getSites([...new Set(pairs.map((pair) => pair.siteId))])).values()].toSorted(
      (a, b) => (a.name < b.name ? -1 : 1),
    );
    const answers = await Promise.all(known.map(async (site) => ({ site, ...(await ask(site, query, stop)) })));
    const found = answers.flatMap(({ site, value }) => (value ?? []).map((study) => ({ site, study })));
    const visible = await registered(
      [...new Set(found.map(({ study }) => study.studyInstanceUID))],
      [...new Set(pairs.map((pair) => pair.projectId))],
    );

    const merged = new Map<string, ImagingStudy>();
    for (const { site, study } of found) {
      if (visible.has(study.studyInstanceUID))
        merged.set(study.studyInstanceUID, merge(merged.get(study.studyInstanceUID), study, site.id));
    }
    const rest = [...merged.values()].toSorted(compare).filter((study) => after === null || compare(study, after) > 0);
    return {
      studies: rest.slice(0, page.first).map((study) => ({ cursor: writeCursor(study), study })),
      hasNextPage: rest.length > page.first,
      siteAnswers: answers.map(({ site, status, value }) => ({
        siteId: site.id,
        status,
        matched:
          value === null
            ? null
            : new Set(value.map((study) => study.studyInstanceUID).filter((uid) => visible.has(uid))).size,
        truncated: value !== null && value.length > perSite,
      })),
    };
  };
}

function merge(earlier: ImagingStudy | undefined, study: ArchivedStudy, siteId: string): ImagingStudy {
  if (!earlier) return { ...study, modalities: study.modalities.toSorted(), siteIds: [siteId] };
  const counts = [earlier.instanceCount, study.instanceCount].filter((count) => count !== null);
  return {
    studyInstanceUID: study.studyInstanceUID,
    studyDate: earlier.studyDate ?? study.studyDate,
    studyDescription: earlier.studyDescription ?? study.studyDescription,
    patientId: earlier.patientId ?? study.patientId,
    modalities: [...new Set([...earlier.modalities, ...study.modalities])].toSorted(),
    instanceCount: counts.length > 0 ? Math.max(...counts) : null,
    siteIds: earlier.siteIds.includes(siteId) ? earlier.siteIds : [...earlier.siteIds, siteId],
  };
}

type Position = Pick<ImagingStudy, 'studyDate' | 'studyInstanceUID'>;

function compare(a: Position, b: Position): number {
  const [aDate, bDate] = [a.studyDate ?? '', b.studyDate ?? ''];
  if (aDate !== bDate) return aDate > bDate ? -1 : 1;
  if (a.studyInstanceUID === b.studyInstanceUID) return 0;
  return a.studyInstanceUID < b.studyInstanceUID ? -1 : 1;
}

function writeCursor(study: Position): string {
  return Buffer.from(`${study.studyDate ?? ''}/${study.studyInstanceUID}`).toString('base64url');
}

function readCursor(cursor: string): Position {
  const [date, uid] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (date === undefined || uid === undefined || !/^(\d{4}-\d{2}-\d{2})?$/.test(date))
    throw badInput('after', 'a cursor of an earlier page', cursor);
  return { studyDate: date === '' ? null : date, studyInstanceUID: uid };
}

function checkDates(query: StudyQuery): void {
  for (const field of ['studyDateFrom', 'studyDateTo'] as const) {
    const date = query[field];
    if (date !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date))
      throw badInput(`filter.${field}`, 'a date as YYYY-MM-DD', date);
  }
}
