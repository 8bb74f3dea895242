import type { Asset } from '../assets/asset.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';

/** Images of derived assets of derived assets: deeper than that nothing is looked for. */
const maxSteps = 8;

/**
 * The exams that each asset belongs to: its own, or all of a subject; none for a project. What is part of an exam or series belongs to no other
 * exam of its subject, also where it is part of the subject as well. Withdrawn ones are left out.
 */
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
    open = below.flatMap(({ of, at }) => nearest(parents.get(at.id) ?? []).map((parent) => ({ of, at: parent })));
  }
  return new Map([...found].map(([id, exams]) => [id, [...exams.values()]]));
}

/** The parents by which an asset belongs to exams: the subject only where there is no exam or series. */
function nearest(parents: readonly Asset[]): readonly Asset[] {
  return parents.some(({ level }) => level === 'EXAM' || level === 'SERIES')
    ? parents.filter(({ level }) => level !== 'SUBJECT')
    : parents;
}
