import type { Asset } from '../assets/asset.ts';
import { badInput, HubError } from '../errors.ts';
import { isId } from '../ids.ts';
import { definitionOf } from './advance.ts';
import { childRunId, maxDepth, subworkflow } from './child-runs.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { whyNotPromoted } from './promoted.ts';
import { endFailed } from './run-step.ts';
import { runEnded, type Run, type Workflow } from './run.ts';
import { auditRefusal, rulesAgainst } from './start-by-event.ts';
import { begin } from './start-run.ts';
import { findCycle } from './step-order.ts';
import { storedDefinition } from './validate-definition.ts';

/** Starts the run that does a step, or ends the step as FAILED where there can be none. Doing it again changes nothing. */
export async function startChild(ports: WorkflowPorts, stepRunId: string): Promise<void> {
  await ports.transactor.transact(async () => {
    const known = (await ports.store.getStepRuns([stepRunId].filter(isId))).get(stepRunId);
    if (!known) throw new HubError('NOT_FOUND', 'no such step of a run');
    const run = await ports.store.lockRun(known.runId);
    const stepRun = (await ports.store.getStepRuns([stepRunId])).get(stepRunId);
    if (!run || runEnded(run.state) || stepRun?.state !== 'WAITING') return;
    // Its resumption comes back to this.
    if (run.state === 'PAUSED') return;
    const step = (await definitionOf(ports, run)).steps.find(({ id }) => id === stepRun.step);
    const { workflow: name, version } = step?.with ?? {};
    const examId = stepRun.itemId ?? run.examId;
    const found = await childOf(ports, run, examId, typeof name === 'string' ? name : '', version);
    if (typeof found === 'string') {
      await endFailed(ports, run, stepRunId, null, stepRun.step, null, found);
      return;
    }
    const { exam, workflow: child, rootId } = found;
    const against = await rulesAgainst(ports, exam, child);
    if (against) {
      const why = `no context permits the workflow ${child.name} on this exam`;
      await endFailed(ports, run, stepRunId, null, stepRun.step, null, why);
      // Last of all: whoever appends next waits for the end of this transaction.
      await auditRefusal(ports, `asset:${examId}`, child, 'OUTSIDE_CONTEXT', against);
      return;
    }
    const definition = storedDefinition(child.document);
    const { projectId, reuse, priority, startedBy, startedById, startedWithin } = run;
    const id = childRunId(stepRun);
    const made = {
      id,
      workflowId: child.id,
      projectId,
      examId,
      reuse,
      priority,
      startedBy,
      startedById,
      startedWithin,
    };
    const link = () => ports.children.link({ runId: id, parentRunId: run.id, stepRunId });
    await begin(ports, made, definition, child, link, rootId);
  });
}

/** The workflow that the step names, the exam, and the outermost run; or why it can't be done within this run. */
async function childOf(
  ports: WorkflowPorts,
  run: Run,
  examId: string,
  name: string,
  version: unknown,
): Promise<{ readonly workflow: Workflow; readonly exam: Asset; readonly rootId: string } | string> {
  const { workflows: chain, rootId } = await workflowsAbove(ports, run);
  if (chain.some((one) => one.name === name)) return `the workflow ${name} is being done already: it would have no end`;
  if (chain.length >= maxDepth) return `workflows within workflows are at most ${String(maxDepth)} deep`;
  const newest = (await ports.store.newestWorkflows([run.projectId])).find((one) => one.name === name);
  const workflow =
    newest && typeof version === 'number' ? await ports.store.workflowVersion(run.projectId, name, version) : newest;
  if (!workflow)
    return `the project has no workflow ${name}${typeof version === 'number' ? ` version ${String(version)}` : ''}`;
  const exam = (await ports.graph.getAssets([examId])).get(examId);
  if (!exam || exam.withdrawn) return 'its exam was withdrawn';
  await ports.promotions.lockConfiguration(run.projectId, 'SHARED');
  const unpromoted = await whyNotPromoted(ports, workflow, { within: run.workflowId });
  return unpromoted === null ? { workflow, exam, rootId } : `NOT_PROMOTED: ${unpromoted}`;
}

/** The run's own workflow, and those that it is a step of; the outermost run. */
async function workflowsAbove(
  ports: WorkflowPorts,
  run: Run,
): Promise<{ readonly workflows: readonly Workflow[]; readonly rootId: string }> {
  const runIds = [run.id];
  for (let at = run.id; runIds.length <= maxDepth;) {
    const parent = (await ports.children.parentsOf([at])).get(at);
    if (!parent) break;
    at = parent.parentRunId;
    runIds.push(at);
  }
  const runs = await ports.store.getRuns(runIds);
  const workflows = await ports.store.getWorkflows([...runs.values()].map(({ workflowId }) => workflowId));
  return { workflows: [...workflows.values()], rootId: runIds.at(-1) ?? run.id };
}

/** Refuses a definition that would be a step of itself, over whatever other workflows. @throws BAD_USER_INPUT */
export async function requireNoCycle(
  { store }: Pick<WorkflowPorts, 'store'>,
  projectId: string,
  definition: WorkflowDefinition,
): Promise<void> {
  const own = usedBy(definition);
  if (own.length === 0) return;
  const others = (await store.newestWorkflows([projectId])).filter(({ name }) => name !== definition.name);
  const nodes = others.map(({ name, document }) => ({ id: name, needs: usedBy(storedDefinition(document)) }));
  const cycle = findCycle([{ id: definition.name, needs: own }, ...nodes]);
  if (cycle?.includes(definition.name)) {
    const step = definition.steps.find(
      ({ uses, with: { workflow } }) => uses === subworkflow && cycle.some((one) => one === workflow),
    );
    throw badInput(
      `document.steps.${step?.id ?? ''}.with.workflow`,
      'no workflow that uses this one',
      cycle.join(' uses '),
    );
  }
}

function usedBy({ steps }: WorkflowDefinition): readonly string[] {
  return steps.flatMap(({ uses, with: { workflow } }) =>
    uses === subworkflow && typeof workflow === 'string' ? [workflow] : [],
  );
}
