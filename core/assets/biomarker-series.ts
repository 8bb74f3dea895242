import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph, Page } from '../ports/asset-graph.ts';
import type { Asset } from './asset.ts';

/** A measured value with the day of its exam. */
export interface DatedBiomarker {
  readonly asset: Asset;
  /** Study Date (0008,0020) as the hub has it: shifted where the project's profile shifts dates. Null: it has no exam, or that has no date. */
  readonly day: string | null;
}

export interface BiomarkerQuery {
  /** Values of that name alone; null: all. */
  readonly name: string | null;
  readonly first: number;
  readonly after: string | null;
}

export interface BiomarkerSeries {
  /**
   * The measured values of each subject, of its exams and of their series, as a time series: by the day of the exam, those without one last, equal
   * days by id. A value that belongs to several exams has the latest one's day. @throws UNAUTHENTICATED, BAD_USER_INPUT
   */
  biomarkersOfSubjects(
    actor: Actor,
    subjects: readonly Pick<Asset, 'id' | 'projectId'>[],
    query: BiomarkerQuery,
  ): Promise<ReadonlyMap<string, Page<DatedBiomarker>>>;
}

export function createBiomarkerSeries({ graph }: { readonly graph: Pick<AssetGraph, 'childrenOf'> }): BiomarkerSeries {
  return {
    async biomarkersOfSubjects(actor, subjects, { name, first, after }) {
      requireSignedIn(actor);
      pageOf(first, null);
      const from = after === null ? null : positionOf(after);
      const readable = ({ projectId }: Pick<Asset, 'projectId'>) => may(actor, 'asset.read', projectId);
      const own = subjects.filter(readable).map(({ id }) => id);
      const exams = await graph.childrenOf(own, 'EXAM');
      const examIds = idsIn(exams);
      const series = await graph.childrenOf(examIds, 'SERIES');
      const values = await graph.childrenOf([...own, ...examIds, ...idsIn(series)], 'DERIVED', 'biomarker');
      return new Map(
        own.map((subject) => {
          const found = new Map<string, DatedBiomarker>();
          const add = (parentId: string, day: string | null) => {
            for (const asset of values.get(parentId) ?? []) {
              if (!readable(asset) || asset.withdrawn || (name !== null && asset.properties['name'] !== name)) continue;
              const known = found.get(asset.id)?.day ?? null;
              found.set(asset.id, { asset, day: known === null || (day !== null && day > known) ? day : known });
            }
          };
          add(subject, null);
          for (const exam of exams.get(subject) ?? []) {
            const { studyDate } = exam.properties;
            const day = typeof studyDate === 'string' ? studyDate : null;
            for (const parent of [exam, ...(series.get(exam.id) ?? [])]) add(parent.id, day);
          }
          const all = [...found.values()].toSorted(inTime);
          const rest = from === null ? all : all.filter((one) => inTime(one, from) > 0);
          return [subject, { items: rest.slice(0, first), hasNextPage: rest.length > first, totalCount: all.length }];
        }),
      );
    },
  };
}

const idsIn = (lists: ReadonlyMap<string, readonly Asset[]>): string[] =>
  [...lists.values()].flat().map(({ id }) => id);

interface Position {
  readonly day: string | null;
  readonly asset: Pick<Asset, 'id'>;
}

function inTime(a: Position, b: Position): number {
  if (a.day !== b.day) {
    if (a.day === null || b.day === null) return a.day === null ? 1 : -1;
    return a.day < b.day ? -1 : 1;
  }
  if (a.asset.id === b.asset.id) return 0;
  return a.asset.id < b.asset.id ? -1 : 1;
}

/** The cursor of a value in its time series: it holds its day and id, so that values written meanwhile move nothing. */
export function biomarkerCursor({ day, asset }: DatedBiomarker): string {
  return Buffer.from(`${day ?? ''}/${asset.id}`).toString('base64url');
}

/** @throws BAD_USER_INPUT */
function positionOf(cursor: string): Position {
  const [day = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (more.length > 0 || !isId(id)) throw badInput('after', 'the cursor of an edge of this list', cursor);
  return { day: day === '' ? null : day, asset: { id } };
}
