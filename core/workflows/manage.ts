import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, may, type Actor } from '../policy/policy.ts';
import { problemsInProject, requireInProject } from './check-in-project.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Problem } from './problems.ts';
import { requireDevelopment } from './promoted.ts';
import type { Workflow } from './run.ts';
import { requireNoCycle } from './start-child.ts';
import { refreshTriggers } from './refresh-triggers.ts';
import { problemsOf, readWorkflowDocument, readWorkflowSource } from './workflow-source.ts';

/** A document, or the text of one: exactly one of them. */
export interface PutWorkflowInput {
  readonly projectId: string;
  readonly document?: JsonObject | null | undefined;
  /** YAML or JSON, kept as it was written. */
  readonly source?: string | null | undefined;
}

/**
 * The workflow with this document: a new version only when the document differs from the newest of its name. Owners and
 * managers only, because a python step's script runs on the hub.
 * @throws BAD_USER_INPUT naming step and field (of a text line and column too), NOT_FOUND, FORBIDDEN, NOT_PROMOTED in a trial
 */
export async function putWorkflow(ports: WorkflowPorts, actor: Actor, input: PutWorkflowInput): Promise<Workflow> {
  authorize(actor, 'workflow.manage', input.projectId);
  const source = input.source ?? null;
  const given = input.document ?? null;
  if ((source === null) === (given === null))
    throw badInput('input', 'either document or source', source === null ? 'none' : 'both');
  const { document, definition } =
    source === null ? readWorkflowDocument(ports, given ?? {}) : readWorkflowSource(ports, source);
  await requireInProject(ports, input.projectId, definition);
  const { name, title } = definition;
  return ports.transactor.transact(async () => {
    await requireDevelopment(ports, input.projectId);
    await requireNoCycle(ports, input.projectId, definition);
    const before = (await ports.store.newestWorkflows([input.projectId])).find((one) => one.name === name);
    const createdBy = actorName(actor);
    const workflow = await ports.store.putWorkflow({
      projectId: input.projectId,
      name,
      title,
      document,
      source,
      createdBy,
    });
    if (workflow.id !== before?.id) {
      await refreshTriggers(ports, input.projectId, [workflow]);
      await ports.audit.append({
        actor: createdBy,
        action: 'workflow.written',
        target: `workflow:${workflow.id}`,
        projectId: input.projectId,
        reason: null,
        oldValue: before ? { version: before.version } : null,
        newValue: { name, version: workflow.version },
      });
    }
    return workflow;
  });
}

/**
 * What `putWorkflow` would refuse a text for as a workflow of the project: first what is wrong with it in itself, and where that is nothing, what
 * this hub or the project does not have (of people and sites for those alone who see its members). Nothing is written. @throws NOT_FOUND
 */
export async function validateWorkflow(
  ports: WorkflowPorts,
  actor: Actor,
  projectId: string,
  source: string,
): Promise<readonly Problem[]> {
  authorize(actor, 'workflow.read', projectId);
  const problems = problemsOf(ports, source);
  if (problems.length > 0) return problems;
  const { definition, placeOf } = readWorkflowSource(ports, source);
  const knowsMembers = may(actor, 'project.manage', projectId);
  return problemsInProject(ports, projectId, definition, { placeOf, knowsMembers });
}
