import { setImmediate } from 'node:timers/promises';
import type { DicomJson, DicomJsonElement } from '../../core/dicom/dicom-json.ts';
import { levelOf, requiredAttributes } from '../../core/dicomweb/qido-attributes.ts';
import { matches } from '../../core/dicomweb/qido-match.ts';
import { vrOf } from '../../core/dicom/dictionary.ts';
import type { QidoLevel, QidoQuery, QidoTerm } from '../../core/dicomweb/qido-query.ts';
import type { SearchResult } from '../../core/ports/site-folder.ts';
import type { ArchiveReader, SeriesRow, StudyPlace, StudyRow } from './archive-reader.ts';
import { pick } from './instance-table.ts';
import { studyFilter, type StudyFilter } from './study-filter.ts';

/** One match, with what stands above it. */
interface Match {
  readonly study: StudyRow;
  readonly series?: SeriesRow;
  /** The instance's data set as JSON text. */
  readonly instance?: string;
}

/** Rows of studies that are read at a time; other requests have their turn in between. */
const batch = 500;

/** The matches of a question, in order, and how many there are in all. */
export async function searchArchive(reader: ArchiveReader, query: QidoQuery): Promise<SearchResult> {
  const filter = studyFilter(query);
  const wanted = query.limit ?? Infinity;
  const items: DicomJson[] = [];
  // The database says how many there are, and which come first: no other row is looked at.
  if (filter.exact && query.level === 'study') {
    const most = Math.min(wanted, Number.MAX_SAFE_INTEGER);
    const studies = most === 0 ? [] : reader.studies(filter, null, most, query.offset);
    for (const study of studies) items.push(answerOf(reader, { study }, query));
    const isAll = query.offset === 0 && studies.length < most;
    return { items, total: isAll ? studies.length : reader.countFiltered(filter, 'study') };
  }
  const isCounted = filter.exact && query.scope.series === undefined;
  let total = 0;
  for await (const match of matchesOf(reader, filter, query, isCounted)) {
    if (typeof match === 'number') total += match;
    else {
      if (total >= query.offset && items.length < wanted) items.push(answerOf(reader, match, query));
      total += 1;
    }
    if (isCounted && items.length >= wanted) return { items, total: reader.countFiltered(filter, query.level) };
  }
  return { items, total };
}

/**
 * An attribute of a lower level matches when one object of that level has it (a study with a series of that modality);
 * several such attributes must be had by the same object. A number: so many matches that lie before the page.
 */
async function* matchesOf(
  reader: ArchiveReader,
  filter: StudyFilter,
  query: QidoQuery,
  mayCount: boolean,
): AsyncGenerator<Match | number, void, undefined> {
  let skipped = 0;
  let after: StudyPlace | null = null;
  for (;;) {
    const studies: readonly StudyRow[] = reader.studies(filter, after, batch);
    for (const study of studies) {
      const count = query.level === 'series' ? study.seriesCount : study.instanceCount;
      if (mayCount && skipped + count <= query.offset) {
        skipped += count;
        yield count;
      } else yield* matchesIn(reader, study, query);
    }
    after = studies.at(-1) ?? null;
    if (studies.length < batch || after === null) return;
    await setImmediate();
  }
}

function* matchesIn(reader: ArchiveReader, study: StudyRow, query: QidoQuery): Generator<Match, void, undefined> {
  const { level, scope, fuzzy } = query;
  const terms = query.terms.filter((term) => term.value !== '');
  const at = (wanted: string): readonly QidoTerm[] => terms.filter((term) => placeOf(term) === wanted);
  const [forStudy, forSeries, forInstance] = [at('study'), at('series'), [...at('instance'), ...at('any')]];
  const all = (json: DicomJson, wanted: readonly QidoTerm[]): boolean =>
    wanted.every((term) => matches(json, term, fuzzy));
  if (forStudy.length > 0 && !all({ ...study.attributes, ...countsOfStudy(study) }, forStudy)) return;
  if (level === 'study' && forSeries.length + forInstance.length === 0) {
    yield { study };
    return;
  }
  const isMatch = (text: string): boolean =>
    forInstance.length === 0 || all(JSON.parse(text) as DicomJson, forInstance);
  for (const series of reader.series(study.id, scope.series)) {
    if (forSeries.length > 0 && !all({ ...series.attributes, ...countsOfSeries(series) }, forSeries)) continue;
    if (level === 'instance') {
      for (const text of reader.metadataOf(series.id)) if (isMatch(text)) yield { study, series, instance: text };
      continue;
    }
    if (forInstance.length > 0 && !reader.metadataOf(series.id).some(isMatch)) continue;
    yield level === 'study' ? { study } : { study, series };
    if (level === 'study') return;
  }
}

const computedOfStudy: readonly string[] = ['00080061', '00080062', '00201206', '00201208', '00080056'];

function placeOf({ path }: QidoTerm): 'study' | 'series' | 'instance' | 'any' {
  const [first = ''] = path;
  if (computedOfStudy.includes(first)) return 'study';
  return first === '00201209' ? 'series' : (levelOf(first) ?? 'any');
}

function answerOf(reader: ArchiveReader, match: Match, query: QidoQuery): DicomJson {
  const { study, series } = match;
  const whole = match.instance === undefined ? null : (JSON.parse(match.instance) as DicomJson);
  const instance = whole && pick(whole, 'instance');
  const answer: Record<string, DicomJsonElement> = { '00080056': { vr: 'CS', Value: ['ONLINE'] } };
  const put = (tags: readonly string[], json: DicomJson): void => {
    for (const tag of tags) {
      const element = json[tag];
      if (element) answer[tag] = element;
    }
  };
  // A required attribute that has no value is answered empty.
  const putRequired = (level: QidoLevel, json: DicomJson): void => {
    for (const tag of requiredAttributes[level]) answer[tag] = json[tag] ?? { vr: vrOf(tag) };
  };
  putRequired('study', study.attributes);
  if (query.level === 'study') Object.assign(answer, countsOfStudy(study));
  if (series) {
    putRequired('series', series.attributes);
    if (query.level === 'series') Object.assign(answer, countsOfSeries(series));
  }
  if (instance) putRequired('instance', instance);

  const asked = query.terms.map((term) => term.path[0] ?? '');
  const own = instance ?? series?.attributes ?? study.attributes;
  const wanted = query.include === 'all' ? Object.keys(own) : query.include;
  const known: DicomJson = {
    ...countsOfStudy(study),
    ...study.attributes,
    ...(series && { ...countsOfSeries(series), ...series.attributes }),
    ...instance,
  };
  const tags = [...wanted, ...asked].filter((tag) => !(tag in answer));
  put(tags, known);
  const missing = tags.filter((tag) => !(tag in answer));
  if (missing.length > 0 && series) {
    // Not kept of its own: from the whole data set, of the first instance where a series is asked for.
    const text = whole === null ? reader.metadataOf(series.id).next().value : null;
    put(missing, whole ?? (JSON.parse(text ?? '{}') as DicomJson));
  }
  return Object.fromEntries(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countsOfStudy({ modalities, sopClasses, seriesCount, instanceCount }: StudyRow): DicomJson {
  return {
    '00080061': { vr: 'CS', Value: modalities },
    '00080062': { vr: 'UI', Value: sopClasses },
    '00201206': { vr: 'IS', Value: [seriesCount] },
    '00201208': { vr: 'IS', Value: [instanceCount] },
  };
}

function countsOfSeries({ instanceCount }: SeriesRow): DicomJson {
  return { '00201209': { vr: 'IS', Value: [instanceCount] } };
}
