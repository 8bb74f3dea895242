import type { DicomJson, DicomJsonElement } from '../../core/dicom/dicom-json.ts';
import { levelOf, requiredAttributes } from '../../core/dicomweb/qido-attributes.ts';
import { matches } from '../../core/dicomweb/qido-match.ts';
import { vrOf } from '../../core/dicom/dictionary.ts';
import type { QidoLevel, QidoQuery, QidoTerm } from '../../core/dicomweb/qido-query.ts';
import type { SearchResult } from '../../core/ports/site-folder.ts';
import {
  instancesInOrder,
  seriesInOrder,
  type ArchiveTree,
  type InstanceNode,
  type SeriesNode,
  type StudyNode,
} from './tree.ts';

/** One match, with what stands above it. */
interface Match {
  readonly study: StudyNode;
  readonly series?: SeriesNode;
  readonly instance?: InstanceNode;
}

/** The matches of a question, in order, and how many there are in all. */
export function searchTree(tree: ArchiveTree, query: QidoQuery): SearchResult {
  const limit = query.limit ?? Infinity;
  const items: DicomJson[] = [];
  let total = 0;
  for (const match of matchesOf(tree, query)) {
    if (total >= query.offset && items.length < limit) items.push(answerOf(match, query));
    total += 1;
  }
  return { items, total };
}

/**
 * An attribute of a lower level matches when one object of that level has it (a study with a series of that modality);
 * several such attributes must be had by the same object.
 */
function* matchesOf(tree: ArchiveTree, query: QidoQuery): Generator<Match, void, undefined> {
  const { level, scope, fuzzy } = query;
  const terms = query.terms.filter((term) => term.value !== '');
  const at = (wanted: string): readonly QidoTerm[] => terms.filter((term) => placeOf(term) === wanted);
  const [forStudy, forSeries, forInstance, forAny] = [at('study'), at('series'), at('instance'), at('any')];
  const all = (json: DicomJson, wanted: readonly QidoTerm[]): boolean =>
    wanted.every((term) => matches(json, term, fuzzy));

  const studyMatches = (study: StudyNode): boolean =>
    forStudy.length === 0 || all({ ...study.attributes, ...countsOfStudy(study) }, forStudy);
  const seriesMatches = (series: SeriesNode): boolean =>
    forSeries.length === 0 || all({ ...series.attributes, ...countsOfSeries(series) }, forSeries);
  const instanceMatches = (node: InstanceNode): boolean =>
    all(node.attributes, forInstance) && (forAny.length === 0 || all(JSON.parse(node.metadata()) as DicomJson, forAny));
  const below = forInstance.length + forAny.length > 0;
  const hasInstance = (series: SeriesNode): boolean => !below || series.instances.values().some(instanceMatches);

  const studies = scope.study === undefined ? tree.studies() : [tree.study(scope.study)];
  for (const study of studies) {
    if (!study || !studyMatches(study)) continue;
    if (level === 'study') {
      const some =
        forSeries.length === 0 && !below
          ? true
          : study.series.values().some((series) => seriesMatches(series) && hasInstance(series));
      if (some) yield { study };
      continue;
    }
    const inScope = scope.series === undefined ? seriesInOrder(study) : [study.series.get(scope.series)];
    for (const series of inScope) {
      if (!series || !seriesMatches(series)) continue;
      if (level === 'series') {
        if (hasInstance(series)) yield { study, series };
        continue;
      }
      for (const instance of instancesInOrder(series)) if (instanceMatches(instance)) yield { study, series, instance };
    }
  }
}

const computedOfStudy: readonly string[] = ['00080061', '00080062', '00201206', '00201208', '00080056'];

function placeOf({ path }: QidoTerm): 'study' | 'series' | 'instance' | 'any' {
  const [first = ''] = path;
  if (computedOfStudy.includes(first)) return 'study';
  return first === '00201209' ? 'series' : (levelOf(first) ?? 'any');
}

function answerOf({ study, series, instance }: Match, query: QidoQuery): DicomJson {
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
  if (instance) putRequired('instance', instance.attributes);

  const asked = query.terms.map((term) => term.path[0] ?? '');
  const own = instance?.attributes ?? series?.attributes ?? study.attributes;
  const wanted = query.include === 'all' ? Object.keys(own) : query.include;
  const known: DicomJson = {
    ...countsOfStudy(study),
    ...study.attributes,
    ...(series && { ...countsOfSeries(series), ...series.attributes }),
    ...instance?.attributes,
  };
  const tags = [...wanted, ...asked].filter((tag) => !(tag in answer));
  put(tags, known);
  const missing = tags.filter((tag) => !(tag in answer));
  if (missing.length > 0 && (instance ?? series)) {
    // Not kept in memory of its own: from the whole data set, of the first instance where a series is asked for.
    const node = instance ?? series?.instances.values().next().value;
    if (node) put(missing, JSON.parse(node.metadata()) as DicomJson);
  }
  return Object.fromEntries(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countsOfStudy(study: StudyNode): DicomJson {
  const modalities = new Set<string>();
  const classes = new Set<string>();
  let instances = 0;
  for (const series of study.series.values()) {
    const modality = series.attributes['00080060']?.Value?.[0];
    if (typeof modality === 'string') modalities.add(modality);
    instances += series.instances.size;
    for (const node of series.instances.values()) {
      const sopClass = node.attributes['00080016']?.Value?.[0];
      if (typeof sopClass === 'string') classes.add(sopClass);
    }
  }
  return {
    '00080061': { vr: 'CS', Value: [...modalities].sort() },
    '00080062': { vr: 'UI', Value: [...classes].sort() },
    '00201206': { vr: 'IS', Value: [study.series.size] },
    '00201208': { vr: 'IS', Value: [instances] },
  };
}

function countsOfSeries(series: SeriesNode): DicomJson {
  return { '00201209': { vr: 'IS', Value: [series.instances.size] } };
}
