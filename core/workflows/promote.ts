import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Json } from '../json.ts';
import { authorize, may, requirePerson, type Actor } from '../policy/policy.ts';
import { confirmPerson } from '../signatures/confirm-person.ts';
import { bundledWorkflows } from './bundle.ts';
import { putBundle } from './put-bundle.ts';
import type { WorkflowPorts } from './ports.ts';
import type { BundledWorkflow, Promotion } from './promotion.ts';
import { readBundle } from './read-bundle.ts';

export interface PromoteInput {
  readonly workflowId: string;
  readonly toProjectId: string;
  /** Of who promotes: it signs the bundle. */
  readonly password: string;
  readonly comment: string;
}

export interface ImportBundleInput {
  readonly projectId: string;
  /** The bundle as it was exported. */
  readonly jws: string;
  /** Of the key that the importer expects to have signed it, as the other hub's people told it. */
  readonly fingerprint: string;
  readonly password: string;
  readonly comment: string;
}

/**
 * The version, with every version of other workflows that it uses now, frozen, signed and put into a project in its trial configuration.
 * Four eyes: who promotes wrote none of them.
 * @throws UNAUTHENTICATED (also a wrong password), NOT_FOUND, FORBIDDEN (no role; an author), BAD_USER_INPUT, CONFLICT (the project is no
 * trial; it has this one already; a workflow that is used is missing)
 */
export async function promoteWorkflow(ports: WorkflowPorts, actor: Actor, input: PromoteInput): Promise<Promotion> {
  const workflow = await sourceOf(ports, actor, input.workflowId);
  authorize(actor, 'workflow.promote', input.toProjectId);
  requirePerson(actor);
  const comment = readComment(input.comment);
  const workflows = await bundledWorkflows(ports, workflow);
  requireOtherAuthor(actor.username, workflows);
  const target = `workflow:${workflow.id}`;
  await confirmPerson(ports, actor, target, input.toProjectId, input.password, 'input.password');
  return putBundle(ports, actor, {
    ...{ projectId: input.toProjectId, fromProjectId: workflow.projectId, workflows, comment, origin: null },
    audited: { action: 'workflow.promoted', field: 'input.toProjectId' },
  });
}

/**
 * A bundle of this hub or of another one, countersigned by who imports it and by this hub. The key that signed it must be the one that the
 * importer names.
 * @throws UNAUTHENTICATED (also a wrong password), NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (no bundle, changed since, or of another key),
 * CONFLICT (the project is no trial; it has this one already)
 */
export async function importBundle(ports: WorkflowPorts, actor: Actor, input: ImportBundleInput): Promise<Promotion> {
  authorize(actor, 'workflow.promote', input.projectId);
  requirePerson(actor);
  const comment = readComment(input.comment);
  const jws = input.jws.trim();
  const read = await ports.certifier.read(jws);
  if (!read) throw badInput('input.jws', 'a bundle as it was signed', 'something else, or one that was changed');
  const { fingerprint } = read;
  if (fingerprint !== input.fingerprint.trim())
    throw badInput('input.fingerprint', 'that of the key that signed the bundle', input.fingerprint);
  const { workflows, from } = readBundle('input.jws', read.document);
  if (await isOurs(ports, jws)) requireOtherAuthor(actor.username, workflows);
  await confirmPerson(ports, actor, `project:${input.projectId}`, input.projectId, input.password, 'input.password');
  return putBundle(ports, actor, {
    ...{ projectId: input.projectId, fromProjectId: from.project, workflows, comment, origin: { fingerprint, jws } },
    audited: { action: 'workflow.imported', field: 'input.projectId' },
  });
}

/** Whether this hub signed the bundle, or one that it came from by way of other hubs: then its authors are people of ours. */
async function isOurs({ certifier }: Pick<WorkflowPorts, 'certifier'>, jws: string): Promise<boolean> {
  for (let at: string | null = jws; at !== null;) {
    if ((await certifier.verify(at)) !== null) return true;
    const origin: Json | undefined = (await certifier.read(at))?.document['origin'];
    const inner: Json | undefined =
      typeof origin === 'object' && origin !== null && 'jws' in origin ? origin['jws'] : null;
    at = typeof inner === 'string' ? inner : null;
  }
  return false;
}

async function sourceOf({ store }: WorkflowPorts, actor: Actor, id: string) {
  const workflow = (await store.getWorkflows([id].filter(isId))).get(id);
  if (!workflow || !may(actor, 'workflow.read', workflow.projectId)) throw notFound('workflow');
  return workflow;
}

function readComment(text: string): string {
  const comment = text.trim();
  if (comment === '' || comment.length > 1000 || comment.includes('\u0000'))
    throw badInput('input.comment', 'why it may run in the trial, in 1 to 1000 characters', text);
  return comment;
}

/** `ann`, `ann (token laptop)` and `admin (local operator)` are persons by their usernames, which have no blank. */
const personOf = (name: string): string => (name.split(' ')[0] ?? '').toLowerCase();

/** @throws FORBIDDEN */
function requireOtherAuthor(username: string, workflows: readonly BundledWorkflow[]): void {
  const own = workflows.find(({ writtenBy }) => personOf(writtenBy) === personOf(username));
  if (own)
    throw new HubError(
      'FORBIDDEN',
      `you wrote ${own.name} version ${String(own.version)}: somebody else must promote it`,
    );
}
