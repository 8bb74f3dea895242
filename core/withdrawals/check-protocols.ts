import type { Asset } from '../assets/asset.ts';
import { examsAbove } from '../provenance/withdrawal.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';

/**
 * Exams that stay and of which the protocol check may say something else now: those that lose series or images, and those of a subject that loses an
 * exam, from whose day the others' are counted. To be asked before the graph is told anything.
 */
export async function examsToCheck(graph: AssetGraph, purged: readonly Asset[]): Promise<readonly string[]> {
  const gone = new Set(purged.map(({ id }) => id));
  const found = new Set<string>();
  // What goes with its exam, or with its series, says nothing more.
  const parts = purged.filter(({ level }) => level === 'SERIES' || level === 'IMAGE');
  const parents = await graph.parentsOf(parts.map(({ id }) => id));
  const highest = parts.filter(({ id }) => !(parents.get(id) ?? []).some((parent) => gone.has(parent.id)));
  for (const part of highest) for (const exam of await examsAbove(graph, part)) found.add(exam);
  const exams = purged.filter(({ level }) => level === 'EXAM').map(({ id }) => id);
  const subjects = [...(await graph.parentsOf(exams)).values()].flat().filter(({ level }) => level === 'SUBJECT');
  const staying = [...new Set(subjects.map(({ id }) => id))].filter((id) => !gone.has(id));
  for (const siblings of (await graph.childrenOf(staying, 'EXAM')).values())
    for (const { id, withdrawn } of siblings) if (!withdrawn) found.add(id);
  return [...found].filter((id) => !gone.has(id)).toSorted();
}
