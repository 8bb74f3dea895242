import { requireLiving } from '../assets/living.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, may, type Actor } from '../policy/policy.ts';
import { workflowOf } from './advance.ts';
import { checkStepTags } from './check-step-tags.ts';
import { checkTaskPeople } from './check-task-people.ts';
import { readReason, requireRunnable } from './control-run.ts';
import { requireOffered } from './offered-kinds.ts';
import type { WorkflowPorts } from './ports.ts';
import { withParameters, type RunParameters } from './run-parameters.ts';
import type { ReusePolicy, Run } from './run.ts';
import { requireStarter, startAsked, startedAs } from './start-run.ts';
import { parseDefinition } from './validate-definition.ts';

export interface RerunInput {
  readonly runId: string;
  /** Null: as the earlier run. */
  readonly reuse: ReusePolicy | null;
  /** Settings by step, put over those of the earlier run. */
  readonly parameters: readonly { readonly step: string; readonly with: JsonObject }[];
  /** Another version of the same workflow; null: the version of the earlier run. */
  readonly workflowId: string | null;
  readonly reason: string | null;
  readonly clientKey: string | null;
}

/**
 * A new run on the same exam as an earlier one, with changes; the earlier one stays as it is. With a client key used before: the run that it
 * started then.
 * @throws CONFLICT for a client key used with other input, UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN, NOT_PROMOTED, OUTSIDE_CONTEXT
 */
export async function rerun(ports: WorkflowPorts, actor: Actor, input: RerunInput): Promise<Run> {
  const earlier = await requireRunnable(ports, actor, input.runId);
  const reason = readReason(input.reason, false);
  if (input.clientKey !== null && (input.clientKey.length < 1 || input.clientKey.length > 200))
    throw badInput('input.clientKey', '1 to 200 characters', input.clientKey);
  const before = await workflowOf(ports, earlier);
  const workflowId = input.workflowId ?? before.id;
  const workflow = (await ports.store.getWorkflows([workflowId].filter(isId))).get(workflowId);
  if (workflow?.projectId !== before.projectId || workflow.name !== before.name)
    throw notFound("version of that run's workflow");
  await requireStarter(ports, actor, workflow);
  if (!may(actor, 'workflow.manage', earlier.projectId)) requireDataAlone(workflow.document, input.parameters);
  const parameters = merged(workflow.document, earlier.parameters, input.parameters);
  const definition = parseDefinition(withParameters(workflow.document, parameters));
  requireOffered(ports, definition);
  await checkTaskPeople(ports, earlier.projectId, definition);
  await checkStepTags(ports, earlier.projectId, definition);
  const exam = (await ports.graph.getAssets([earlier.examId])).get(earlier.examId);
  if (!exam) throw notFound('exam of that run');
  requireLiving('input.runId', exam);
  const by = actor.kind === 'user' ? actor.id : actorName(actor);
  const id = input.clientKey === null ? newId() : nameId('rerun', earlier.id, by, input.clientKey);
  const run = {
    id,
    workflowId,
    projectId: earlier.projectId,
    examId: exam.id,
    reuse: input.reuse ?? earlier.reuse,
    parameters,
    priority: earlier.priority,
    rerunOf: earlier.id,
    ...startedAs(actor),
  };
  const oldValue = { runId: earlier.id, version: before.version, reuse: earlier.reuse };
  return startAsked(ports, actor, { run, exam, definition, workflow, reason, oldValue, settings: { parameters } });
}

/** Settings that change what is worked with, not what is run, nor by whom it is looked at. */
const dataSettings: readonly string[] = ['format', 'parameters', 'threshold', 'timeoutS'];
/** Kinds whose settings are all of the other sort. */
const fixedKinds: readonly string[] = ['human', 'subworkflow'];

/** What who may not write workflows may change: with other settings, they would. @throws FORBIDDEN */
function requireDataAlone(document: JsonObject, changes: RerunInput['parameters']): void {
  const kinds = new Map(parseDefinition(document).steps.map(({ id, uses }) => [id, uses]));
  for (const { step, with: settings } of changes) {
    const isFixed = fixedKinds.includes(kinds.get(step) ?? '');
    const other = Object.keys(settings).find((name) => isFixed || !dataSettings.includes(name));
    if (other !== undefined)
      throw new HubError('FORBIDDEN', `only who may write workflows changes ${other} of the step ${step}`);
  }
}

/** The earlier run's settings for steps that there still are, and the new ones over them. @throws BAD_USER_INPUT for a step that is none */
function merged(
  document: JsonObject,
  earlier: RunParameters | null,
  changes: RerunInput['parameters'],
): RunParameters | null {
  const ids = parseDefinition(document).steps.map(({ id }) => id);
  const all = new Map(Object.entries(earlier ?? {}).filter(([id]) => ids.includes(id)));
  for (const [index, change] of changes.entries()) {
    if (!ids.includes(change.step))
      throw badInput(`input.parameters.${String(index)}.step`, `one of ${ids.join(', ')}`, change.step);
    all.set(change.step, { ...all.get(change.step), ...change.with });
  }
  return all.size === 0 ? null : Object.fromEntries(all);
}
