import type { WorkflowStore } from '../ports/workflow-store.ts';
import { definitionOf } from './advance.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run } from './run.ts';

const most = 200;

/** By store and workflow id. A version never changes, so what was read of it stays true. */
const kept = new WeakMap<WorkflowStore, Map<string, WorkflowDefinition>>();

/**
 * The definition that a run began with, read and parsed once for all runs of its version that have no settings of their own. For runs that are
 * committed: a version that is about to be written may never come to be, and its id may then be another document's.
 */
export async function keptDefinition(ports: Pick<WorkflowPorts, 'store'>, run: Run): Promise<WorkflowDefinition> {
  if (run.parameters !== null) return definitionOf(ports, run);
  const all = kept.get(ports.store) ?? new Map<string, WorkflowDefinition>();
  kept.set(ports.store, all);
  const definition = all.get(run.workflowId) ?? (await definitionOf(ports, run));
  // Those that were asked for last stand last.
  all.delete(run.workflowId);
  all.set(run.workflowId, definition);
  for (const id of all.keys()) if (all.size > most) all.delete(id);
  return definition;
}
