import type { Asset } from '../assets/asset.ts';
import { TagCatalogue } from '../assets/tag-catalogue.ts';
import { HubError } from '../errors.ts';
import type { ProtocolVersion } from '../ports/protocol-store.ts';
import { classifySeries } from '../workflows/classify-series.ts';
import { checkExam, type CheckedSeries } from './check-exam.ts';
import type { ProtocolPorts } from './ports.ts';
import type { Protocol } from './protocol.ts';
import { readProtocol } from './read-protocol.ts';
import type { Finding } from './report.ts';
import { dayOf } from './time-points.ts';

/** Nobody has so many exams; one who does has those of the smallest ids looked at. */
const mostExams = 1000;

/** What the check finds of an exam now, and what it has looked at. */
export interface LookedAt extends Finding {
  readonly series: readonly string[];
  readonly protocol: Protocol;
  /** All exams of its subject. */
  readonly siblings: readonly string[];
}

/** The protocol of a version that was checked before it was stored. Definitions may have changed since; a rule that none fits any more matches nothing. */
export function storedProtocol({ document }: Pick<ProtocolVersion, 'document'>): Protocol {
  try {
    return readProtocol(
      document,
      () => null,
      () => null,
      { checkValues: false },
    ).protocol;
  } catch (cause) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'a stored protocol is not valid any more', {}, { cause });
  }
}

/** Reads the series, tags and dates of an exam, and checks them. */
export async function lookAtExam(
  { graph, tags }: Pick<ProtocolPorts, 'graph' | 'tags'>,
  exam: Asset,
  version: ProtocolVersion,
): Promise<LookedAt> {
  const protocol = storedProtocol(version);
  const series = ((await graph.childrenOf([exam.id], 'SERIES')).get(exam.id) ?? []).filter((one) => !one.withdrawn);
  const tagged = await graph.tagsOf(series.map(({ id }) => id));
  const seriesType = (await TagCatalogue.open(tags, [exam.projectId])).find(exam.projectId, 'SERIES', 'seriesType');
  // A project with a seriesType of its own has words of its own for it.
  const classifies = version.tagNames.includes('seriesType') && seriesType?.projectId === null;
  const facts = series.map(({ id, properties }): CheckedSeries => {
    const held = tagged.get(id) ?? [];
    const untyped = classifies && !held.some(({ name }) => name === 'seriesType');
    const guess = untyped ? [{ name: 'seriesType', value: classifySeries(properties).seriesType }] : [];
    return { id, properties, tags: [...held, ...guess] };
  });
  const siblings = protocol.timePoints.length === 0 ? [] : await examsOfSubject(graph, exam);
  const day =
    protocol.timePoints.length === 0
      ? null
      : dayOf(
          dateOf(exam),
          siblings.flatMap((one) => dateOf(one) ?? []),
        );
  return {
    ...checkExam(protocol, facts, day),
    series: facts.map(({ id }) => id).toSorted(),
    protocol,
    siblings: siblings.map(({ id }) => id),
  };
}

async function examsOfSubject(graph: ProtocolPorts['graph'], exam: Asset): Promise<readonly Asset[]> {
  const [subject] = (await graph.parentsOf([exam.id], 'SUBJECT')).get(exam.id) ?? [];
  const exams = subject ? ((await graph.childrenOf([subject.id], 'EXAM')).get(subject.id) ?? []) : [exam];
  return exams.filter((one) => !one.withdrawn).slice(0, mostExams);
}

function dateOf({ properties }: Asset): string | null {
  const date = properties['studyDate'];
  return typeof date === 'string' ? date : null;
}
