import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import { actorName, type Person } from '../policy/policy.ts';
import { printedName } from '../signatures/confirm-person.ts';
import { pinned } from './bundle.ts';
import { checkStepTags } from './check-step-tags.ts';
import { checkTaskPeople } from './check-task-people.ts';
import { requireNoQuery } from './found-items.ts';
import { requireOffered } from './offered-kinds.ts';
import type { WorkflowPorts } from './ports.ts';
import { isTrial } from './promoted.ts';
import { bundleType, type BundledWorkflow, type Promotion, type WorkflowBundle } from './promotion.ts';
import { refreshTriggers } from './refresh-triggers.ts';
import type { Workflow } from './run.ts';
import { readWorkflowDocument } from './workflow-source.ts';

/** What is about to be promoted. */
export interface NewBundle extends Pick<WorkflowBundle, 'workflows' | 'comment' | 'origin'> {
  readonly projectId: string;
  readonly fromProjectId: string;
  readonly audited: { readonly action: 'workflow.promoted' | 'workflow.imported'; readonly field: string };
}

/**
 * Puts the versions of a bundle into the project, and signs it, for a person who has confirmed it.
 * @throws BAD_USER_INPUT (what this hub or the project does not offer), CONFLICT (the project is no trial; it has this one already)
 */
export async function putBundle(ports: WorkflowPorts, person: Person, bundle: NewBundle): Promise<Promotion> {
  const { projectId, workflows, comment, origin, audited } = bundle;
  for (const { document } of workflows) {
    const { definition } = readWorkflowDocument(ports, document, false);
    requireOffered(ports, definition);
    requireNoQuery(definition);
    await checkTaskPeople(ports, projectId, definition);
    await checkStepTags(ports, projectId, definition);
  }
  const name = await printedName(ports.people, person);
  return ports.transactor.transact(async () => {
    await ports.promotions.lockConfiguration(projectId, 'ALONE');
    if (!(await isTrial(ports, projectId)))
      throw new HubError('CONFLICT', 'workflows are promoted to projects in their trial configuration', {
        field: audited.field,
      });
    const parts = await putParts(ports, projectId, workflows, origin);
    const root = parts[0];
    if (!root) throw new HubError('INTERNAL_SERVER_ERROR', 'a bundle of nothing');
    await requireNew(ports, root);
    const promotedAt = new Date();
    const id = newId();
    const document: WorkflowBundle = {
      type: bundleType,
      version: 1,
      id,
      from: { project: bundle.fromProjectId },
      to: { project: projectId },
      workflows,
      comment,
      promotedBy: { account: person.id, username: person.username, name },
      promotedAt: promotedAt.toISOString(),
      signedWith: 'PASSWORD',
      hub: { software: 'PESSCARA', version: ports.softwareVersion },
      origin,
    };
    const promotion: Promotion = {
      ...{ id, projectId, workflowId: root.id, partIds: parts.map((part) => part.id), document },
      jws: await ports.certifier.sign(document),
      ...{ promotedBy: person.username, promotedAt, comment, withdrawn: null },
    };
    await ports.promotions.putPromotion(promotion);
    await refreshTriggers(ports, projectId, [root]);
    await ports.audit.append({
      actor: actorName(person),
      action: audited.action,
      target: `workflow:${root.id}`,
      projectId,
      reason: comment,
      oldValue: null,
      newValue: {
        promotion: id,
        name: root.name,
        version: root.version,
        from: { project: bundle.fromProjectId, version: workflows[0]?.version ?? 0 },
        key: origin?.fingerprint ?? null,
      },
    });
    return promotion;
  });
}

/** The versions as they run in the project, in the order of the bundle: what is used is written before what uses it. */
async function putParts(
  { store }: WorkflowPorts,
  projectId: string,
  workflows: readonly BundledWorkflow[],
  origin: WorkflowBundle['origin'],
): Promise<readonly Workflow[]> {
  const here = new Map<string, Workflow>();
  const keyOf = (name: string, version: number): string => `${name} ${String(version)}`;
  for (const part of workflows.toReversed()) {
    const { name, version, title, writtenBy } = part;
    const document = pinned(part, (use) => {
      const used = here.get(keyOf(use.workflow, use.version));
      if (!used) throw new HubError('INTERNAL_SERVER_ERROR', 'a bundle in another order than it says');
      return used.version;
    });
    // Who wrote it stays its author: whoever promotes it further must be somebody else again.
    const createdBy = origin === null ? writtenBy : `${writtenBy} (key ${origin.fingerprint.slice(0, 8)})`;
    const workflow = await store.putWorkflow({ projectId, name, title, document, source: null, createdBy });
    here.set(keyOf(name, version), workflow);
  }
  return workflows.flatMap(({ name, version }) => here.get(keyOf(name, version)) ?? []);
}

/** @throws CONFLICT */
async function requireNew({ promotions }: WorkflowPorts, { id, name, version }: Workflow): Promise<void> {
  const standing = (await promotions.promotionsWith(id)).find((one) => one.workflowId === id && !one.withdrawn);
  if (standing)
    throw new HubError('CONFLICT', `the project has this one: ${name} version ${String(version)}`, {
      promotion: standing.id,
    });
}
