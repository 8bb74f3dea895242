import type { Asset } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { StepDefinition } from './definition.ts';

/** What the steps of a run on an exam are done for each of, in the order in which they are shown. */
export interface RunItems {
  /** Of the exam. */
  readonly series: readonly Asset[];
  /** Of the exam's subject, the exam itself among them; empty where no step asks. */
  readonly exams: readonly Asset[];
  /** By step over assets of the project. */
  readonly found: ReadonlyMap<string, readonly Asset[]>;
}

/** The items of a run on the exam, as they are now. */
export async function runItems(
  graph: Pick<AssetGraph, 'childrenOf' | 'parentsOf'>,
  examId: string,
  steps: readonly Pick<StepDefinition, 'foreach'>[],
): Promise<RunItems> {
  const series = (await graph.childrenOf([examId], 'SERIES')).get(examId) ?? [];
  const exams = steps.some(({ foreach }) => foreach === 'exams') ? await examsOfSubject(graph, examId) : [];
  return { series: series.toSorted(byNumber), exams: exams.toSorted(byDate), found: new Map() };
}

/** The items of one step; null: the whole exam. */
export function itemsOf(
  { id: step, foreach }: Pick<StepDefinition, 'id' | 'foreach'>,
  items: RunItems,
): readonly (string | null)[] {
  if (foreach === null) return [null];
  return (foreach === 'assets' ? (items.found.get(step) ?? []) : items[foreach]).map(({ id }) => id);
}

async function examsOfSubject(
  graph: Pick<AssetGraph, 'childrenOf' | 'parentsOf'>,
  examId: string,
): Promise<readonly Asset[]> {
  const subjects = ((await graph.parentsOf([examId], 'SUBJECT')).get(examId) ?? []).map(({ id }) => id);
  const exams = [...(await graph.childrenOf(subjects, 'EXAM')).values()].flat();
  return [...new Map(exams.filter(({ withdrawn }) => !withdrawn).map((exam) => [exam.id, exam])).values()];
}

const byId = (a: Asset, b: Asset): number => (a.id < b.id ? -1 : 1);

function byNumber(a: Asset, b: Asset): number {
  const numberOf = ({ properties: { seriesNumber } }: Asset): number =>
    typeof seriesNumber === 'number' ? seriesNumber : 0;
  return numberOf(a) - numberOf(b) || byId(a, b);
}

function byDate(a: Asset, b: Asset): number {
  const dateOf = ({ properties: { studyDate } }: Asset): string => (typeof studyDate === 'string' ? studyDate : '');
  const [one, other] = [dateOf(a), dateOf(b)];
  if (one === other) return byId(a, b);
  return one < other ? -1 : 1;
}
