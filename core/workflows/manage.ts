import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import { requireOffered } from './offered-kinds.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Workflow } from './run.ts';
import { parseDefinition } from './validate-definition.ts';

const maxDocumentBytes = 1_000_000;

/**
 * The workflow with this document: a new version only when the document differs from the newest of its name. Owners and
 * managers only, because a python step's script runs on the hub.
 * @throws BAD_USER_INPUT naming step and field, NOT_FOUND, FORBIDDEN
 */
export async function putWorkflow(
  ports: WorkflowPorts,
  actor: Actor,
  input: { readonly projectId: string; readonly document: JsonObject },
): Promise<Workflow> {
  authorize(actor, 'workflow.manage', input.projectId);
  const text = JSON.stringify(input.document);
  if (text.length > maxDocumentBytes)
    throw badInput('document', `at most ${String(maxDocumentBytes)} characters`, text.length);
  if (text.includes('\\u0000')) throw badInput('document', 'texts without NUL', 'a NUL');
  const definition = parseDefinition(input.document);
  const { name, title } = definition;
  requireOffered(ports, definition);
  return ports.transactor.transact(async () => {
    const before = (await ports.store.newestWorkflows([input.projectId])).find((one) => one.name === name);
    const createdBy = actorName(actor);
    const workflow = await ports.store.putWorkflow({
      projectId: input.projectId,
      name,
      title,
      document: input.document,
      createdBy,
    });
    if (workflow.id !== before?.id) {
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
