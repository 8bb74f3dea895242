import type { Asset } from '../assets/asset.ts';
import { refusalsOf } from '../assets/require-permitted.ts';
import type { Actor } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import { examsOf } from './exams-of.ts';
import { foundItems } from './found-items.ts';
import type { WorkflowPorts } from './ports.ts';
import { runItems, type RunItems } from './run-items.ts';

const service: Actor = { kind: 'service', name: 'workflow' };

/** What the steps are done for, and why the run can't be done; null: it can. */
export interface PermittedItems extends RunItems {
  readonly problem: string | null;
}

/** What the steps of a run of that workflow are done for: of other exams only those whose own contexts permit the workflow, and their series. */
export async function permittedItems(
  ports: Pick<WorkflowPorts, 'graph' | 'tags' | 'contexts' | 'finding'>,
  workflow: string,
  exam: { readonly id: string; readonly projectId: string },
  steps: readonly Pick<StepDefinition, 'id' | 'foreach' | 'over'>[],
): Promise<PermittedItems> {
  const items = await runItems(ports.graph, exam.id, steps);
  const { found, problem } = await foundItems(ports, exam.projectId, steps);
  const all = [...items.exams, ...[...found.values()].flat()];
  const examsOfItem = await examsOf(ports.graph, [...new Map(all.map((asset) => [asset.id, asset])).values()]);
  const others = new Map([...examsOfItem.values()].flat().map((one) => [one.id, one]));
  const refused = new Set<string>();
  for (const one of others.values())
    if (one.id !== exam.id && (await refusalsOf(ports, service, one, 'WORKFLOW', workflow))) refused.add(one.id);
  const isPermitted = ({ id }: Asset): boolean => {
    const exams = examsOfItem.get(id) ?? [];
    return exams.length > 0 && exams.every((one) => !refused.has(one.id));
  };
  return {
    series: items.series,
    exams: items.exams.filter(isPermitted),
    found: new Map([...found].map(([step, assets]) => [step, assets.filter(isPermitted)])),
    problem,
  };
}
