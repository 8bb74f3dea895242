import type { DicomJson } from '../dicom/dicom-json.ts';
import { countIn, dateIn, textIn, textsIn, uidTags } from '../dicomweb/rows.ts';
import { badInput } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { ArchivedStudy, ArchiveSearch, StudyQuery } from '../ports/archive.ts';
import { together } from '../together.ts';
import type { ReachOf } from './reach.ts';
import type { SiteListings } from './site-listings.ts';
import type { SiteStatus } from './site-status.ts';

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
  /** True when the site holds more matches than the hub reads: the answer is then incomplete. */
  readonly truncated: boolean;
}

export interface StudySearch extends StudyQuery {
  readonly projectId?: string;
}

export interface StudyPage {
  /** Newest first, then by UID; studies without a date last. */
  readonly studies: readonly { readonly cursor: string; readonly study: ImagingStudy }[];
  readonly hasNextPage: boolean;
  /** Studies that match, each once; null when a site did not answer, or has more than the hub reads. */
  readonly totalCount: number | null;
  readonly siteAnswers: readonly SiteAnswer[];
}

export interface SearchPorts {
  readonly reach: ReachOf;
  readonly listOf: SiteListings;
}

const maxPage = 1000;

/**
 * One search over the archives of all projects that the actor may read. Archives know limit and offset alone, in an order of
 * their own: each is read through once, merged, and cut by a cursor that names the last study seen, so that pages stay true
 * while studies come and go. The pages after the first are cut from what was read for it, for a minute.
 */
export function createStudySearch({ reach, listOf }: SearchPorts) {
  return async function searchStudies(
    actor: Actor,
    search: StudySearch,
    page: { readonly first: number; readonly after: string | null },
    stop?: AbortSignal,
  ): Promise<StudyPage> {
    const { projectId, ...query } = search;
    const found = await reach.of(actor, projectId === undefined ? {} : { projectId });
    if (!Number.isInteger(page.first) || page.first < 0 || page.first > maxPage)
      throw badInput('first', `a whole number from 0 to ${String(maxPage)}`, page.first);
    const after = page.after === null ? null : readCursor(page.after);
    checkFilter(query);

    const asked = { path: 'studies', parameters: parametersOf(query) };
    // What has come is looked at while others are awaited.
    const visibleAmong = together(async (items: readonly (readonly Sighted[])[]) => {
      const projectsOf = await reach.visible(found, items.flat());
      return items.map((sightings) => sightings.filter((sighting) => projectsOf(sighting).length > 0));
    });
    const answers = await Promise.all(
      found.sites.map(async (site) => {
        const answer = await listOf(site, asked, uidTags.study, after !== null, stop);
        const studies = (answer.value?.rows ?? []).flatMap(studyOf);
        const sightings = studies.map((study) => ({ siteId: site.id, ...study }));
        return { site, ...answer, visible: sightings.length > 0 ? await visibleAmong(sightings) : [] };
      }),
    );

    const merged = new Map<string, ImagingStudy>();
    for (const { visible } of answers)
      for (const study of visible) merged.set(study.studyInstanceUID, merge(merged.get(study.studyInstanceUID), study));
    const rest = [...merged.values()].toSorted(compare).filter((study) => after === null || compare(study, after) > 0);
    const isWhole = answers.every(({ value }) => value?.truncated === false);
    return {
      studies: rest.slice(0, page.first).map((study) => ({ cursor: writeCursor(study), study })),
      hasNextPage: rest.length > page.first,
      totalCount: isWhole ? merged.size : null,
      siteAnswers: answers.map(({ site, status, value, visible }) => ({
        siteId: site.id,
        status,
        matched: value === null ? null : visible.length,
        truncated: value?.truncated ?? false,
      })),
    };
  };
}

function parametersOf(query: StudyQuery): ArchiveSearch['parameters'] {
  const compact = (date: string | undefined): string => (date ?? '').replaceAll('-', '');
  const { studyDateFrom, studyDateTo } = query;
  const hasDates = studyDateFrom !== undefined || studyDateTo !== undefined;
  const terms: readonly (readonly [string, string | undefined])[] = [
    ['PatientID', query.patientId],
    ['StudyInstanceUID', query.studyInstanceUID],
    ['ModalitiesInStudy', query.modality],
    ['StudyDate', hasDates ? `${compact(studyDateFrom)}-${compact(studyDateTo)}` : undefined],
    ['includefield', '00081030,00080061,00201208'],
  ];
  return terms.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function studyOf(row: DicomJson): readonly ArchivedStudy[] {
  const studyInstanceUID = textIn(row, uidTags.study);
  if (studyInstanceUID === null) return [];
  return [
    {
      studyInstanceUID,
      studyDate: dateIn(row, '00080020'),
      studyDescription: textIn(row, '00081030'),
      patientId: textIn(row, '00100020'),
      modalities: textsIn(row, '00080061'),
      instanceCount: countIn(row, '00201208'),
    },
  ];
}

/** A study as one site has it. */
interface Sighted extends ArchivedStudy {
  readonly siteId: string;
}

function merge(earlier: ImagingStudy | undefined, { siteId, ...study }: Sighted): ImagingStudy {
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

/** Sites that can't read a value refuse it each in its way, or find nothing: here the field can be named. */
function checkFilter(query: StudyQuery): void {
  for (const field of ['studyDateFrom', 'studyDateTo'] as const) {
    const date = query[field];
    if (date !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date))
      throw badInput(`filter.${field}`, 'a date as YYYY-MM-DD', date);
  }
  const { studyDateFrom, studyDateTo, studyInstanceUID } = query;
  if (studyDateFrom !== undefined && studyDateTo !== undefined && studyDateTo < studyDateFrom)
    throw badInput('filter.studyDateTo', `no day before studyDateFrom, ${studyDateFrom}`, studyDateTo);
  if (studyInstanceUID !== undefined && !/^[0-9.]{1,64}(,[0-9.]{1,64})*$/.test(studyInstanceUID))
    throw badInput('filter.studyInstanceUID', 'a UID', studyInstanceUID);
}
