import type { WorkflowPorts } from './ports.ts';
import type { Workflow } from './run.ts';

/** Runs that follow from each other by asset events: at most so many after the one that a person or another event started. */
const maxCauses = 5;

/** What is behind the changes that a run made. */
export interface Cause {
  readonly runId: string;
  /** Of the run itself. */
  readonly workflow: string;
  /** Of all that led to it: of what it is a step of, and of the runs whose changes started these, however far back. */
  readonly behind: ReadonlySet<string>;
  /** How many starts by asset events lie behind it. */
  readonly length: number;
}

type Reads = Pick<WorkflowPorts, 'store' | 'children' | 'triggers'>;

/** By run; absent for one that is not there. */
export async function causesOf(ports: Reads, runIds: readonly string[]): Promise<ReadonlyMap<string, Cause>> {
  const found = new Map<string, Cause>();
  for (const id of new Set(runIds)) {
    const cause = await causeOf(ports, id);
    if (cause) found.set(id, cause);
  }
  return found;
}

async function causeOf({ store, children, triggers }: Reads, runId: string): Promise<Cause | null> {
  const seen = new Set([runId]);
  let length = 0;
  // Each turn goes up to the outermost run, and from there to the one whose change started it.
  for (let at: string | undefined = runId; at !== undefined && length <= maxCauses;) {
    const parent: string | undefined = (await children.parentsOf([at])).get(at)?.parentRunId;
    const cause: string | undefined = parent === undefined ? (await triggers.causesOf([at])).get(at) : undefined;
    if (cause !== undefined) length++;
    at = parent ?? cause;
    if (at !== undefined) seen.add(at);
  }
  const runs = await store.getRuns([...seen]);
  const workflows = await store.getWorkflows([...runs.values()].map(({ workflowId }) => workflowId));
  const nameOf = (id: string): string => workflows.get(runs.get(id)?.workflowId ?? '')?.name ?? '';
  return runs.has(runId) ? { runId, workflow: nameOf(runId), behind: new Set([...seen].map(nameOf)), length } : null;
}

/** Why changes with that cause start no run of the workflow: it would have no end. Null: they may. */
export function whyEndless({ behind, length }: Cause, { name }: Pick<Workflow, 'name'>): string | null {
  if (behind.has(name)) return `a run of ${name} led to the change`;
  return length < maxCauses ? null : `${String(maxCauses)} runs led to the change, one after the other`;
}
