import type { Asset } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';

/** Images of derived assets of derived assets: deeper than that nothing is looked for. */
const maxSteps = 8;

/** The exams that each asset belongs to: its own, or all of a subject; none for a project. Withdrawn ones are left out. */
export async function examsOf(
  graph: Pick<AssetGraph, 'parentsOf' | 'childrenOf'>,
  assets: readonly Asset[],
): Promise<ReadonlyMap<string, readonly Asset[]>> {
  const found = new Map<string, Map<string, Asset>>(assets.map(({ id }) => [id, new Map()]));
  let open = assets.map((asset) => ({ of: asset.id, at: asset }));
  for (let step = 0; step < maxSteps && open.length > 0; step++) {
    const subjects = open.filter(({ at }) => at.level === 'SUBJECT');
    const children = await graph.childrenOf([...new Set(subjects.map(({ at }) => at.id))], 'EXAM');
    const exams = [
      ...open.filter(({ at }) => at.level === 'EXAM'),
      ...subjects.flatMap(({ of, at }) => (children.get(at.id) ?? []).map((exam) => ({ of, at: exam }))),
    ];
    for (const { of, at } of exams) if (!at.withdrawn) found.get(of)?.set(at.id, at);
    const below = open.filter(({ at }) => at.level === 'SERIES' || at.level === 'IMAGE' || at.level === 'DERIVED');
    const parents = await graph.parentsOf([...new Set(below.map(({ at }) => at.id))]);
    open = below.flatMap(({ of, at }) => (parents.get(at.id) ?? []).map((parent) => ({ of, at: parent })));
  }
  return new Map([...found].map(([id, exams]) => [id, [...exams.values()]]));
}
