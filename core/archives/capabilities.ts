import type { DicomJson } from '../dicom/dicom-json.ts';
import { textIn, uidTags } from '../dicomweb/rows.ts';
import { HubError } from '../errors.ts';
import type { Archive, ArchivePage } from '../ports/archive.ts';

/** What an archive may be able to do; the hub does without any of it but SEARCH_STUDIES and RETRIEVE_INSTANCE. */
export const capabilityNames = [
  'SEARCH_STUDIES',
  'SEARCH_SERIES',
  'SEARCH_INSTANCES',
  'LIMIT',
  'OFFSET',
  'INCLUDEFIELD',
  'TOTAL',
  'RETRIEVE_STUDY',
  'RETRIEVE_SERIES',
  'RETRIEVE_INSTANCE',
  'RETRIEVE_SINGLE_PART',
  'METADATA',
  'FRAMES',
  'RENDERED',
  'THUMBNAIL',
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export interface SiteCapability {
  readonly name: CapabilityName;
  /** Null where the archive holds too little to tell. */
  readonly isSupported: boolean | null;
}

const dicomParts = 'multipart/related; type="application/dicom"; transfer-syntax=*';

/**
 * Tries what the archive can do, on what it holds: a few small searches, and the beginning of each kind of retrieve. What is not
 * supported is one thing, an archive that does not answer another. @throws UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED
 */
export async function probe(archive: Archive, signal: AbortSignal): Promise<readonly SiteCapability[]> {
  const found = new Map<CapabilityName, boolean | null>();
  const search = (path: string, limit: number, offset = 0, fields = '') =>
    archive.search({ path, parameters: fields === '' ? [] : [['includefield', fields]], limit, offset }, signal);
  // Without this one there is nothing to try.
  const two = await search('studies', 2);
  found.set('SEARCH_STUDIES', true);
  for (const [name, path] of [
    ['SEARCH_SERIES', 'series'],
    ['SEARCH_INSTANCES', 'instances'],
  ] as const)
    found.set(name, (await settled(() => search(path, 1), signal)) !== null);
  const [one, second, described] = [
    await search('studies', 1),
    await settled(() => search('studies', 1, 1), signal),
    await settled(() => search('studies', 1, 0, '00201208'), signal),
  ];
  const hasTwo = two.rows.length > 1;
  found.set('LIMIT', hasTwo ? one.rows.length === 1 : null);
  found.set('OFFSET', hasTwo ? isNext(one, second) : null);
  const [study] = described?.rows ?? [];
  found.set('INCLUDEFIELD', study === undefined ? null : study['00201208'] !== undefined);
  found.set('TOTAL', one.total !== null);

  const key = await firstInstance(archive, one.rows[0], signal);
  const tries: readonly (readonly [CapabilityName, number, string, string])[] = [
    ['RETRIEVE_STUDY', 1, '', dicomParts],
    ['RETRIEVE_SERIES', 2, '', dicomParts],
    ['RETRIEVE_INSTANCE', 3, '', dicomParts],
    ['RETRIEVE_SINGLE_PART', 3, '', 'application/dicom'],
    ['METADATA', 3, '/metadata', 'application/dicom+json'],
    ['FRAMES', 3, '/frames/1', 'multipart/related; type="application/octet-stream"; transfer-syntax=*'],
    ['RENDERED', 3, '/rendered', 'image/jpeg'],
    ['THUMBNAIL', 3, '/thumbnail', 'image/jpeg'],
  ];
  for (const [name, depth, rest, accept] of tries) {
    const path = key === null ? null : ['studies', 'series', 'instances'].slice(0, depth).map((level, place) => `${level}/${key[place] ?? ''}`).join('/'); // prettier-ignore
    found.set(name, path === null ? null : await begins(archive, `${path}${rest}`, accept, signal));
  }
  return capabilityNames.map((name) => ({ name, isSupported: found.get(name) ?? null }));
}

/** Null where the archive refuses, or has no such resource. */
async function settled<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubError) || signal.aborted) throw error;
    return null;
  }
}

function isNext(first: ArchivePage, second: ArchivePage | null): boolean {
  const uid = (page: ArchivePage | null) => (page?.rows[0] ? textIn(page.rows[0], uidTags.study) : null);
  return uid(second) !== null && uid(second) !== uid(first);
}

/** Study, series and SOP Instance UID of some instance; null where none is found. */
async function firstInstance(
  archive: Archive,
  row: DicomJson | undefined,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const study = row ? textIn(row, uidTags.study) : null;
  if (study === null) return null;
  const first = async (path: string, tag: string) => {
    const page = await settled(() => archive.search({ path, parameters: [], limit: 1, offset: 0 }, signal), signal);
    return page?.rows[0] ? textIn(page.rows[0], tag) : null;
  };
  const series = await first(`studies/${study}/series`, uidTags.series);
  if (series === null) return null;
  const instance = await first(`studies/${study}/series/${series}/instances`, uidTags.instance);
  return instance === null ? null : [study, series, instance];
}

/** True when the answer is a success with bytes in it; the rest of them stays where it is. */
async function begins(archive: Archive, path: string, accept: string, signal: AbortSignal): Promise<boolean> {
  const begun = await settled(async () => {
    const answer = await archive.retrieve({ path, query: '', accept, range: null }, signal);
    const chunks = answer.body[Symbol.asyncIterator]();
    try {
      return [200, 206].includes(answer.status) && (await chunks.next()).done !== true;
    } finally {
      await chunks.return?.();
    }
  }, signal);
  return begun ?? false;
}
